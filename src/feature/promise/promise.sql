-- fragment: columns
-- What promise_read() reads.
p.id, p.casefile_id, p.account_id, p.made_by, p.what, p.to_whom, p.made_on, p.due, p.source,
  p.origin_id, p.state, p.outcome, p.created_at, p.ended_at, p.version

-- query: promise_insert
INSERT INTO promise (id, casefile_id, what, to_whom, made_on, due, source, origin_id, made_by,
  account_id, created_at, state)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, 'open');

-- query: promise_find
SELECT {columns}, k.name, m.name, e.name, '', ''
FROM promise p
JOIN account k ON k.id = p.account_id
JOIN account m ON m.id = p.made_by
LEFT JOIN account e ON e.id = p.ended_by
WHERE p.casefile_id = $1 AND p.id = $2;

-- query: promise_by_casefile
-- Open ones by day, then the others, the last ended first.
SELECT {columns}, k.name, m.name, e.name, '', ''
FROM promise p
JOIN account k ON k.id = p.account_id
JOIN account m ON m.id = p.made_by
LEFT JOIN account e ON e.id = p.ended_by
WHERE p.casefile_id = $1
ORDER BY CASE WHEN p.state = 'open' THEN 0 ELSE 1 END, p.ended_at DESC, p.due, p.id LIMIT $2;

-- query: promise_due
-- scan: of a large unit the planner may walk its open cases instead of what somebody promised
-- What somebody has to keep, in the open cases that the seat sees.
-- $1 account, $2 scope, $3 until, $4 how many, $5 from
SELECT {columns}, '', '', '', c.client_name, c.number
FROM promise p
JOIN casefile_visible v ON v.casefile_id = p.casefile_id AND v.scope_id = $2
JOIN casefile c ON c.id = v.casefile_id AND c.state = 'open'
WHERE p.account_id = $1 AND p.state = 'open' AND p.due <= $3 AND p.due >= $5
ORDER BY p.due LIMIT $4;

-- query: promise_first
SELECT id, what, due FROM promise WHERE casefile_id = $1 AND state = 'open'
ORDER BY due, id LIMIT 1;

-- query: promise_set
-- Only as it was seen.
UPDATE promise SET state = $4, outcome = $5, due = $6, ended_at = $7, ended_by = $8,
  version = version + 1
WHERE casefile_id = $1 AND id = $2 AND version = $3;

-- query: promise_hand_on
-- What people without a seat that sees the case had to keep is kept by its worker.
UPDATE promise SET account_id = (SELECT worker_id FROM casefile WHERE id = $1),
  version = version + 1
WHERE casefile_id = $1 AND state = 'open'
  AND (SELECT worker_id FROM casefile WHERE id = $1) IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM seat s
    JOIN casefile_scope cs ON cs.scope_id = s.scope_id AND cs.casefile_id = $1
    WHERE s.account_id = promise.account_id AND s.ended_at IS NULL);
