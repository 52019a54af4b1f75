-- query: plan_version_sign
INSERT INTO plan_signature (plan_id, casefile_id, lang, body, body_hash, signature, account_id, at,
  file_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- query: plan_version_signature
SELECT s.lang, s.body, s.body_hash, s.signature, a.name, s.at, s.file_id
FROM plan_signature s JOIN account a ON a.id = s.account_id
WHERE s.casefile_id = $1 AND s.plan_id = $2;

-- query: plan_version_words
SELECT origin_id, lang, source, body FROM plan_words WHERE casefile_id = $1
ORDER BY origin_id, lang LIMIT 2000;

-- query: plan_version_words_set
INSERT INTO plan_words (casefile_id, origin_id, lang, source, body, account_id, at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (casefile_id, origin_id, lang) DO UPDATE
SET source = excluded.source, body = excluded.body, account_id = excluded.account_id,
  at = excluded.at;
