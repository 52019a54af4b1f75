-- fragment: members
-- What member_read() reads; the last column: sees the case by a seat of theirs, whole.
SELECT m.id, m.casefile_id, m.account_id, m.name, m.profession, m.organization, m.phone, m.parts,
       m.since, m.until, m.coordinator, m.added_at, coalesce(e.name, ''), m.ended_at,
       m.ended_why, CASE WHEN EXISTS (
         SELECT 1 FROM seat s
         JOIN casefile_scope cs ON cs.scope_id = s.scope_id AND cs.casefile_id = m.casefile_id
         WHERE s.account_id = m.account_id AND s.ended_at IS NULL) THEN 1 ELSE 0 END, m.version
FROM member m
LEFT JOIN account e ON e.id = m.ended_by

-- query: member_list
{members}
WHERE m.casefile_id = $1
ORDER BY CASE WHEN m.ended_at IS NULL THEN 0 ELSE 1 END, m.coordinator DESC, m.added_at, m.id
LIMIT 200;

-- query: member_find
{members}
WHERE m.casefile_id = $1 AND m.id = $2;

-- query: member_due
-- scope: none, the job ends what is over, whoever began it
{members}
WHERE coalesce(m.ended_at, 0) = 0 AND m.until < $1 ORDER BY m.until, m.id LIMIT 200;

-- query: member_insert
INSERT INTO member (id, casefile_id, account_id, name, name_key, profession, organization, phone,
                    parts, since, until, added_by, added_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT DO NOTHING;

-- query: member_end
-- $1 case, $2 member, $3 at, $4 by whom, $5 why
UPDATE member SET ended_at = $3, ended_by = $4, ended_why = $5, coordinator = 0
WHERE casefile_id = $1 AND id = $2 AND ended_at IS NULL;

-- query: member_set
-- $1 case, $2 member, $3 telephone, $4 parts, $5 last day
UPDATE member SET phone = $3, parts = $4, until = $5, version = version + 1
WHERE casefile_id = $1 AND id = $2 AND ended_at IS NULL;

-- query: member_coordinator_none
UPDATE member SET coordinator = 0 WHERE casefile_id = $1 AND coordinator = 1;

-- query: member_coordinator_set
UPDATE member SET coordinator = 1 WHERE casefile_id = $1 AND id = $2 AND ended_at IS NULL;

-- query: member_people
-- Who may work on cases in an agency. $1 agency
SELECT DISTINCT a.id, a.name, coalesce(t.name, '')
FROM seat s
JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
LEFT JOIN team t ON t.id = s.team_id
WHERE s.ended_at IS NULL AND s.role IN ('worker', 'supervisor', 'coordinator')
  AND coalesce(t.agency_id, s.agency_id) = $1
ORDER BY a.name, a.id LIMIT 500;

-- query: member_account
-- One of them, with where they work.
SELECT a.name, a.phone, coalesce(s.team_id, g.id), g.id, g.name
FROM seat s
JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
LEFT JOIN team t ON t.id = s.team_id
JOIN agency g ON g.id = coalesce(t.agency_id, s.agency_id)
WHERE a.id = $1 AND s.ended_at IS NULL AND s.role IN ('worker', 'supervisor', 'coordinator')
ORDER BY s.created_at, s.id LIMIT 1;

-- query: member_mine
-- scope: none, it is the membership that lets its account see the case
-- The newest first. $1 account, $2 today, $3 how many
SELECT m.casefile_id, c.client_name, c.number, c.pack, m.profession, m.until
FROM (SELECT a.id, a.casefile_id, a.profession, a.until, a.added_at FROM member a
      WHERE a.account_id = $1 AND a.ended_at IS NULL AND a.since <= $2
        AND coalesce(a.until, $2) >= $2
      ORDER BY a.added_at DESC, a.id LIMIT $3) m
JOIN casefile c ON c.id = m.casefile_id
ORDER BY m.added_at DESC, m.id;
