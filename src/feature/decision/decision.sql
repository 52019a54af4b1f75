-- fragment: decisions
SELECT d.id, d.casefile_id, d.kind, d.what, d.event_kind, d.event_about, d.reason, d.alternatives,
       d.agreed, d.appeal_until, d.corrects_id, n.id, d.link, a.name, d.at
FROM decision d
JOIN account a ON a.id = d.account_id
LEFT JOIN decision n ON n.corrects_id = d.id AND n.casefile_id = d.casefile_id

-- query: decision_list
{decisions}
WHERE d.casefile_id = $1 ORDER BY d.at DESC, d.id DESC LIMIT 200;

-- query: decision_find
{decisions}
WHERE d.casefile_id = $1 AND d.id = $2;

-- query: decision_insert
INSERT INTO decision (id, casefile_id, kind, what, event_kind, event_about, reason, alternatives,
                      agreed, appeal_until, corrects_id, link, account_id, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT DO NOTHING;

-- query: decision_evidence_insert
INSERT INTO decision_evidence (decision_id, number, casefile_id, link, label)
VALUES ($1, $2, $3, $4, $5);

-- query: decision_evidence_list
-- $1 case, $2 decision
SELECT e.link, e.label FROM decision_evidence e
WHERE e.casefile_id = $1 AND e.decision_id = $2 ORDER BY e.number LIMIT 50;
