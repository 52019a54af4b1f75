-- fragment: columns
c.id, c.number, c.client_name, c.risk, c.phase, c.next_what, c.next_due,
       c.last_contact_on, c.worker_id, c.pack

-- fragment: filter
-- $3 state, $4 risk, $5 phase or -1, $6 text: 0 none, 1 names or number, 2 number only, $7 number or its
-- last twelve characters, whatever the programme,
-- $8..$13 ranges of name keys
c.state = $3
  AND ($4 = '' OR c.risk = $4 OR ($4 = 'unknown' AND c.risk = ''))
  AND ($5 < 0 OR c.phase = $5)
  AND ($6 = 0 OR c.number = $7
       OR substr(c.number, length(c.number) - 11) = $7 OR ($6 = 1
       AND EXISTS (SELECT 1 FROM person_key k
                   WHERE k.person_id = c.person_id AND k.key >= $8 AND k.key < $9)
       AND EXISTS (SELECT 1 FROM person_key k
                   WHERE k.person_id = c.person_id AND k.key >= $10 AND k.key < $11)
       AND EXISTS (SELECT 1 FROM person_key k
                   WHERE k.person_id = c.person_id AND k.key >= $12 AND k.key < $13)))

-- fragment: whose
-- $14 whose: 0 everybody's, 1 of worker $15, 2 of nobody
($14 = 0 OR ($14 = 1 AND c.worker_id = $15) OR ($14 = 2 AND c.worker_id IS NULL))

-- fragment: risk_rank
CASE c.risk WHEN 'high' THEN '0' WHEN 'medium' THEN '1' WHEN 'low' THEN '2' ELSE '3' END

-- fragment: then_by
-- Of equal rank: what is due first, then the higher risk.
c.next_due NULLS LAST,
  CASE c.risk WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END,
  c.client_sort, c.id

-- query: caseload_own
-- One worker's cases. $1 scope, $2 worker, $14 and $15 due from and before, $16 sort, $17 and $18 page
SELECT {columns}, ''
FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $1
WHERE c.worker_id = $2
  AND {filter}
  AND coalesce(c.next_due, '9999-12-31') >= $14
  AND coalesce(c.next_due, '9999-12-31') < $15
ORDER BY
  CASE $16
    WHEN 'name' THEN c.client_sort
    WHEN 'risk' THEN {risk_rank}
    WHEN 'phase' THEN CAST(c.phase AS TEXT) END,
  CASE $16
    WHEN '-name' THEN c.client_sort
    WHEN '-risk' THEN {risk_rank}
    WHEN '-phase' THEN CAST(c.phase AS TEXT)
    WHEN '-due' THEN coalesce(c.next_due, '') END DESC,
  {then_by}
LIMIT $17 OFFSET $18;

-- query: caseload_own_counts
-- $14 today, $15 last day of the week to come; the rest as above
SELECT COUNT(*),
       COUNT(*) FILTER (WHERE c.next_due < $14),
       COUNT(*) FILTER (WHERE c.next_due = $14),
       COUNT(*) FILTER (WHERE c.next_due > $14 AND c.next_due <= $15),
       COUNT(*) FILTER (WHERE c.next_due IS NULL OR c.next_due > $15)
FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $1
WHERE c.worker_id = $2
  AND {filter};

-- query: caseload_team
-- A team's cases. $1 scope, $2 team, $16 and $17 due from and before, $18 sort, $19 and $20 page
SELECT {columns}, w.name
FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $1
LEFT JOIN account w ON w.id = c.worker_id
WHERE c.team_id = $2
  AND {filter}
  AND {whose}
  AND coalesce(c.next_due, '9999-12-31') >= $16
  AND coalesce(c.next_due, '9999-12-31') < $17
ORDER BY
  CASE $18
    WHEN 'worker' THEN coalesce(w.name, '')
    WHEN 'name' THEN c.client_sort
    WHEN 'risk' THEN {risk_rank}
    WHEN 'phase' THEN CAST(c.phase AS TEXT) END,
  CASE $18
    WHEN '-worker' THEN coalesce(w.name, '')
    WHEN '-name' THEN c.client_sort
    WHEN '-risk' THEN {risk_rank}
    WHEN '-phase' THEN CAST(c.phase AS TEXT)
    WHEN '-due' THEN coalesce(c.next_due, '') END DESC,
  {then_by}
LIMIT $19 OFFSET $20;

-- query: caseload_team_counts
-- A row for each worker. $16 today, $17 last day of the week to come
SELECT COUNT(*),
       COUNT(*) FILTER (WHERE c.next_due < $16),
       COUNT(*) FILTER (WHERE c.next_due = $16),
       COUNT(*) FILTER (WHERE c.next_due > $16 AND c.next_due <= $17),
       COUNT(*) FILTER (WHERE c.next_due IS NULL OR c.next_due > $17),
       c.worker_id
FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $1
WHERE c.team_id = $2
  AND {filter}
  AND {whose}
GROUP BY c.worker_id;

-- query: caseload_colleagues
-- Who may have cases in a team.
SELECT DISTINCT a.name, a.id FROM seat s
JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
WHERE s.team_id = $1 AND s.ended_at IS NULL AND s.role IN ('worker', 'supervisor')
ORDER BY a.name, a.id LIMIT 200;

-- query: caseload_teams
-- The teams of the actor's unit: itself, those of an agency, or those of an area with all in it.
WITH RECURSIVE below (id, depth) AS (
  SELECT id, 1 FROM area WHERE id = $1
  UNION ALL
  SELECT a.id, b.depth + 1 FROM area a JOIN below b ON a.parent_id = b.id WHERE b.depth < 20
)
SELECT t.id, t.name FROM team t
WHERE t.id = $1 OR t.agency_id = $1 OR t.area_id IN (SELECT id FROM below)
ORDER BY t.name, t.id LIMIT 200;

-- query: caseload_one
-- A row of a list by itself, for the page that gives several cases to somebody. $1 scope, $2 case
SELECT {columns}, w.name
FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $1
LEFT JOIN account w ON w.id = c.worker_id
WHERE c.id = $2 AND c.state = 'open' AND v.access = 2;
