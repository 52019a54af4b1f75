-- query: casefile_merge_cases
-- $1 the record that stays, $2 the one that goes
-- scope: none, two records of one person were merged, whoever works with them
UPDATE casefile SET person_id = $1 WHERE person_id = $2 RETURNING id;

-- query: casefile_merge_case_back
-- $1 case, $2 merged, $3 kept
UPDATE casefile SET person_id = $2 WHERE id = $1 AND person_id = $3;

-- query: casefile_merge_people
-- Where both take part in a case, the row stays. $1 kept, $2 merged
-- scope: none, two records of one person were merged, whoever works with them
UPDATE casefile_person SET person_id = $1
WHERE person_id = $2 AND NOT EXISTS (
    SELECT 1 FROM casefile_person k
    WHERE k.casefile_id = casefile_person.casefile_id AND k.person_id = $1)
RETURNING casefile_id;

-- query: casefile_merge_person_back
-- $1 case, $2 merged, $3 kept
UPDATE casefile_person SET person_id = $2 WHERE casefile_id = $1 AND person_id = $3;
