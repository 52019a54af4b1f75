-- query: person_contact_find
-- Also of records that were merged into this one.
SELECT k.channels, k.days, k.from_hour, k.to_hour, k.no_message, k.neutral, k.sender,
       k.code_phrase, k.hidden_from, k.version, k.person_id
FROM person_contact k
WHERE k.person_id IN (SELECT $1 UNION ALL SELECT id FROM person WHERE merged_into = $1)
ORDER BY k.person_id LIMIT 20;

-- query: person_contact_insert
INSERT INTO person_contact (person_id, channels, days, from_hour, to_hour, no_message, neutral,
                            sender, code_phrase, hidden_from, account_id, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (person_id) DO NOTHING;

-- query: person_contact_update
-- All rows of the person; $13 the version that was seen
UPDATE person_contact SET channels = $2, days = $3, from_hour = $4, to_hour = $5, no_message = $6,
       neutral = $7, sender = $8, code_phrase = $9, hidden_from = $10, account_id = $11, at = $12,
       version = $13 + 1
WHERE person_id IN (SELECT $1 UNION ALL SELECT id FROM person WHERE merged_into = $1)
  AND NOT EXISTS (SELECT 1 FROM person_contact n
                  WHERE n.person_id IN (SELECT $1 UNION ALL SELECT id FROM person
                                        WHERE merged_into = $1)
                    AND n.version > $13);
