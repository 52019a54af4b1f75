-- fragment: consents
SELECT c.id, c.casefile_id, coalesce(p.merged_into, c.person_id), p.given_name, p.family_name, c.basis, c.recipient_kind,
       c.recipient_id, c.recipient, c.purposes, c.kinds, c.withheld, c.how, c.giver, c.giver_name,
       c.witness, c.reason, c.since, c.until, c.form_record_id, c.replaced_by, c.withdrawn_on,
       c.withdrawn_words, w.name, a.name, c.at, c.withdrawn_at
FROM consent c
JOIN person p ON p.id = c.person_id
JOIN account a ON a.id = c.account_id
LEFT JOIN account w ON w.id = c.withdrawn_by

-- query: consent_list
{consents}
WHERE c.casefile_id = $1 ORDER BY c.at DESC, c.id DESC LIMIT 200;

-- query: consent_find
{consents}
WHERE c.casefile_id = $1 AND c.id = $2;

-- query: consent_insert
INSERT INTO consent (id, casefile_id, person_id, basis, recipient_kind, recipient_id, recipient,
                     purposes, kinds, withheld, how, giver, giver_name, witness, reason, since,
                     until, form_record_id, account_id, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);

-- query: consent_withdraw
-- $1 case, $2 consent, $3 on, $4 at, $5 by whom, $6 words
UPDATE consent SET withdrawn_on = $3, withdrawn_at = $4, withdrawn_by = $5, withdrawn_words = $6
WHERE casefile_id = $1 AND id = $2 AND withdrawn_at IS NULL AND replaced_by IS NULL;

-- query: consent_replace
-- $1 case, $2 the old one, $3 the new one
UPDATE consent SET replaced_by = $3 WHERE casefile_id = $1 AND id = $2;

-- query: consent_uses_move
-- $1 case, $2 the old one, $3 the new one
UPDATE consent_use SET consent_id = $3
WHERE casefile_id = $1 AND consent_id = $2 AND stopped_at IS NULL;

-- query: consent_agency
SELECT t.agency_id FROM team t WHERE t.id = $1
UNION ALL SELECT g.id FROM agency g WHERE g.id = $1;

-- query: consent_use_insert
INSERT INTO consent_use (id, consent_id, casefile_id, noun, subject_id, label, at)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query: consent_use_end
-- $1 case, $2 noun, $3 record, $4 at
UPDATE consent_use SET stopped_at = $4
WHERE casefile_id = $1 AND noun = $2 AND subject_id = $3 AND stopped_at IS NULL;

-- fragment: uses
SELECT u.id, u.consent_id, u.noun, u.subject_id, u.label, u.at, u.stopped_at FROM consent_use u

-- query: consent_running
-- $1 case, $2 consent
{uses}
WHERE u.casefile_id = $1 AND u.consent_id = $2 AND u.stopped_at IS NULL
ORDER BY u.at, u.id LIMIT 100;

-- query: consent_uses
-- $1 case, $2 consent
{uses}
WHERE u.casefile_id = $1 AND u.consent_id = $2
ORDER BY u.at DESC, u.id DESC LIMIT 100;

-- query: consent_over
-- scope: none, the job ends what hangs on a consent whose last day has passed
-- scan: only what still runs, by an index that holds nothing else
SELECT u.casefile_id, u.noun, u.subject_id, u.label, c.person_id
FROM consent_use u JOIN consent c ON c.id = u.consent_id
WHERE u.stopped_at IS NULL AND c.until < $1 ORDER BY u.at, u.id LIMIT 200;
