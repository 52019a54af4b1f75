-- fragment: closures
SELECT c.id, c.casefile_id, c.state, c.reason, c.words, c.risk, c.told, c.missing_why, a.name,
       d.name, c.decided_words, c.asked_at, c.decided_at, r.name, c.reopened_words,
       c.reopened_reason, c.reopened_at
FROM closure c
JOIN account a ON a.id = c.asked_by
LEFT JOIN account d ON d.id = c.decided_by
LEFT JOIN account r ON r.id = c.reopened_by

-- query: closure_insert
INSERT INTO closure (id, casefile_id, state, reason, words, risk, told, missing_why, asked_by,
                     asked_at)
VALUES ($1, $2, 'asked', $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT DO NOTHING;

-- query: closure_find
{closures}
WHERE c.casefile_id = $1 AND c.id = $2;

-- query: closure_by_casefile
{closures}
WHERE c.casefile_id = $1
ORDER BY c.asked_at DESC, c.id DESC LIMIT 50;

-- query: closure_end_insert
INSERT INTO closure_end (closure_id, casefile_id, subject_id, number, what, answer, words)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query: closure_ends
SELECT closure_id, subject_id, what, answer, words FROM closure_end WHERE casefile_id = $1
ORDER BY closure_id, number LIMIT 500;

-- query: closure_decide
-- $1 case, $2 closure, $3 state, $4 by whom, $5 at, $6 words
UPDATE closure SET state = $3, decided_by = $4, decided_at = $5, decided_words = $6
WHERE casefile_id = $1 AND id = $2 AND state = 'asked';

-- query: closure_reopen
-- $1 case, $2 by whom, $3 at, $4 reason, $5 words
UPDATE closure SET reopened_by = $2, reopened_at = $3, reopened_reason = $4, reopened_words = $5
WHERE casefile_id = $1 AND state = 'closed' AND reopened_at IS NULL;

-- query: closure_of_person
-- Closed cases of a person that the actor sees, and why they were closed. $1 person, $2 scope
SELECT f.id, f.number, f.pack, f.closed_on, coalesce(c.reason, ''), coalesce(c.words, '')
FROM casefile f
JOIN casefile_visible v ON v.casefile_id = f.id AND v.scope_id = $2
LEFT JOIN closure c ON c.casefile_id = f.id AND c.state = 'closed' AND c.reopened_at IS NULL
WHERE f.person_id = $1 AND f.state = 'closed'
ORDER BY f.closed_on DESC, f.id DESC LIMIT 10;
