-- query: benefit_insert
-- Nothing happens when just this statement is there already.
INSERT INTO benefit (id, casefile_id, kind, name, state, amount, due, detail, source, reference,
                     stated_on, imported, account_id, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING;

-- query: benefit_by_casefile
SELECT b.id, b.kind, b.name, b.state, b.amount, b.due, b.detail, b.source, b.reference, b.stated_on,
       w.name, b.at, b.imported, b.void_reason, CASE WHEN b.voided_at IS NULL THEN 0 ELSE 1 END
FROM benefit b LEFT JOIN account w ON w.id = b.account_id
WHERE b.casefile_id = $1
ORDER BY CASE WHEN b.voided_at IS NULL THEN 0 ELSE 1 END, b.stated_on DESC, b.at DESC, b.id DESC
LIMIT 300;

-- query: benefit_void
UPDATE benefit SET voided_at = $3, void_reason = $4
WHERE casefile_id = $1 AND id = $2 AND voided_at IS NULL;

-- query: benefit_case
-- scope: none, the case of an import at the command line, by its number
SELECT id, person_id, pack FROM casefile WHERE number = $1;
