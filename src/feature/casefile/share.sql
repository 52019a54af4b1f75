-- query: share_insert
INSERT INTO casefile_share (id, casefile_id, scope_id, reason, until, account_id, at)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query: share_grant
-- $1 unit, $2 case
INSERT INTO casefile_scope (scope_id, casefile_id, access, granted) VALUES ($1, $2, 1, 1)
ON CONFLICT (scope_id, casefile_id) DO UPDATE SET granted = 1;

-- query: share_ungrant
-- A unit that works on the case by now goes on seeing it. $1 unit, $2 case
UPDATE casefile_scope SET granted = 0 WHERE scope_id = $1 AND casefile_id = $2;

-- query: share_unsee
-- Only sharing gives reading alone. $1 unit, $2 case
DELETE FROM casefile_scope
WHERE scope_id = $1 AND casefile_id = $2 AND granted = 0 AND access = 1;

-- query: share_sees
-- $1 unit, $2 case
SELECT 1 FROM casefile_scope WHERE scope_id = $1 AND casefile_id = $2;

-- query: share_units
-- Teams with their agency, and agencies.
SELECT t.id, t.name, a.name FROM team t JOIN agency a ON a.id = t.agency_id
UNION ALL SELECT g.id, '', g.name FROM agency g
ORDER BY 3, 2, 1 LIMIT 1000;

-- query: share_unit
SELECT t.id, t.name, a.name FROM team t JOIN agency a ON a.id = t.agency_id WHERE t.id = $1
UNION ALL SELECT g.id, '', g.name FROM agency g WHERE g.id = $1;

-- query: share_list
SELECT s.id, s.scope_id, coalesce(t.name, ''), coalesce(ta.name, g.name, ''), s.reason, s.until,
       b.name, s.at, e.name, s.ended_at
FROM casefile_share s
LEFT JOIN team t ON t.id = s.scope_id
LEFT JOIN agency ta ON ta.id = t.agency_id
LEFT JOIN agency g ON g.id = s.scope_id
JOIN account b ON b.id = s.account_id
LEFT JOIN account e ON e.id = s.ended_by
WHERE s.casefile_id = $1 ORDER BY s.at DESC, s.id DESC LIMIT 100;

-- query: share_end
UPDATE casefile_share SET ended_at = $3, ended_by = $4
WHERE casefile_id = $1 AND id = $2 AND ended_at IS NULL;

-- query: share_until
-- $1 case, $2 unit
SELECT until FROM casefile_share WHERE casefile_id = $1 AND scope_id = $2 AND ended_at IS NULL;

-- query: share_due
-- scope: none, the job ends what is over, whoever shared it
SELECT s.id, s.casefile_id, s.scope_id, c.person_id
FROM casefile_share s JOIN casefile c ON c.id = s.casefile_id
WHERE s.ended_at IS NULL AND s.until < $1 ORDER BY s.until, s.id LIMIT 200;
