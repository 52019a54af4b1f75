-- fragment: columns
-- What deadline_read() reads.
d.id, d.casefile_id, d.clock, d.pack, d.pack_version, d.unit, d.amount, d.risk, d.began_by,
d.began_about, d.began_at, d.state, d.due_at, d.due_on, d.free_days, d.paused_days, d.over_by, d.over_about,
d.over_at, d.told

-- query: deadline_insert
-- One that runs already goes on running. $16 state: none of that clock in it counts from the same
-- moment
INSERT INTO deadline (id, casefile_id, clock, pack, pack_version, unit, amount, risk, began_by,
                      began_about, began_at, state, due_at, due_on, free_days, look_at, worker_id,
                      team_id)
SELECT $1, c.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', $12, $13, $14, $15, c.worker_id, c.team_id
FROM casefile c WHERE c.id = $2
  AND NOT EXISTS (SELECT 1 FROM deadline d WHERE d.casefile_id = $2 AND d.clock = $3
                  AND d.began_at = $11 AND d.state = $16)
ON CONFLICT DO NOTHING;

-- query: deadline_over
-- $1 case, $2 clock, $3 state, $4 kind of event, $5 about what, $6 when
UPDATE deadline SET state = $3, over_by = $4, over_about = $5, over_at = $6, look_at = NULL
WHERE casefile_id = $1 AND clock = $2 AND state IN ('open', 'paused');

-- query: deadline_all_over
-- $1 case, $2 kind of event, $3 when
UPDATE deadline SET state = 'ended', over_by = $2, over_at = $3, look_at = NULL
WHERE casefile_id = $1 AND state IN ('open', 'paused');

-- query: deadline_renew
-- $1 case, $2 id, $3 pack version, $4 unit, $5 amount, $6 risk, $7 state, $8 due at, $9 on, $10 free,
-- $11 paused, $12 told, $13 look at, $14 $15 what it counts from, $16 since when
UPDATE deadline SET pack_version = $3, unit = $4, amount = $5, risk = $6, state = $7, due_at = $8,
                    due_on = $9, free_days = $10, paused_days = $11, told = $12, look_at = $13,
                    began_by = $14, began_about = $15, began_at = $16
WHERE casefile_id = $1 AND id = $2 AND state IN ('open', 'paused');

-- query: deadline_dealt
-- The case changed hands. $1 case
UPDATE deadline SET worker_id = (SELECT c.worker_id FROM casefile c WHERE c.id = $1),
                    team_id = (SELECT c.team_id FROM casefile c WHERE c.id = $1)
WHERE casefile_id = $1 AND state IN ('open', 'paused');

-- query: deadline_next
-- The first of those that run, for the strip of the case. $1 case, $2 how many
SELECT {columns} FROM deadline d
WHERE d.casefile_id = $1 AND d.state IN ('open', 'paused') ORDER BY d.due_at NULLS LAST, d.id LIMIT $2;

-- query: deadline_due_own
-- In the order of an index, so that no more is read than is taken.
-- $1 unit, $2 worker, $3 until, $4 how many, $5 from
SELECT {columns}, c.number, c.client_name, '', c.risk FROM deadline d
JOIN casefile_visible v ON v.casefile_id = d.casefile_id AND v.scope_id = $1
JOIN casefile c ON c.id = d.casefile_id
WHERE d.worker_id = $2 AND d.state = 'open' AND d.due_on <= $3 AND d.due_on >= $5
ORDER BY d.due_on LIMIT $4;

-- query: deadline_due_team
-- $1 unit, $2 team, $3 until, $4 how many, $5 from
SELECT {columns}, c.number, c.client_name, coalesce(w.name, ''), c.risk FROM deadline d
JOIN casefile_visible v ON v.casefile_id = d.casefile_id AND v.scope_id = $1
JOIN casefile c ON c.id = d.casefile_id
LEFT JOIN account w ON w.id = c.worker_id
WHERE d.team_id = $2 AND d.state = 'open' AND d.due_on <= $3 AND d.due_on >= $5
ORDER BY d.due_on LIMIT $4;

-- query: deadline_running
SELECT {columns} FROM deadline d
WHERE d.casefile_id = $1 AND d.state IN ('open', 'paused') ORDER BY d.due_at, d.id;

-- query: deadline_by_casefile
-- Those that run first, by day; then the others, the latest first.
SELECT {columns} FROM deadline d WHERE d.casefile_id = $1
ORDER BY CASE WHEN d.state IN ('open', 'paused') THEN 0 ELSE 1 END, d.over_at DESC, d.due_at, d.id
LIMIT 200;

-- query: deadline_find
-- $1 case, $2 id
SELECT {columns} FROM deadline d WHERE d.casefile_id = $1 AND d.id = $2;

-- query: deadline_visible
-- scan: of a large unit the planner may walk the deadlines that run instead of the cases of the unit
-- What is late or will be soon, of the cases that a unit sees. $1 unit, $2 until
SELECT {columns}, c.number, c.client_name, coalesce(w.name, ''), c.risk
FROM casefile_visible v
JOIN deadline d ON d.casefile_id = v.casefile_id AND d.state = 'open'
JOIN casefile c ON c.id = d.casefile_id
LEFT JOIN account w ON w.id = c.worker_id
WHERE v.scope_id = $1 AND d.due_at <= $2 ORDER BY d.due_at, d.id LIMIT $3;

-- query: deadline_between
-- scan: of a large unit the planner may walk the deadlines that run instead of the cases of the unit
-- $1 unit, $2 from, $3 until, $4 worker, $5 of all workers
SELECT {columns}, c.number, c.client_name, coalesce(w.name, ''), c.risk
FROM casefile_visible v
JOIN deadline d ON d.casefile_id = v.casefile_id AND d.state = 'open' AND d.due_on >= $2
  AND d.due_on < $3
JOIN casefile c ON c.id = d.casefile_id
LEFT JOIN account w ON w.id = c.worker_id
WHERE v.scope_id = $1 AND ($5 = 1 OR c.worker_id = $4) ORDER BY d.due_on, d.id LIMIT 200;

-- query: deadline_case
-- What a clock needs to know of the case; the event's own command has authorized it.
SELECT c.risk, c.pack, c.person_id, c.state, coalesce(a.name, '')
FROM casefile c LEFT JOIN area a ON a.id = c.area_id WHERE c.id = $1;

-- query: deadline_to_tell
-- scope: none, the job tells whoever it concerns. $1 now
SELECT {columns} FROM deadline d WHERE d.look_at <= $1 ORDER BY d.look_at, d.id LIMIT $2;

-- query: deadline_told
-- $1 case, $2 id, $3 told, $4 look at
UPDATE deadline SET told = $3, look_at = $4 WHERE casefile_id = $1 AND id = $2;

-- query: deadline_of_pack
-- scan: all that run, which is what is asked for
-- scope: none, the command line asks for all. $1 pack, $2 after, $3 how many
SELECT {columns}, coalesce(a.name, '') FROM deadline d
JOIN casefile c ON c.id = d.casefile_id LEFT JOIN area a ON a.id = c.area_id
WHERE d.pack = $1 AND d.state = 'open' AND d.id > $2 ORDER BY d.id LIMIT $3;

-- query: deadline_pause_insert
INSERT INTO deadline_pause (id, deadline_id, casefile_id, reason, began_at, began_by)
VALUES ($1, $2, $3, $4, $5, $6);

-- query: deadline_pause_over
-- $1 case, $2 deadline, $3 when, $4 by whom
UPDATE deadline_pause SET over_at = $3, over_by = $4
WHERE casefile_id = $1 AND deadline_id = $2 AND over_at IS NULL;

-- query: deadline_pauses
-- $1 case, $2 deadline
SELECT reason, began_at, over_at FROM deadline_pause
WHERE casefile_id = $1 AND deadline_id = $2 ORDER BY began_at, id;
