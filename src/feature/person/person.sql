-- fragment: not_over
-- The unit works on the case, or it is shared with it to this day.
(s.access = 2 OR NOT EXISTS (
   SELECT 1 FROM casefile_share h
   WHERE h.casefile_id = s.casefile_id AND h.scope_id = $2 AND h.ended_at IS NULL AND h.until < $3))

-- query: person_find
-- A sharing that is over shows nobody, also before the job has ended it: as person_unshare will.
-- Such sharings are few, by an index that holds only running ones, and asked for first.
-- $1 person, $2 scope, $3 today
-- scope: none, of cases only whether they show the person to the unit
SELECT p.id, p.given_name, p.family_name, p.other_names, p.sex, p.birth_date, p.birth_estimated,
       p.died_on, p.languages, p.phone, p.email, p.address, p.contact_note, p.area_id,
       p.merged_into, p.version, a.name
FROM person p
JOIN person_visible v ON v.person_id = p.id AND v.scope_id = $2
LEFT JOIN area a ON a.id = p.area_id
WHERE p.id = $1 AND NOT EXISTS (
  SELECT 1 FROM casefile_share o
  WHERE o.scope_id = $2 AND o.ended_at IS NULL AND o.until < $3
    AND (EXISTS (SELECT 1 FROM casefile c WHERE c.id = o.casefile_id AND c.person_id = $1)
         OR EXISTS (SELECT 1 FROM casefile_person cp
                    WHERE cp.casefile_id = o.casefile_id AND cp.person_id = $1))
    AND NOT EXISTS (SELECT 1 FROM casefile c
                    JOIN casefile_scope s ON s.casefile_id = c.id AND s.scope_id = $2
                    WHERE c.person_id = $1 AND {not_over})
    AND NOT EXISTS (SELECT 1 FROM casefile_person cp
                    JOIN casefile_scope s ON s.casefile_id = cp.casefile_id AND s.scope_id = $2
                    WHERE cp.person_id = $1 AND {not_over})
    AND NOT EXISTS (SELECT 1 FROM intake i
                    JOIN intake_scope s ON s.intake_id = i.id AND s.scope_id = $2
                    WHERE i.person_id = $1));

-- query: person_is_there
-- So that a refusal is on record; nothing of it reaches the actor.
SELECT 1 FROM person WHERE id = $1;

-- query: person_lock  dialect: sqlite
-- Writers queue before they begin; there is nothing to lock.
SELECT id FROM person WHERE id = $1;

-- query: person_lock  dialect: pg
SELECT id FROM person WHERE id = $1 FOR UPDATE;

-- query: person_insert
INSERT INTO person (id, given_name, family_name, other_names, name_sort, sex, birth_date,
                    birth_estimated, died_on, languages, phone, phone_digits, email, address,
                    area_id, contact_note, created_by, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);

-- query: person_update
UPDATE person SET given_name = $2, family_name = $3, other_names = $4, name_sort = $5, sex = $6,
       birth_date = $7, birth_estimated = $8, died_on = $9, languages = $10, phone = $11,
       phone_digits = $12, email = $13, address = $14, area_id = $15, contact_note = $16,
       version = $17
WHERE id = $1;

-- query: person_key_insert
INSERT INTO person_key (key, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- query: person_key_clear
DELETE FROM person_key WHERE person_id = $1;

-- query: person_scope_insert
INSERT INTO person_scope (scope_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- query: person_scope_area
-- An area and all it lies in see the person. $1 person, $2 area
WITH RECURSIVE up (id, parent_id, depth) AS (
  SELECT id, parent_id, 1 FROM area WHERE id = $2
  UNION ALL
  SELECT a.id, a.parent_id, up.depth + 1 FROM area a JOIN up ON a.id = up.parent_id
  WHERE up.depth < 20
)
INSERT INTO person_scope (scope_id, person_id) SELECT id, $1 FROM up WHERE depth > 0
ON CONFLICT DO NOTHING;

-- query: person_share
INSERT INTO person_scope (scope_id, person_id)
SELECT s.scope_id, $1 FROM casefile_scope s WHERE s.casefile_id = $2
ON CONFLICT DO NOTHING;

-- query: person_unshare
-- A unit that has just lost a case; another case or a request of the person keeps the person
-- visible to it.
DELETE FROM person_scope WHERE person_id = $1 AND scope_id = $2
AND NOT EXISTS (SELECT 1 FROM casefile c
                JOIN casefile_scope s ON s.casefile_id = c.id AND s.scope_id = $2
                WHERE c.person_id = $1)
AND NOT EXISTS (SELECT 1 FROM casefile_person cp
                JOIN casefile_scope s ON s.casefile_id = cp.casefile_id AND s.scope_id = $2
                WHERE cp.person_id = $1)
AND NOT EXISTS (SELECT 1 FROM intake i
                JOIN intake_scope s ON s.intake_id = i.id AND s.scope_id = $2
                WHERE i.person_id = $1);

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

-- query: person_area
SELECT name FROM area WHERE id = $1;

-- query: person_areas
SELECT id, name FROM area ORDER BY name, id LIMIT 500;

-- query: person_cases
-- $1 person, $2 scope
SELECT c.id, c.number, c.state, '', c.opened_on, c.closed_on, c.opened_at
FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $2
WHERE c.person_id = $1
UNION ALL
SELECT c.id, c.number, c.state, cp.role, c.opened_on, c.closed_on, c.opened_at
FROM casefile_person cp
JOIN casefile c ON c.id = cp.casefile_id
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $2
WHERE cp.person_id = $1
ORDER BY 7 DESC, 1 LIMIT 50;

-- query: person_journal
-- Changes and reads of a person's own record, also of records merged into it; events of its cases
-- are the cases' own.
-- scope: none, rows are keyed by a person who was loaded, and those of cases are left out
SELECT e.kind, e.about, a.name, e.at
FROM event e
LEFT JOIN account a ON a.id = e.account_id
WHERE e.person_id IN (SELECT $1 UNION ALL SELECT id FROM person WHERE merged_into = $1)
  AND e.kind >= 'person.' AND e.kind < 'person/'
ORDER BY e.at DESC, e.id DESC LIMIT $2 OFFSET $3;
