-- query: person_find
-- $1 person, $2 scope
SELECT p.id, p.given_name, p.family_name, p.other_names, p.sex, p.birth_date, p.birth_estimated,
       p.died_on, p.languages, p.phone, p.email, p.address, p.contact_note, p.area_id,
       p.merged_into, p.version
FROM person p
JOIN person_visible v ON v.person_id = p.id AND v.scope_id = $2
WHERE p.id = $1;

-- query: person_insert
INSERT INTO person (id, given_name, family_name, other_names, name_sort, sex, birth_date,
                    birth_estimated, died_on, languages, phone, phone_digits, email, address,
                    area_id, contact_note, created_by, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);

-- query: person_key_insert
INSERT INTO person_key (key, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- query: person_scope_insert
INSERT INTO person_scope (scope_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- query: person_share
INSERT INTO person_scope (scope_id, person_id)
SELECT s.scope_id, $1 FROM casefile_scope s WHERE s.casefile_id = $2
ON CONFLICT DO NOTHING;

-- query: person_unshare
-- A unit that has just lost a case; whoever else it has with the person keeps the person visible.
DELETE FROM person_scope WHERE person_id = $1 AND scope_id = $2
AND NOT EXISTS (SELECT 1 FROM casefile c
                JOIN casefile_scope s ON s.casefile_id = c.id AND s.scope_id = $2
                WHERE c.person_id = $1)
AND NOT EXISTS (SELECT 1 FROM casefile_person cp
                JOIN casefile_scope s ON s.casefile_id = cp.casefile_id AND s.scope_id = $2
                WHERE cp.person_id = $1);

-- query: person_search
-- $1 scope, then three ranges of keys; the first is of the longest word and drives the search.
SELECT p.id, p.given_name, p.family_name, a.name, p.birth_date, p.birth_estimated
FROM person_key k
JOIN person_visible v ON v.person_id = k.person_id AND v.scope_id = $1
JOIN person p ON p.id = k.person_id AND p.merged_into IS NULL
LEFT JOIN area a ON a.id = p.area_id
WHERE k.key >= $2 AND k.key < $3
  AND EXISTS (SELECT 1 FROM person_key k2
              WHERE k2.person_id = k.person_id AND k2.key >= $4 AND k2.key < $5)
  AND EXISTS (SELECT 1 FROM person_key k3
              WHERE k3.person_id = k.person_id AND k3.key >= $6 AND k3.key < $7)
LIMIT 30;
