-- query: review_insert
INSERT INTO review (id, casefile_id, form, held_on, next_on, kind, outcome, decision, account_id, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- query: review_replace
-- $1 case, $2 the one corrected, $3 its correction
UPDATE review SET replaced_by = $3 WHERE casefile_id = $1 AND id = $2;

-- query: review_by_casefile
SELECT r.id, r.casefile_id, r.form, r.held_on, r.next_on, r.kind, r.outcome, r.decision, a.name
FROM review r JOIN account a ON a.id = r.account_id
WHERE r.casefile_id = $1 AND r.replaced_by IS NULL
ORDER BY r.held_on DESC, r.at DESC, r.id DESC LIMIT 200;
