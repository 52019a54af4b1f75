-- query: step_open
-- What the present phase ($2) has, and what is still to do of those before it.
SELECT id, phase, step, state, due, done_at, reason FROM casefile_step
WHERE casefile_id = $1 AND phase <= $2 AND (phase = $2 OR state = 'todo') ORDER BY phase, step;

-- query: step_phase
-- As step_open, of one phase.
SELECT id, phase, step, state, due, done_at, reason FROM casefile_step
WHERE casefile_id = $1 AND phase = $2 ORDER BY step;

-- query: step_enter
-- When a phase is entered: the step appears; when it is entered again, what is left gets a new date.
INSERT INTO casefile_step (id, casefile_id, phase, step, state, due)
VALUES ($1, $2, $3, $4, 'todo', $5)
ON CONFLICT (casefile_id, phase, step) DO UPDATE SET due = excluded.due
WHERE casefile_step.state = 'todo';

-- query: step_set
-- $5 state, $6 due, $7 done at, $8 by whom, $9 reason
INSERT INTO casefile_step (id, casefile_id, phase, step, state, due, done_at, done_by, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (casefile_id, phase, step) DO UPDATE
SET state = excluded.state, due = excluded.due, done_at = excluded.done_at,
    done_by = excluded.done_by, reason = excluded.reason;

-- query: step_set_due
UPDATE casefile_step SET due = $3 WHERE casefile_id = $1 AND id = $2;

-- query: step_reset
-- A case that was closed starts its phases anew.
DELETE FROM casefile_step WHERE casefile_id = $1 AND phase >= $2;

-- query: step_case
-- What the ticking of steps needs to know of the case; the event's own command has authorized it.
SELECT state, phase, phase_since, risk, pack FROM casefile WHERE id = $1;

-- query: step_phase_insert
INSERT INTO casefile_phase (id, casefile_id, phase, entered_at, account_id, override_reason)
VALUES ($1, $2, $3, $4, $5, $6);

-- query: step_phase_leave
UPDATE casefile_phase SET left_at = $2 WHERE casefile_id = $1 AND left_at IS NULL;

-- query: step_rules
SELECT mark, after_id, done FROM casefile_rules WHERE id = 1;

-- query: step_rules_set
INSERT INTO casefile_rules (id, mark, after_id, done) VALUES (1, $1, $2, $3)
ON CONFLICT (id) DO UPDATE
SET mark = excluded.mark, after_id = excluded.after_id, done = excluded.done;

-- query: step_case_lock  dialect: sqlite
-- Writers queue before they begin; there is nothing to lock.
SELECT id FROM casefile WHERE id = $1;

-- query: step_case_lock  dialect: pg
SELECT id FROM casefile WHERE id = $1 FOR UPDATE;

-- query: step_cases_after
-- scope: none, every case follows the pack; nobody looks
SELECT id, person_id, state, pack FROM casefile WHERE id > $1 ORDER BY id LIMIT $2;
