-- query: account_change_insert
INSERT INTO account_change (id, account_id, asked_by, asked_at, phrase, password, half, role,
                            unit_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- query: account_change_replace
-- A later pass phrase takes the place of one that nobody has confirmed. $1 account, $2 who, $3 when
UPDATE account_change
SET decided_by = $2, decided_at = $3, outcome = 'refused', password = '', half = ''
WHERE account_id = $1 AND phrase = 1 AND decided_at IS NULL;

-- query: account_change_waiting
-- What the reader may decide or has asked for: an administrator everything; others what is about
-- their unit: a pass phrase of somebody who works there, a worker's or supervisor's place in one
-- of its teams. $1 reader's unit, $2 administrator, $3 asked later than, $4 only this one
SELECT x.id, x.account_id, x.asked_by, x.asked_at, x.phrase, x.password, x.half, x.role, x.unit_id,
       a.login, a.name, b.name, COALESCE(t.name, g.name, r.name, '')
FROM account_change x
JOIN account a ON a.id = x.account_id
JOIN account b ON b.id = x.asked_by
LEFT JOIN team t ON t.id = x.unit_id
LEFT JOIN agency g ON g.id = x.unit_id
LEFT JOIN area r ON r.id = x.unit_id
WHERE x.decided_at IS NULL AND x.asked_at > $3 AND x.id = COALESCE($4, x.id)
  AND ($2 = 1
       OR (x.role IN ('worker', 'supervisor') AND (t.id = $1 OR t.agency_id = $1))
       OR (x.role = '' AND EXISTS (SELECT 1 FROM seat s
                                   WHERE s.account_id = x.account_id AND s.ended_at IS NULL
                                   AND (s.team_id = $1 OR s.agency_id = $1))))
ORDER BY x.asked_at, x.id LIMIT 100;

-- query: account_change_decide
UPDATE account_change
SET decided_by = $2, decided_at = $3, outcome = $4, password = '', half = ''
WHERE id = $1 AND decided_at IS NULL;

-- query: account_change_told
-- Who gave an account its present pass phrase. $1 account
SELECT b.name, COALESCE(c.name, ''), x.decided_at
FROM account_change x
JOIN account b ON b.id = x.asked_by
LEFT JOIN account c ON c.id = x.decided_by
WHERE x.account_id = $1 AND x.decided_at IS NOT NULL AND x.outcome = 'confirmed' AND x.phrase = 1
ORDER BY x.decided_at DESC LIMIT 1;

-- query: account_change_sweep
DELETE FROM account_change WHERE decided_at IS NULL AND asked_at < $1;
