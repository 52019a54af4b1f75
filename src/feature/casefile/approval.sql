-- fragment: columns
a.id, a.casefile_id, a.subject_id, a.asked_by, a.decided_by, a.kind, a.state,
       a.asked_reason, a.decided_reason, u.name, d.name, a.detail, c.number, c.client_name,
       a.asked_at, a.decided_at, c.pack, a.alternatives, a.agreed, a.appeal_until, a.rests_on

-- fragment: joins
JOIN casefile c ON c.id = a.casefile_id
JOIN account u ON u.id = a.asked_by
LEFT JOIN account d ON d.id = a.decided_by

-- query: approval_insert
INSERT INTO approval (id, casefile_id, kind, subject_id, team_id, asked_by, asked_at, asked_reason,
                      state, detail, alternatives, agreed, appeal_until, rests_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $10, $11, $12, $13);

-- query: approval_states
SELECT state FROM approval WHERE casefile_id = $1 AND kind = $2 AND subject_id = $3;

-- query: approval_find
-- In the actor's scope, with the right to write. $1 approval, $2 scope
SELECT {columns}
FROM approval a
JOIN casefile_visible v ON v.casefile_id = a.casefile_id AND v.scope_id = $2 AND v.access = 2
{joins}
WHERE a.id = $1;

-- query: approval_waiting
-- $1 scope
-- scan: only what waits, by an index that holds nothing else
SELECT {columns}
FROM approval a
JOIN casefile_visible v ON v.casefile_id = a.casefile_id AND v.scope_id = $1 AND v.access = 2
{joins}
WHERE a.state = 'waiting'
ORDER BY a.asked_at, a.id LIMIT 200;

-- query: approval_waiting_team
-- $1 scope, $2 team, $3 how many
SELECT {columns}
FROM approval a
JOIN casefile_visible v ON v.casefile_id = a.casefile_id AND v.scope_id = $1 AND v.access = 2
{joins}
WHERE a.team_id = $2 AND a.state = 'waiting'
ORDER BY a.asked_at, a.id LIMIT $3;

-- query: approval_dealt
-- scan: the planner may walk what waits, which is little, instead of the case's
-- What waits goes with the case. $1 case, $2 team
UPDATE approval SET team_id = $2 WHERE casefile_id = $1 AND state = 'waiting' AND team_id <> $2;

-- query: approval_by_casefile
SELECT {columns}
FROM approval a
{joins}
WHERE a.casefile_id = $1
ORDER BY a.asked_at DESC, a.id DESC LIMIT 100;

-- query: approval_set
UPDATE approval SET state = $2, decided_by = $3, decided_at = $4, decided_reason = $5
WHERE id = $1;
