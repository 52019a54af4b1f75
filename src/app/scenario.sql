-- query: scenario_session
-- $5 begins and was seen, $6 ends
INSERT INTO session (id, token_hash, account_id, seat_id, created_at, seen_at, ends_at)
VALUES ($1, $2, $3, $4, $5, $5, $6);

-- query: scenario_draft
INSERT INTO draft (id, account_id, path, body, at)
VALUES ($1, $2, '/account/preferences', 'theme=dark', $3);

-- query: scenario_journal
-- scope: none, a scenario looks at its whole scratch database
-- scan: a scratch database, with the events of one scenario
SELECT COUNT(*) FROM event e LEFT JOIN account a ON a.id = e.account_id
WHERE e.kind = $1 AND ($2 = '' OR a.login = $2);
