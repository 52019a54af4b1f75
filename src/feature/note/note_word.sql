-- query: note_word_find
SELECT words FROM note_word WHERE casefile_id = $1;

-- query: note_word_put
INSERT INTO note_word (casefile_id, words) VALUES ($1, $2)
ON CONFLICT (casefile_id) DO UPDATE SET words = excluded.words;

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
-- Cases whose notes have words that begin so, and cases that are not in the index, the newest first; CROSS
-- JOIN keeps the order: few need the case itself. $1 scope, $2 from the case, $3 before that one, $4 to $6
-- beginnings with the space before them, $7 how many
SELECT v.casefile_id, c.number, c.client_name, c.person_id
FROM casefile_visible v LEFT JOIN note_word w ON w.casefile_id = v.casefile_id
CROSS JOIN casefile c
WHERE v.scope_id = $1 AND v.casefile_id <= $2 AND v.casefile_id > $3 AND c.id = v.casefile_id
  AND (w.words IS NULL
    OR (strpos(w.words, $4) > 0 AND strpos(w.words, $5) > 0 AND strpos(w.words, $6) > 0))
ORDER BY v.casefile_id DESC LIMIT $7;

-- query: note_word_all
-- scope: none, the index is made of all cases. $1 after which case
SELECT c.id FROM casefile c WHERE c.id > $1 ORDER BY c.id LIMIT 200;
