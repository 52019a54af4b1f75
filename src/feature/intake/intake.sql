-- fragment: columns
-- What intake_read() reads; the number of the case and who works on it only where the case may be seen. $1 scope
i.id, i.person_id, i.casefile_id, i.channel, i.source, i.source_contact, i.received_at,
       i.concerns, i.urgency, i.narrative, i.answers, i.screened_at, i.state, i.decision,
       i.reason_code, i.reason, i.referred_to, i.decided_at, i.version, i.programme, b.name, d.name, t.name,
       p.given_name, p.family_name, p.sex, p.birth_date, p.birth_estimated, p.phone, ar.name,
       (SELECT count(*) FROM person_visible pv WHERE pv.person_id = i.person_id AND pv.scope_id = $1),
       cf.number, i.created_by, i.team_id, t.agency_id, cf.worker_id, cf.team_id, cf.agency_id

-- fragment: joins
JOIN person p ON p.id = i.person_id
LEFT JOIN area ar ON ar.id = p.area_id
LEFT JOIN account b ON b.id = i.created_by
LEFT JOIN account d ON d.id = i.decided_by
LEFT JOIN team t ON t.id = i.team_id
LEFT JOIN casefile_visible cv ON cv.casefile_id = i.casefile_id AND cv.scope_id = $1
LEFT JOIN casefile cf ON cf.id = cv.casefile_id

-- query: intake_find
-- The authorizing read: in the scope itself, or through the case it became. $1 scope, $2 intake
SELECT {columns}
FROM intake i
{joins}
WHERE i.id = $2
  AND (EXISTS (SELECT 1 FROM intake_visible v WHERE v.intake_id = i.id AND v.scope_id = $1)
       OR cv.casefile_id IS NOT NULL);

-- query: intake_whose
-- So that a refusal is on record; nothing of it reaches the actor.
-- scope: none, one row by its own id
SELECT person_id, casefile_id FROM intake WHERE id = $1;

-- query: intake_lock  dialect: sqlite
-- Writers queue before they begin; there is nothing to lock.
SELECT id FROM intake WHERE id = $1;

-- query: intake_lock  dialect: pg
SELECT id FROM intake WHERE id = $1 FOR UPDATE;

-- query: intake_insert
INSERT INTO intake (id, person_id, channel, source, source_contact, received_at, concerns, urgency,
                    narrative, state, team_id, created_by, created_at, programme)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11, $12, $13);

-- query: intake_programme
-- $1 request, $2 scope
SELECT i.programme FROM intake i
JOIN intake_visible v ON v.intake_id = i.id AND v.scope_id = $2
WHERE i.id = $1;

-- query: intake_update
UPDATE intake SET channel = $2, source = $3, source_contact = $4, concerns = $5, urgency = $6,
       narrative = $7, version = $8
WHERE id = $1;

-- query: intake_screen
UPDATE intake SET answers = $2, urgency = $3, screened_at = $4, version = version + 1
WHERE id = $1;

-- query: intake_decide
UPDATE intake SET state = 'decided', decision = $2, reason_code = $3, reason = $4, referred_to = $5,
       decided_at = $6, decided_by = $7, casefile_id = $8, version = version + 1
WHERE id = $1;

-- query: intake_scope_decided
UPDATE intake_scope SET waiting = 0 WHERE intake_id = $1;

-- query: intake_scope_insert
INSERT INTO intake_scope (scope_id, intake_id, waiting) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING;

-- query: intake_scope_area
-- An area and all it lies in. $1 intake, $2 area
WITH RECURSIVE up (id, parent_id, depth) AS (
  SELECT id, parent_id, 1 FROM area WHERE id = $2
  UNION ALL
  SELECT a.id, a.parent_id, up.depth + 1 FROM area a JOIN up ON a.id = up.parent_id
  WHERE up.depth < 20
)
INSERT INTO intake_scope (scope_id, intake_id, waiting) SELECT id, $1, 1 FROM up WHERE depth > 0
ON CONFLICT DO NOTHING;

-- query: intake_waiting
-- The most urgent and then the longest waiting first. $1 scope, $2 how many, $3 from
-- scope: none, requests of the scope, most of which have no case yet
SELECT {columns}
FROM intake_visible v
JOIN intake i ON i.id = v.intake_id
{joins}
WHERE v.scope_id = $1 AND v.waiting = 1
ORDER BY CASE i.urgency WHEN 'urgent' THEN 0 WHEN 'soon' THEN 1 ELSE 2 END, i.received_at, i.id
LIMIT $2 OFFSET $3;

-- query: intake_decided
-- The newest first: ids are in the order of making. $1 scope, $2 how many, $3 from
-- scope: none, requests of the scope, most of which never had a case
SELECT {columns}
FROM intake_visible v
JOIN intake i ON i.id = v.intake_id
{joins}
WHERE v.scope_id = $1 AND v.waiting = 0
ORDER BY v.intake_id DESC LIMIT $2 OFFSET $3;

-- query: intake_of_casefile
-- $1 scope, $2 case
SELECT {columns}
FROM intake i
{joins}
WHERE i.casefile_id = $2 ORDER BY i.received_at LIMIT 1;

-- query: intake_of_person
-- The newest first. $1 scope, $2 person
-- scope: none, requests of the scope about a person who was loaded
SELECT {columns}
FROM intake i
JOIN intake_visible v ON v.intake_id = i.id AND v.scope_id = $1
{joins}
WHERE i.person_id = $2 ORDER BY i.received_at DESC, i.id DESC LIMIT 20;

-- query: intake_move
-- $1 kept, $2 merged
-- scope: none, two records of one person were merged
UPDATE intake SET person_id = $1 WHERE person_id = $2 RETURNING id;

-- query: intake_back
-- $1 intake, $2 merged, $3 kept
UPDATE intake SET person_id = $2 WHERE id = $1 AND person_id = $3;
