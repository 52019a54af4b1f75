-- fragment: columns
-- What visit_read() reads.
v.id, v.casefile_id, v.account_id, v.place, v.started_at, v.expected_at, v.ended_at, v.told,
       v.version, w.name, w.phone, c.client_name, c.number

-- fragment: joins
JOIN account w ON w.id = v.account_id JOIN casefile c ON c.id = v.casefile_id

-- query: visit_insert
INSERT INTO visit (id, casefile_id, account_id, place, started_at, expected_at, look_at)
VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING;

-- query: visit_running
-- scope: none, it is the actor's own
SELECT {columns} FROM visit v {joins} WHERE v.account_id = $1 AND v.ended_at IS NULL;

-- query: visit_find
-- Whoever it belongs to: visit_load() asks for the owner, or for the case.
SELECT {columns} FROM visit v {joins} WHERE v.id = $1;

-- query: visit_late
-- scan: visits that run are few, and have an index of their own
-- $1 scope, $2 now
SELECT {columns} FROM visit v
CROSS JOIN casefile_visible s
{joins}
WHERE v.ended_at IS NULL AND v.expected_at < $2 AND s.scope_id = $1 AND s.casefile_id = v.casefile_id
ORDER BY v.expected_at, v.id LIMIT 20;

-- query: visit_to_tell
-- scope: none, the job tells whoever it concerns. $1 now
SELECT {columns} FROM visit v {joins} WHERE v.look_at <= $1 ORDER BY v.look_at, v.id LIMIT 100;

-- query: visit_told
UPDATE visit SET told = $2, look_at = $3 WHERE id = $1 AND ended_at IS NULL;

-- query: visit_end
-- $1 visit, $2 now, $3 by whom, $4 words
UPDATE visit SET ended_at = $2, ended_by = $3, words = $4, look_at = NULL, version = version + 1
WHERE id = $1 AND ended_at IS NULL;

-- query: visit_prolong
-- $1 visit, $2 back by
UPDATE visit SET expected_at = $2, told = 0, look_at = $2, version = version + 1
WHERE id = $1 AND ended_at IS NULL;
