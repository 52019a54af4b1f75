-- query: plan_insert
INSERT INTO plan (id, casefile_id, version_no, state, aim, account_id, created_at, state_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $7);

-- query: plan_list
SELECT p.id, p.account_id, p.version_no, p.state, p.aim, p.sent_back, p.agreed_on, p.agreed_how,
  p.agreed_with, p.witness, a.name, p.created_at, p.state_at, p.version
FROM plan p JOIN account a ON a.id = p.account_id
WHERE p.casefile_id = $1 ORDER BY p.version_no DESC LIMIT $2;

-- query: plan_find
SELECT p.id, p.account_id, p.version_no, p.state, p.aim, p.sent_back, p.agreed_on, p.agreed_how,
  p.agreed_with, p.witness, a.name, p.created_at, p.state_at, p.version
FROM plan p JOIN account a ON a.id = p.account_id
WHERE p.casefile_id = $1 AND p.id = $2;

-- query: plan_set_aim
UPDATE plan SET aim = $3, version = version + 1 WHERE casefile_id = $1 AND id = $2;

-- query: plan_set_state
-- Only from the state it was seen in.
UPDATE plan SET state = $4, state_at = $5, sent_back = $6, version = version + 1
WHERE casefile_id = $1 AND id = $2 AND state = $3;

-- query: plan_set_agreed
UPDATE plan SET state = 'agreed', state_at = $3, agreed_on = $4, agreed_how = $5, agreed_with = $6,
  witness = $7, version = version + 1
WHERE casefile_id = $1 AND id = $2 AND state = 'approved';

-- query: plan_replace
-- What was in force is replaced; its open actions are due no more.
UPDATE plan SET state = 'replaced', state_at = $2, version = version + 1
WHERE casefile_id = $1 AND state = 'agreed' RETURNING id;

-- query: plan_set_live
-- Actions of one plan of the case are in force, all others are not.
UPDATE plan_action SET live = CASE WHEN plan_id = $2 THEN 1 ELSE 0 END WHERE casefile_id = $1;

-- query: plan_goal_insert
INSERT INTO plan_goal (id, plan_id, casefile_id, origin_id, domain, wish, baseline, target, due,
  progress, state, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- query: plan_goal_list
SELECT id, plan_id, origin_id, domain, wish, baseline, target, due, progress, state, created_at,
  version
FROM plan_goal WHERE casefile_id = $1 AND plan_id = $2 ORDER BY created_at, id LIMIT $3;

-- query: plan_goal_find
SELECT id, plan_id, origin_id, domain, wish, baseline, target, due, progress, state, created_at,
  version
FROM plan_goal WHERE casefile_id = $1 AND id = $2;

-- query: plan_goal_set
UPDATE plan_goal SET domain = $3, wish = $4, baseline = $5, target = $6, due = $7,
  version = version + 1
WHERE casefile_id = $1 AND id = $2;

-- query: plan_goal_set_progress
-- In the plan in force and in the version that is being prepared.
UPDATE plan_goal SET progress = $3, state = $4, version = version + 1
WHERE casefile_id = $1 AND origin_id = $2
  AND plan_id IN (SELECT id FROM plan WHERE casefile_id = $1 AND state <> 'replaced');

-- query: plan_goal_delete
DELETE FROM plan_goal WHERE casefile_id = $1 AND id = $2;

-- query: plan_goal_delete_actions
DELETE FROM plan_action WHERE casefile_id = $1 AND goal_id = $2;

-- query: plan_progress_insert
INSERT INTO plan_progress (id, casefile_id, origin_id, percent, state, note, account_id, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query: plan_progress_list
SELECT g.percent, g.state, g.note, a.name, g.at
FROM plan_progress g JOIN account a ON a.id = g.account_id
WHERE g.casefile_id = $1 AND g.origin_id = $2 ORDER BY g.at DESC, g.id DESC LIMIT $3;

-- query: plan_action_insert
INSERT INTO plan_action (id, plan_id, goal_id, casefile_id, origin_id, kind, what, who, who_name,
  account_id, start_on, due, state, outcome, ended_on, live, created_at, later)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);

-- query: plan_action_list
SELECT t.id, t.plan_id, t.goal_id, t.origin_id, t.account_id, t.kind, t.what, t.who,
  CASE WHEN t.who = 'account' THEN coalesce(a.name, '') ELSE t.who_name END, t.start_on, t.due,
  t.state, t.outcome, t.ended_on, t.created_at, t.version, t.later
FROM plan_action t LEFT JOIN account a ON a.id = t.account_id
WHERE t.casefile_id = $1 AND t.plan_id = $2
ORDER BY coalesce(t.due, '9999-12-31'), t.created_at, t.id LIMIT $3;

-- query: plan_action_find
SELECT t.id, t.plan_id, t.goal_id, t.origin_id, t.account_id, t.kind, t.what, t.who,
  CASE WHEN t.who = 'account' THEN coalesce(a.name, '') ELSE t.who_name END, t.start_on, t.due,
  t.state, t.outcome, t.ended_on, t.created_at, t.version, t.later
FROM plan_action t LEFT JOIN account a ON a.id = t.account_id
WHERE t.casefile_id = $1 AND t.id = $2;

-- query: plan_action_set
UPDATE plan_action SET kind = $3, what = $4, who = $5, who_name = $6, account_id = $7,
  start_on = $8, due = $9, version = version + 1
WHERE casefile_id = $1 AND id = $2;

-- query: plan_action_set_state
-- In the plan in force and in the version that is being prepared.
UPDATE plan_action SET state = $3, outcome = $4, ended_on = $5, version = version + 1
WHERE casefile_id = $1 AND origin_id = $2
  AND plan_id IN (SELECT id FROM plan WHERE casefile_id = $1 AND state <> 'replaced');

-- query: plan_action_first
SELECT id, what, due FROM plan_action
WHERE casefile_id = $1 AND live = 1 AND state IN ('planned', 'in_progress')
ORDER BY due NULLS LAST, id LIMIT 1;

-- query: plan_action_due
-- What somebody has promised oneself, and what anybody has promised in the own cases: what is next
-- in such a case is not later than its actions (plan_first()).
-- $1 account, $2 scope, $3 until, $4 how many, $5 from
SELECT t.id, t.casefile_id, t.what, t.who, t.who_name, t.due, c.client_name, c.number,
  c.risk
FROM casefile c
CROSS JOIN plan_action t
CROSS JOIN casefile_visible v
WHERE t.casefile_id = c.id AND v.casefile_id = c.id AND v.scope_id = $2
  AND c.worker_id = $1 AND c.state = 'open' AND c.next_due <= $3 AND t.live = 1
  AND t.state IN ('planned', 'in_progress') AND t.who <> 'account' AND t.due <= $3 AND t.due >= $5
UNION ALL
SELECT t.id, t.casefile_id, t.what, t.who, t.who_name, t.due, c.client_name, c.number,
  c.risk
FROM plan_action t
JOIN casefile_visible v ON v.casefile_id = t.casefile_id AND v.scope_id = $2
LEFT JOIN casefile c ON c.id = v.casefile_id
WHERE t.account_id = $1 AND t.account_id IS NOT NULL AND t.who = 'account'
  AND coalesce(c.state, '') = 'open'
  AND t.live = 1 AND t.state IN ('planned', 'in_progress') AND t.due <= $3 AND t.due >= $5
ORDER BY 6, 1 LIMIT $4;
