-- fragment: proposals
SELECT p.id, p.casefile_id, p.form_record_id, p.proposed_by, p.decided_by, p.decision_id, p.kind,
       p.state, p.happened_on, p.facts, p.asked_words, p.children_n, p.children_effect,
       p.easements, p.easement_words, p.help_instead, p.notice, a.name, d.name, p.decided_words,
       p.proposed_at, p.decided_at, p.told_on, p.respond_by, p.answered_on, p.appeal_until,
       p.appealed_on, p.told_how, p.answer, p.appeal_words, e.name, p.appeal_decided_words,
       p.appeal_decided_at
FROM proposal p
JOIN account a ON a.id = p.proposed_by
LEFT JOIN account d ON d.id = p.decided_by
LEFT JOIN account e ON e.id = p.appeal_decided_by

-- query: proposal_list
{proposals}
WHERE p.casefile_id = $1 ORDER BY p.proposed_at DESC, p.id DESC LIMIT 100;

-- query: proposal_find
{proposals}
WHERE p.casefile_id = $1 AND p.id = $2;

-- query: proposal_insert
INSERT INTO proposal (id, casefile_id, kind, state, happened_on, facts, form_record_id,
                      asked_words, children_n, children_effect, easements, easement_words,
                      help_instead, notice, proposed_by, proposed_at)
VALUES ($1, $2, $3, 'proposed', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
ON CONFLICT DO NOTHING;

-- query: proposal_tell
-- $1 case, $2 proposal, $3 on, $4 how, $5 last day to answer
UPDATE proposal SET state = 'told', told_on = $3, told_how = $4, respond_by = $5
WHERE casefile_id = $1 AND id = $2 AND state = 'proposed';

-- query: proposal_answer
-- $1 case, $2 proposal, $3 on, $4 words
UPDATE proposal SET answered_on = $3, answer = $4
WHERE casefile_id = $1 AND id = $2 AND state IN ('proposed', 'told');

-- query: proposal_decide
-- $1 case, $2 proposal, $3 state, $4 by whom, $5 at, $6 words, $7 decision, $8 appeal until
UPDATE proposal SET state = $3, decided_by = $4, decided_at = $5, decided_words = $6,
       decision_id = $7, appeal_until = $8
WHERE casefile_id = $1 AND id = $2 AND state IN ('proposed', 'told');

-- query: proposal_appeal
-- $1 case, $2 proposal, $3 on, $4 words
UPDATE proposal SET state = 'appealed', appealed_on = $3, appeal_words = $4
WHERE casefile_id = $1 AND id = $2 AND state = 'upheld' AND appealed_on IS NULL;

-- query: proposal_appeal_decide
-- $1 case, $2 proposal, $3 state, $4 by whom, $5 at, $6 words
UPDATE proposal SET state = $3, appeal_decided_by = $4, appeal_decided_at = $5,
       appeal_decided_words = $6
WHERE casefile_id = $1 AND id = $2 AND state = 'appealed';
