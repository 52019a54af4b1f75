-- query: note_word_insert
-- Into the index of a case that is in it. $1 case, $2 to $17 words, $18 the last word
INSERT INTO note_word (casefile_id, word)
SELECT $1, w.column1
FROM (VALUES ($2), ($3), ($4), ($5), ($6), ($7), ($8), ($9), ($10), ($11), ($12), ($13), ($14),
             ($15), ($16), ($17)) w
WHERE EXISTS (SELECT 1 FROM note_word m WHERE m.casefile_id = $1 AND m.word = $18)
ON CONFLICT DO NOTHING;

-- query: note_word_begin
-- $1 case, $2 the last word
INSERT INTO note_word (casefile_id, word) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- query: note_word_clear
DELETE FROM note_word WHERE casefile_id = $1;

-- query: note_word_texts
-- As they read now.
SELECT coalesce((SELECT c.body FROM note_correction c WHERE c.note_id = n.id
                 ORDER BY c.number DESC LIMIT 1), n.body)
FROM note n WHERE n.casefile_id = $1 AND n.voided_at IS NULL;

-- query: note_word_window
-- The first case that is not looked at any more, going back from $2. $1 scope, $3 how many are
SELECT v.casefile_id FROM casefile_visible v
WHERE v.scope_id = $1 AND v.casefile_id <= $2
ORDER BY v.casefile_id DESC LIMIT 1 OFFSET $3;

-- query: note_word_cases
-- Cases whose notes have words in three ranges, and cases that are not in the index, the newest first: one
-- look a case and range, at the first word from there on. $1 scope, $2 from the case, $3 before that one,
-- $4 to $9 ranges, $10 how many
SELECT v.casefile_id, c.number, c.client_name, c.person_id
FROM casefile_visible v JOIN casefile c ON c.id = v.casefile_id
WHERE v.scope_id = $1 AND v.casefile_id <= $2 AND v.casefile_id > $3
  AND coalesce((SELECT w.word FROM note_word w WHERE w.casefile_id = v.casefile_id AND w.word >= $4
                ORDER BY w.word LIMIT 1), '') < $5
  AND coalesce((SELECT w.word FROM note_word w WHERE w.casefile_id = v.casefile_id AND w.word >= $6
                ORDER BY w.word LIMIT 1), '') < $7
  AND coalesce((SELECT w.word FROM note_word w WHERE w.casefile_id = v.casefile_id AND w.word >= $8
                ORDER BY w.word LIMIT 1), '') < $9
ORDER BY v.casefile_id DESC LIMIT $10;

-- query: note_word_all
-- scope: none, the index is made of all cases. $1 after which case
SELECT c.id FROM casefile c WHERE c.id > $1 ORDER BY c.id LIMIT 200;
