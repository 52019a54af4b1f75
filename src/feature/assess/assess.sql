-- query: assess_insert
INSERT INTO form_record (id, casefile_id, person_id, form, form_version, state, answers, seen,
  account_id, source_id, replaces_id, reason, created_at, saved_at, submitted_at, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- query: assess_save
UPDATE form_record SET answers = $3, seen = $4, saved_at = $5, version = $6
WHERE casefile_id = $1 AND id = $2 AND state = $7;

-- query: assess_submit
UPDATE form_record SET state = 'submitted', answers = $3, form_version = $4, submitted_at = $5,
  saved_at = $5, version = version + 1
WHERE casefile_id = $1 AND id = $2 AND state = $6;

-- query: assess_discard
-- Only a draft, and only the author's own.
DELETE FROM form_record
WHERE casefile_id = $1 AND form = $2 AND account_id = $3 AND state = 'draft';

-- query: assess_find
-- One record; a draft only for its author.
SELECT f.id, f.person_id, f.form, f.form_version, f.state, f.answers, f.seen, f.account_id,
  f.source_id, f.replaces_id, f.reason, f.created_at, f.saved_at, f.submitted_at, f.version,
  a.name, r.id
FROM form_record f
JOIN account a ON a.id = f.account_id
LEFT JOIN form_record r ON r.replaces_id = f.id AND r.state = 'submitted' AND r.casefile_id = $1
WHERE f.casefile_id = $1 AND f.id = $2 AND (f.state = 'submitted' OR f.account_id = $3);

-- query: assess_draft
SELECT f.id, f.person_id, f.form, f.form_version, f.state, f.answers, f.seen, f.account_id,
  f.source_id, f.replaces_id, f.reason, f.created_at, f.saved_at, f.submitted_at, f.version,
  a.name
FROM form_record f
JOIN account a ON a.id = f.account_id
WHERE f.casefile_id = $1 AND f.form = $2 AND f.account_id = $3 AND f.state = 'draft';

-- query: assess_list
-- What was submitted and the actor's own drafts, newest first, without the answers.
SELECT f.id, f.person_id, f.form, f.form_version, f.state, '', f.seen, f.account_id,
  f.source_id, f.replaces_id, f.reason, f.created_at, f.saved_at, f.submitted_at, f.version,
  a.name, r.id
FROM form_record f
JOIN account a ON a.id = f.account_id
LEFT JOIN form_record r ON r.replaces_id = f.id AND r.state = 'submitted' AND r.casefile_id = $1
WHERE f.casefile_id = $1 AND (f.state = 'submitted' OR f.account_id = $2)
ORDER BY f.saved_at DESC, f.id DESC LIMIT $3;

-- query: assess_latest
-- The newest of a form that was not replaced; before $3 when it is given.
SELECT f.id, f.person_id, f.form, f.form_version, f.state, f.answers, f.seen, f.account_id,
  f.source_id, f.replaces_id, f.reason, f.created_at, f.saved_at, f.submitted_at, f.version,
  a.name
FROM form_record f
JOIN account a ON a.id = f.account_id
WHERE f.casefile_id = $1 AND f.form = $2 AND f.state = 'submitted' AND f.submitted_at < $3
  AND NOT EXISTS (SELECT 1 FROM form_record r WHERE r.casefile_id = $1
    AND r.replaces_id = f.id AND r.state = 'submitted')
ORDER BY f.submitted_at DESC, f.id DESC LIMIT 1;

-- query: assess_recent
-- The newest of a form that were not replaced, newest first, without the answers.
SELECT f.id, f.person_id, f.form, f.form_version, f.state, '', f.seen, f.account_id,
  f.source_id, f.replaces_id, f.reason, f.created_at, f.saved_at, f.submitted_at, f.version,
  a.name
FROM form_record f
JOIN account a ON a.id = f.account_id
WHERE f.casefile_id = $1 AND f.form = $2 AND f.state = 'submitted'
  AND NOT EXISTS (SELECT 1 FROM form_record r WHERE r.casefile_id = $1
    AND r.replaces_id = f.id AND r.state = 'submitted')
ORDER BY f.submitted_at DESC, f.id DESC LIMIT $3;

-- query: assess_waiting
-- Forms the actor has begun, in cases that still may be seen.
SELECT f.casefile_id, f.form, f.saved_at, c.client_name, c.number, c.pack
FROM form_record f
JOIN casefile_visible v ON v.casefile_id = f.casefile_id AND v.scope_id = $2
JOIN casefile c ON c.id = f.casefile_id
WHERE f.account_id = $1 AND f.state = 'draft'
ORDER BY f.saved_at DESC LIMIT $3;

-- query: assess_stays
-- On a device: the first change of a draft there.
UPDATE form_record SET base_version = $3
WHERE casefile_id = $1 AND id = $2 AND state = $4 AND base_version IS NULL;

-- query: assess_base
SELECT base_version FROM form_record WHERE casefile_id = $1 AND id = $2;

-- query: assess_count
SELECT count(*) FROM form_record WHERE casefile_id = $1 AND form = $2 AND state = 'submitted';
