-- fragment: columns
-- The person and the latest case the actor may see. $1 scope
p.id, p.given_name, p.family_name, p.other_names, p.sex, p.birth_date, p.birth_estimated,
       p.died_on, p.languages, p.phone, p.email, p.address, p.contact_note, p.area_id,
       p.merged_into, p.version, a.name,
       (SELECT c.state || ' ' || c.number FROM casefile c
        JOIN casefile_visible cv ON cv.casefile_id = c.id AND cv.scope_id = $1
        WHERE c.person_id = p.id ORDER BY c.opened_at DESC LIMIT 1)

-- query: person_found_recent
-- The newest records: ids are in the order of making. $1 scope, $2 how many, $3 from
SELECT {columns},
       ''
FROM person_visible v
JOIN person p ON p.id = v.person_id AND p.merged_into IS NULL
LEFT JOIN area a ON a.id = p.area_id
WHERE v.scope_id = $1
ORDER BY v.person_id DESC LIMIT $2 OFFSET $3;

-- query: person_found_by_name
-- By the words of a name; a record that was merged away leads to the one that was kept, with its name
-- as last column. $1 scope, $2 to $7 three ranges of keys, $8 and $9 days of birth (from, to), $10 how many,
-- $11 from
SELECT {columns},
       (SELECT m.given_name || ' ' || m.family_name FROM person m
        JOIN person_key mk ON mk.person_id = m.id AND mk.key >= $2 AND mk.key < $3
        WHERE m.merged_into = p.id LIMIT 1)
FROM person p
JOIN person_visible v ON v.person_id = p.id AND v.scope_id = $1
LEFT JOIN area a ON a.id = p.area_id
WHERE p.id IN (
    SELECT coalesce(f.merged_into, f.id) FROM person_key k
    JOIN person f ON f.id = k.person_id
    WHERE k.key >= $2 AND k.key < $3
      AND EXISTS (SELECT 1 FROM person_key k2
                  WHERE k2.person_id = k.person_id AND k2.key >= $4 AND k2.key < $5)
      AND EXISTS (SELECT 1 FROM person_key k3
                  WHERE k3.person_id = k.person_id AND k3.key >= $6 AND k3.key < $7))
  AND coalesce(p.birth_date, '') >= $8 AND coalesce(p.birth_date, '') < $9
ORDER BY p.name_sort, p.id LIMIT $10 OFFSET $11;

-- query: person_found_by_birth
-- $1 scope, $2 and $3 days of birth (from, to), $4 how many, $5 from
SELECT {columns},
       ''
FROM person p
JOIN person_visible v ON v.person_id = p.id AND v.scope_id = $1
LEFT JOIN area a ON a.id = p.area_id
WHERE p.birth_date >= $2 AND p.birth_date < $3 AND p.merged_into IS NULL
ORDER BY p.name_sort, p.id LIMIT $4 OFFSET $5;

-- query: person_found_by_identifier
-- $1 scope, $2 and $3 a range of folded values, $4 how many
SELECT {columns},
       i.value
FROM person_identifier i
JOIN person p ON p.id = i.person_id AND p.merged_into IS NULL
JOIN person_visible v ON v.person_id = p.id AND v.scope_id = $1
LEFT JOIN area a ON a.id = p.area_id
WHERE i.value_fold >= $2 AND i.value_fold < $3 AND i.voided_at IS NULL
ORDER BY i.value_fold, p.id LIMIT $4;
