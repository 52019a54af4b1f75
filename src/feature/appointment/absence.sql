-- query: absence_insert
INSERT INTO absence (id, account_id, kind, from_at, until_at, cover_id, created_by, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $2, $7);

-- query: absence_find
SELECT b.id, b.account_id, b.cover_id, b.kind, b.from_at, b.until_at, '', '',
       CASE WHEN b.voided_at IS NULL THEN 0 ELSE 1 END
FROM absence b WHERE b.id = $1 AND b.account_id = $2;

-- query: absence_void
-- $1 absence, $2 account, $3 now
UPDATE absence SET voided_at = $3, voided_by = $2
WHERE id = $1 AND account_id = $2 AND voided_at IS NULL;

-- query: absence_list
-- The actor's, and those that the actor covers. $1 account, $2 not over by then
SELECT b.id, b.account_id, b.cover_id, b.kind, b.from_at, b.until_at, a.name, coalesce(c.name, ''), 0
FROM (SELECT * FROM absence WHERE account_id = $1 AND until_at > $2
      UNION SELECT * FROM absence WHERE cover_id = $1 AND until_at > $2) b
JOIN account a ON a.id = b.account_id
LEFT JOIN account c ON c.id = b.cover_id
WHERE b.voided_at IS NULL
ORDER BY b.from_at, b.id LIMIT 100;

-- query: absence_colleagues
-- Who works in the actor's team or above it in the same agency. $1 team, $2 agency, $3 the actor
SELECT DISTINCT a.id, a.name
FROM seat s JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
WHERE s.ended_at IS NULL AND s.role IN ('worker', 'supervisor', 'coordinator') AND a.id <> $3
  AND (s.team_id = $1 OR (s.team_id IS NULL AND s.agency_id = $2))
ORDER BY a.name, a.id LIMIT 100;
