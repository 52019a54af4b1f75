-- query: person_merge_insert
INSERT INTO person_merge (id, kept_id, merged_id, moved, reason, account_id, at)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query: person_merge_find
-- Both records as they are now. $1 merge
SELECT m.id, m.kept_id, m.merged_id, p.given_name, p.family_name, m.reason, a.name, m.at,
       m.undone_at, m.moved
FROM person_merge m
JOIN person p ON p.id = m.merged_id
LEFT JOIN account a ON a.id = m.account_id
WHERE m.id = $1;

-- query: person_merge_list
-- $1 the record that was kept
SELECT m.id, m.kept_id, m.merged_id, p.given_name, p.family_name, m.reason, a.name, m.at,
       m.undone_at, ''
FROM person_merge m
JOIN person p ON p.id = m.merged_id
LEFT JOIN account a ON a.id = m.account_id
WHERE m.kept_id = $1 ORDER BY m.at DESC, m.id DESC LIMIT 100;

-- query: person_merge_note
-- $1 merge, $2 a line about one row
UPDATE person_merge SET moved = moved || $2 WHERE id = $1;

-- query: person_merge_undone
UPDATE person_merge SET undone_at = $2 WHERE id = $1;

-- query: person_merge_point
-- $1 merged, $2 kept, or nobody
UPDATE person SET merged_into = $2, version = version + 1 WHERE id = $1;

-- query: person_merge_aliases
-- What led to the record that goes leads to the one that stays. $1 kept, $2 merged
UPDATE person SET merged_into = $1 WHERE merged_into = $2 RETURNING id;

-- query: person_merge_alias_back
-- $1 person, $2 merged, $3 kept
UPDATE person SET merged_into = $2 WHERE id = $1 AND merged_into = $3;

-- query: person_merge_scopes
-- $1 kept, $2 merged
INSERT INTO person_scope (scope_id, person_id)
SELECT s.scope_id, $1 FROM person_scope s WHERE s.person_id = $2
ON CONFLICT DO NOTHING RETURNING scope_id;

-- query: person_merge_identifiers
-- Those that both have stay where they are. $1 kept, $2 merged
UPDATE person_identifier SET person_id = $1
WHERE person_id = $2 AND NOT EXISTS (
    SELECT 1 FROM person_identifier k
    WHERE k.person_id = $1 AND k.kind = person_identifier.kind
      AND k.value_fold = person_identifier.value_fold AND k.voided_at IS NULL)
RETURNING id;

-- query: person_merge_identifier_back
-- $1 row, $2 merged, $3 kept
UPDATE person_identifier SET person_id = $2 WHERE id = $1 AND person_id = $3;

-- query: person_merge_members
-- $1 kept, $2 merged
UPDATE household_member SET person_id = $1
WHERE person_id = $2 AND NOT EXISTS (
    SELECT 1 FROM household_member k
    WHERE k.person_id = $1 AND k.household_id = household_member.household_id
      AND k.until IS NULL)
RETURNING id;

-- query: person_merge_member_back
-- $1 row, $2 merged, $3 kept
UPDATE household_member SET person_id = $2 WHERE id = $1 AND person_id = $3;

-- query: person_merge_related
-- What the record that goes is to others. $1 kept, $2 merged
UPDATE relationship SET person_id = $1
WHERE person_id = $2 AND other_id <> $1 AND NOT EXISTS (
    SELECT 1 FROM relationship k
    WHERE k.person_id = $1 AND k.other_id = relationship.other_id
      AND k.kind = relationship.kind AND k.voided_at IS NULL)
RETURNING id;

-- query: person_merge_related_back
-- $1 row, $2 merged, $3 kept
UPDATE relationship SET person_id = $2 WHERE id = $1 AND person_id = $3;

-- query: person_merge_relating
-- What others are to the record that goes. $1 kept, $2 merged
UPDATE relationship SET other_id = $1
WHERE other_id = $2 AND person_id <> $1 AND NOT EXISTS (
    SELECT 1 FROM relationship k
    WHERE k.other_id = $1 AND k.person_id = relationship.person_id
      AND k.kind = relationship.kind AND k.voided_at IS NULL)
RETURNING id;

-- query: person_merge_relating_back
-- $1 row, $2 merged, $3 kept
UPDATE relationship SET other_id = $2 WHERE id = $1 AND other_id = $3;
