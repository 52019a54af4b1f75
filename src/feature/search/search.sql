-- fragment: fits
-- $1 scope, then three ranges of keys
v.person_id = k.person_id AND v.scope_id = $1
  AND k.key >= $2 AND k.key < $3
  AND EXISTS (SELECT 1 FROM person_key k2
              WHERE k2.person_id = k.person_id AND k2.key >= $4 AND k2.key < $5)
  AND EXISTS (SELECT 1 FROM person_key k3
              WHERE k3.person_id = k.person_id AND k3.key >= $6 AND k3.key < $7)

-- fragment: rows
-- The people who were hit, with each case the actor may see. CROSS JOIN keeps the order: from those few.
SELECT p.id, p.given_name, p.family_name, p.name_sort, p.birth_date, p.birth_estimated, a.name,
       r.casefile_id, c.number, c.client_name, c.state, c.risk, r.role, w.name, p.phone
FROM (
  SELECT h.person_id, c.id AS casefile_id, '' AS role
  FROM hit h CROSS JOIN casefile c CROSS JOIN casefile_visible v
  WHERE c.person_id = h.person_id AND v.casefile_id = c.id AND v.scope_id = $1
  UNION
  SELECT h.person_id, cp.casefile_id, cp.role
  FROM hit h CROSS JOIN casefile_person cp CROSS JOIN casefile_visible v
  WHERE cp.person_id = h.person_id AND v.casefile_id = cp.casefile_id AND v.scope_id = $1
  UNION
  SELECT h.person_id, NULL, '' FROM hit h
) r
CROSS JOIN person p
LEFT JOIN area a ON a.id = p.area_id
LEFT JOIN casefile c ON c.id = r.casefile_id
LEFT JOIN account w ON w.id = c.worker_id
WHERE p.id = r.person_id AND p.merged_into IS NULL
LIMIT 200

-- query: search_number
-- $1 scope, $2 and $3 numbers that may be meant
SELECT c.id, c.number, c.client_name FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $1
WHERE c.number IN ($2, $3) LIMIT 2;

-- query: search_names
-- People by the beginnings of their names, with the cases they are in. From the names to what may be
-- seen: right for rare words and large units. CROSS JOIN keeps the order. $1 scope, then three ranges
WITH hit (person_id) AS (
  SELECT k.person_id FROM person_key k CROSS JOIN person_visible v
  WHERE {fits}
  LIMIT 100
)
{rows};

-- query: search_names_near
-- The same from what may be seen to the names: right for a worker, who sees few people.
WITH hit (person_id) AS (
  SELECT k.person_id FROM person_visible v CROSS JOIN person_key k
  WHERE {fits}
  LIMIT 100
)
{rows};

-- query: search_names_born
-- By names and a day or year of birth. $8 and $9 days (from, to)
WITH hit (person_id) AS (
  SELECT k.person_id FROM person_key k CROSS JOIN person b CROSS JOIN person_visible v
  WHERE {fits}
    AND b.id = k.person_id AND b.birth_date >= $8 AND b.birth_date < $9
  LIMIT 100
)
{rows};

-- query: search_birth
-- $1 scope, $2 and $3 days of birth (from, to)
WITH hit (person_id) AS (
  SELECT b.id FROM person b CROSS JOIN person_visible v
  WHERE b.birth_date >= $2 AND b.birth_date < $3 AND v.person_id = b.id AND v.scope_id = $1
  LIMIT 100
)
{rows};

-- query: search_birth_near
-- The same from what may be seen.
WITH hit (person_id) AS (
  SELECT b.id FROM person_visible v CROSS JOIN person b
  WHERE v.scope_id = $1 AND b.id = v.person_id AND b.birth_date >= $2 AND b.birth_date < $3
  LIMIT 100
)
{rows};

-- query: search_identifier
-- $1 scope, $2 and $3 a range of folded values
WITH hit (person_id) AS (
  SELECT i.person_id FROM person_identifier i CROSS JOIN person_visible v
  WHERE i.value_fold >= $2 AND i.value_fold < $3 AND i.voided_at IS NULL
    AND v.person_id = i.person_id AND v.scope_id = $1
  LIMIT 100
)
{rows};
