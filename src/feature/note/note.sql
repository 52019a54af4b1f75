-- fragment: readable
-- A confidential text does not leave the database for whom it is not. $2 reader, $3 reads all
(n.confidential = 0 OR n.account_id = $2 OR $3 = 1)

-- fragment: columns
n.id, n.casefile_id, n.account_id,
       CASE WHEN {readable} THEN n.kind ELSE '' END,
       CASE WHEN {readable} THEN n.result ELSE '' END,
       CASE WHEN {readable} THEN
         coalesce((SELECT c.body FROM note_correction c WHERE c.note_id = n.id
                   ORDER BY c.number DESC LIMIT 1), n.body)
       ELSE '' END,
       CASE WHEN {readable} THEN a.name ELSE '' END,
       n.occurred_on, n.created_at,
       (SELECT COUNT(*) FROM note_correction c WHERE c.note_id = n.id),
       n.version, n.confidential,
       CASE WHEN {readable} THEN 0 ELSE 1 END

-- query: note_insert
INSERT INTO note (id, casefile_id, kind, result, occurred_on, body, confidential, contact,
                  account_id, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- query: note_by_casefile
-- A confidential text does not leave the database for whom it is not.
-- $1 case, $2 reader, $3 reads all, $4 kind or '', $5 contacts only, $6 and $7 page
SELECT {columns}
FROM note n JOIN account a ON a.id = n.account_id
WHERE n.casefile_id = $1 AND n.voided_at IS NULL
  AND ($4 = '' OR (n.kind = $4 AND {readable}))
  AND ($5 = 0 OR (n.contact = 1 AND {readable}))
ORDER BY n.occurred_on DESC, n.id DESC LIMIT $6 OFFSET $7;

-- query: note_find
-- $1 case, $2 reader, $3 reads all, $4 note
SELECT {columns}
FROM note n JOIN account a ON a.id = n.account_id
WHERE n.casefile_id = $1 AND n.id = $4 AND n.voided_at IS NULL;

-- query: note_texts
-- Corrections, the newest first, then the first text.
SELECT t.body, t.reason, a.name, t.at FROM (
  SELECT c.body, c.reason, c.account_id, c.at, c.number FROM note_correction c
  WHERE c.note_id = $2 AND c.casefile_id = $1
  UNION ALL
  SELECT n.body, '', n.account_id, n.created_at, 0 FROM note n
  WHERE n.id = $2 AND n.casefile_id = $1
) t JOIN account a ON a.id = t.account_id
ORDER BY t.number DESC LIMIT 100;

-- query: note_correction_insert
INSERT INTO note_correction (id, note_id, casefile_id, body, reason, account_id, at, number)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query: note_raise_version
UPDATE note SET version = version + 1 WHERE id = $1;

-- query: note_person_insert
-- Only people of the case. $1 note, $2 case, $3 person
INSERT INTO note_person (note_id, person_id)
SELECT $1, p.id FROM person p
WHERE p.id = $3 AND (EXISTS (SELECT 1 FROM casefile c WHERE c.id = $2 AND c.person_id = p.id)
  OR EXISTS (SELECT 1 FROM casefile_person cp WHERE cp.casefile_id = $2 AND cp.person_id = p.id))
ON CONFLICT DO NOTHING;

-- query: note_action_insert
-- $1 note, $2 case, $3 action
INSERT INTO note_action (note_id, action_id)
SELECT $1, a.origin_id FROM plan_action a
WHERE a.casefile_id = $2 AND a.origin_id = $3 AND a.live = 1
ON CONFLICT DO NOTHING;

-- query: note_actions
-- In the words of the newest version of the plan. $1 case, $2 note
SELECT (SELECT a.what FROM plan_action a
        WHERE a.casefile_id = n.casefile_id AND a.origin_id = na.action_id
        ORDER BY a.created_at DESC, a.id DESC LIMIT 1)
FROM note n JOIN note_action na ON na.note_id = n.id
WHERE n.casefile_id = $1 AND n.id = $2 ORDER BY na.action_id;

-- query: note_people
SELECT p.given_name, p.family_name
FROM note n JOIN note_person np ON np.note_id = n.id JOIN person p ON p.id = np.person_id
WHERE n.casefile_id = $1 AND n.id = $2 ORDER BY p.given_name, p.id;
