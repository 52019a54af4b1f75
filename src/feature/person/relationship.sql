-- query: relationship_of_person
-- Told from either side; the last column says whether the person is the first of the two.
-- $1 person, $2 scope
SELECT p.id, p.given_name, p.family_name, p.other_names, p.sex, p.birth_date, p.birth_estimated,
       p.died_on, p.languages, p.phone, p.email, p.address, p.contact_note, p.area_id,
       p.merged_into, p.version, a.name, r.id, r.kind, r.since,
       (SELECT count(*) FROM casefile c
        JOIN casefile_visible cv ON cv.casefile_id = c.id AND cv.scope_id = $2
        WHERE c.person_id = p.id AND c.state = 'open'),
       CASE WHEN r.person_id = $1 THEN 1 ELSE 0 END, r.tie
FROM relationship r
JOIN person p ON p.id = CASE WHEN r.person_id = $1 THEN r.other_id ELSE r.person_id END
             AND p.merged_into IS NULL
JOIN person_visible v ON v.person_id = p.id AND v.scope_id = $2
LEFT JOIN area a ON a.id = p.area_id
WHERE (r.person_id = $1 OR r.other_id = $1) AND r.voided_at IS NULL
ORDER BY r.created_at, r.id LIMIT 100;

-- query: relationship_insert
INSERT INTO relationship (id, person_id, other_id, kind, since, created_at, tie)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query: relationship_set_tie
-- $1 relationship, $2 one of its people, $3 tie
UPDATE relationship SET tie = $3
WHERE id = $1 AND (person_id = $2 OR other_id = $2) AND voided_at IS NULL;

-- query: relationship_known
-- Told already, from either side. $1 person, $2 other, $3 kind, $4 kind turned round
SELECT id FROM relationship
WHERE voided_at IS NULL AND ((person_id = $1 AND other_id = $2 AND kind = $3)
                             OR (person_id = $2 AND other_id = $1 AND kind = $4));

-- query: relationship_is_above
-- Whether $2 is an ancestor of $1, or the same: by blood, adoption or foster care, whoever may see
-- them. UNION keeps a circle that is there already from going on for ever. $1 person, $2 other
WITH RECURSIVE above (id) AS (
  SELECT p.id FROM person p WHERE p.id = $1
  UNION
  SELECT CASE WHEN r.other_id = above.id THEN r.person_id ELSE r.other_id END
  FROM above JOIN relationship r
    ON (r.other_id = above.id AND r.kind IN ('mother', 'father', 'parent', 'adoptive_parent',
                                             'foster_parent', 'grandparent'))
    OR (r.person_id = above.id AND r.kind IN ('child', 'adopted_child', 'foster_child',
                                              'grandchild'))
  WHERE r.voided_at IS NULL
)
SELECT id FROM above WHERE id = $2;

-- query: relationship_void
-- $1 relationship, $2 one of its people, $3 when
UPDATE relationship SET voided_at = $3
WHERE id = $1 AND (person_id = $2 OR other_id = $2) AND voided_at IS NULL
RETURNING person_id, other_id, kind;
