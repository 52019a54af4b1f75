-- fragment: columns
-- The person, and the latest case where the actor may see the person. $1 scope
p.id, p.given_name, p.family_name, p.other_names, p.sex, p.birth_date, p.birth_estimated,
       p.died_on, p.languages, p.phone, p.email, p.address, p.contact_note, p.area_id,
       p.merged_into, p.version, a.name,
       CASE WHEN v.person_id IS NULL THEN '' ELSE (SELECT c.state || ' ' || c.number FROM casefile c
        JOIN casefile_visible cv ON cv.casefile_id = c.id AND cv.scope_id = $1
        WHERE c.person_id = p.id ORDER BY c.opened_at DESC LIMIT 1) END,
       v.person_id

-- fragment: joins
LEFT JOIN person_visible v ON v.person_id = p.id AND v.scope_id = $1
LEFT JOIN area a ON a.id = p.area_id

-- query: person_twin_by_name
-- Somebody with a sound of each list in the names; also outside the scope, of whom only that they exist
-- may be said. Born between $8 and $9, or nobody knows. $1 scope, $2 to $4 sounds of one part of the
-- name, $5 to $7 of the other
WITH hit AS (
    SELECT k.person_id FROM person_key k
    WHERE k.key IN ($2, $3, $4)
      AND EXISTS (SELECT 1 FROM person_key k2
                  WHERE k2.person_id = k.person_id AND k2.key IN ($5, $6, $7))
    LIMIT 5000)
SELECT {columns}
FROM hit
JOIN person f ON f.id = hit.person_id
JOIN person p ON p.id = coalesce(f.merged_into, f.id)
{joins}
WHERE coalesce(f.birth_date, $8) BETWEEN $8 AND $9
LIMIT 200;

-- query: person_twin_by_birth
-- Born that day, and a part of the name sounds alike. $1 scope, $2 to $7 sounds, $8 day
SELECT {columns}
FROM person p
{joins}
WHERE p.birth_date = $8 AND p.merged_into IS NULL
  AND EXISTS (SELECT 1 FROM person_key k
              WHERE k.person_id = p.id AND k.key IN ($2, $3, $4, $5, $6, $7))
LIMIT 50;

-- query: person_twin_by_phone
-- $1 scope, $2 and $3 the range of a phone number read from its end
SELECT {columns}
FROM person p
{joins}
WHERE p.id IN (
    SELECT coalesce(f.merged_into, f.id) FROM person_key k
    JOIN person f ON f.id = k.person_id
    WHERE k.key >= $2 AND k.key < $3 LIMIT 50);

-- query: person_twin_by_identifier
-- $1 scope, $2 folded value
SELECT {columns}
FROM person p
{joins}
WHERE p.id IN (
    SELECT coalesce(f.merged_into, f.id) FROM person_identifier i
    JOIN person f ON f.id = i.person_id
    WHERE i.value_fold = $2 AND i.voided_at IS NULL LIMIT 50);

-- query: person_twin_ask
-- The team that knows somebody, and its agency; the first that was told. $1 person
SELECT t.name, t.agency_id, g.name FROM person_scope s
JOIN team t ON t.id = s.scope_id
JOIN agency g ON g.id = t.agency_id
WHERE s.person_id = $1 ORDER BY t.created_at, t.id LIMIT 1;

-- query: person_twin_has_identifier
-- Does this person have this identifier? $1 person, $2 folded value
SELECT id FROM person_identifier
WHERE person_id = $1 AND value_fold = $2 AND voided_at IS NULL;
