-- query: person_identifier_list
SELECT id, kind, value, created_at FROM person_identifier
WHERE person_id = $1 AND voided_at IS NULL ORDER BY created_at, id LIMIT 100;

-- query: person_identifier_insert
INSERT INTO person_identifier (id, person_id, kind, value, value_fold, created_at)
VALUES ($1, $2, $3, $4, $5, $6);

-- query: person_identifier_taken
-- Who has it: this person before somebody else, wherever. $1 folded value, $2 kind, $3 person
SELECT CASE WHEN i.person_id = $3 THEN 0 ELSE 1 END AS other, i.person_id
FROM person_identifier i
JOIN person p ON p.id = i.person_id AND p.merged_into IS NULL
WHERE i.value_fold = $1 AND i.kind = $2 AND i.voided_at IS NULL
ORDER BY other LIMIT 1;

-- query: person_identifier_void
-- $1 identifier, $2 person, $3 when
UPDATE person_identifier SET voided_at = $3
WHERE id = $1 AND person_id = $2 AND voided_at IS NULL RETURNING kind, value;
