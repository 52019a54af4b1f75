-- fragment: below
-- An area with all in it.
WITH RECURSIVE below (id, depth) AS (
  SELECT id, 1 FROM area WHERE id = $1
  UNION ALL
  SELECT a.id, b.depth + 1 FROM area a JOIN below b ON a.parent_id = b.id WHERE b.depth < 20
)

-- query: casefile_lock  dialect: sqlite
-- Not run: writers queue before they begin.
-- $1 case, $2 scope
SELECT c.id FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $2
WHERE c.id = $1;

-- query: casefile_lock  dialect: pg
SELECT c.id FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $2
WHERE c.id = $1 FOR UPDATE OF c;

-- query: casefile_find
-- The authorizing read. $1 case, $2 scope
SELECT c.id, c.person_id, c.household_id, c.worker_id, c.team_id, c.agency_id, c.area_id,
       c.number, c.state, c.phase, c.phase_since, c.risk, c.safety, c.safety_note, c.summary,
       c.client_name, w.name, t.name, a.name, p.birth_date, p.birth_estimated, p.sex, p.languages,
       p.phone, c.next_what, c.next_link, c.next_due, c.last_contact_on, c.opened_on, c.closed_on,
       c.version, v.access, c.pack
FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $2
JOIN person p ON p.id = c.person_id
JOIN team t ON t.id = c.team_id
LEFT JOIN account w ON w.id = c.worker_id
LEFT JOIN area a ON a.id = c.area_id
WHERE c.id = $1;

-- query: casefile_programme
-- $1 case, $2 scope
SELECT c.pack FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $2
WHERE c.id = $1;

-- query: casefile_client
-- For whom a case is, so that a refusal is on record; nothing of it reaches the actor.
SELECT person_id FROM casefile WHERE id = $1;

-- query: casefile_number_next
INSERT INTO casefile_number (prefix, last) VALUES ($1, 1)
ON CONFLICT (prefix) DO UPDATE SET last = casefile_number.last + 1
RETURNING last;

-- query: casefile_insert
INSERT INTO casefile (id, number, person_id, household_id, pack, state, phase, phase_since, risk,
                      safety, safety_note, worker_id, team_id, agency_id, area_id, summary,
                      client_name, client_sort, opened_on, opened_at)
VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
        $19);

-- query: casefile_set_risk
UPDATE casefile SET risk = $2, version = version + 1 WHERE id = $1;

-- query: casefile_risk_since
-- Whether somebody else changed it after a moment. $1 case, $2 moment, $3 who does not count
SELECT 1 FROM event
WHERE casefile_id = $1 AND at > $2 AND flags <> 0 AND kind = 'casefile.risk_changed'
  AND account_id <> $3 LIMIT 1;

-- query: casefile_set_summary
UPDATE casefile SET summary = $2, version = version + 1 WHERE id = $1;

-- query: casefile_set_safety
UPDATE casefile SET safety = $2, safety_note = $3, version = version + 1 WHERE id = $1;

-- query: casefile_set_worker
UPDATE casefile SET worker_id = $2, team_id = $3, agency_id = $4 WHERE id = $1;

-- query: casefile_set_phase
UPDATE casefile SET phase = $2, phase_since = $3 WHERE id = $1;

-- query: casefile_set_state
UPDATE casefile SET state = $2, closed_on = $3 WHERE id = $1;

-- query: casefile_set_contact
UPDATE casefile SET last_contact_on = $2
WHERE id = $1 AND (last_contact_on IS NULL OR last_contact_on < $2);

-- query: casefile_set_next
-- Most of what is done changes nothing of it, and then nothing is written.
UPDATE casefile SET next_what = $2, next_link = $3, next_due = $4
WHERE id = $1 AND (next_what IS DISTINCT FROM $2 OR next_link IS DISTINCT FROM $3
                   OR next_due IS DISTINCT FROM $4);

-- query: casefile_set_client
-- scope: none, a changed name follows the person into all cases, also those the actor cannot see
UPDATE casefile SET client_name = $2, client_sort = $3 WHERE person_id = $1;

-- query: casefile_scopes
SELECT scope_id FROM casefile_scope WHERE casefile_id = $1;

-- query: casefile_scope_insert
INSERT INTO casefile_scope (scope_id, casefile_id, access) VALUES ($1, $2, $3)
ON CONFLICT (scope_id, casefile_id) DO UPDATE SET access = excluded.access;

-- query: casefile_scope_granted
-- A unit that works on the case no more keeps what the case was shared with it for.
UPDATE casefile_scope SET access = granted WHERE scope_id = $1 AND casefile_id = $2;

-- query: casefile_scope_delete
DELETE FROM casefile_scope WHERE scope_id = $1 AND casefile_id = $2 AND granted = 0;

-- query: casefile_area_chain
-- The area and all that contain it; the depth ends a loop that should not be there.
WITH RECURSIVE up (id, parent_id, depth) AS (
  SELECT id, parent_id, 1 FROM area WHERE id = $1
  UNION ALL
  SELECT a.id, a.parent_id, up.depth + 1 FROM area a JOIN up ON a.id = up.parent_id
  WHERE up.depth < 20
)
SELECT id FROM up;

-- query: casefile_team_agency
SELECT agency_id FROM team WHERE id = $1;

-- query: casefile_workers
-- Seats of the teams in the actor's unit: a team, an agency, or an area with all in it. $1 scope
-- scope: none, only counts of cases, of workers the actor distributes work to
{below}
SELECT a.id, t.id, a.name, t.name,
       (SELECT COUNT(*) FROM casefile c WHERE c.worker_id = a.id AND c.state = 'open'),
       (SELECT COUNT(*) FROM casefile c
        WHERE c.worker_id = a.id AND c.state = 'open' AND c.risk = 'high')
FROM team t
JOIN seat s ON s.team_id = t.id AND s.ended_at IS NULL AND s.role IN ('worker', 'supervisor')
JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
WHERE t.id = $1 OR t.agency_id = $1 OR t.area_id IN (SELECT id FROM below)
ORDER BY t.name, t.id, a.name, a.id
LIMIT 500;

-- query: casefile_worker_team
-- A team of the worker, of those in the actor's unit; the case's own team first.
-- $1 scope, $2 worker, $3 the case's team
{below}
SELECT t.id, t.agency_id, a.name
FROM team t
JOIN seat s ON s.team_id = t.id AND s.ended_at IS NULL AND s.role IN ('worker', 'supervisor')
JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
WHERE s.account_id = $2
  AND (t.id = $1 OR t.agency_id = $1 OR t.area_id IN (SELECT id FROM below)
       OR s.account_id = $1)
ORDER BY CASE WHEN t.id = $3 THEN 0 ELSE 1 END, t.id
LIMIT 1;

-- query: casefile_involvement_insert
INSERT INTO involvement (id, casefile_id, account_id, since, reason) VALUES ($1, $2, $3, $4, $5);

-- query: casefile_involvement_end
UPDATE involvement SET until = $2 WHERE casefile_id = $1 AND until IS NULL;

-- query: casefile_involvements
SELECT a.name, i.since, i.until, i.reason
FROM involvement i JOIN account a ON a.id = i.account_id
WHERE i.casefile_id = $1 ORDER BY i.since DESC, i.id DESC LIMIT 200;

-- query: casefile_people
SELECT p.id, p.given_name, p.family_name, p.birth_date, p.birth_estimated, p.phone, cp.role
FROM casefile_person cp JOIN person p ON p.id = cp.person_id
WHERE cp.casefile_id = $1 ORDER BY p.name_sort, p.id LIMIT 200;

-- query: casefile_person_insert
INSERT INTO casefile_person (casefile_id, person_id, role) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING;

-- query: casefile_person_delete
DELETE FROM casefile_person WHERE casefile_id = $1 AND person_id = $2;

-- fragment: due_columns
c.id, c.number, c.client_name, c.risk, c.next_what, c.next_link, c.next_due, c.pack

-- query: casefile_due_own
-- Steps that are due; tasks and what else is next of other features they tell themselves.
-- In the order of an index, so that no more is read than is taken.
-- $1 unit, $2 worker, $3 until, $4 how many, $5 from
SELECT {due_columns}, '' FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $1
WHERE c.worker_id = $2 AND c.state = 'open' AND c.next_due <= $3 AND c.next_due >= $5
  AND c.next_what >= 'step:' AND c.next_what < 'step;'
ORDER BY c.next_due LIMIT $4;

-- query: casefile_due_team
-- $1 unit, $2 team, $3 until, $4 how many, $5 from
SELECT {due_columns}, coalesce(w.name, '') FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $1
LEFT JOIN account w ON w.id = c.worker_id
WHERE c.team_id = $2 AND c.state = 'open' AND c.next_due <= $3 AND c.next_due >= $5
  AND c.next_what >= 'step:' AND c.next_what < 'step;'
ORDER BY c.next_due LIMIT $4;

-- query: casefile_reach
-- Where somebody lives and how they are called. $1 case, $2 unit
SELECT p.id, p.phone,
       coalesce(NULLIF(p.address, ''),
                (SELECT h.address FROM household_member m JOIN household h ON h.id = m.household_id
                 WHERE m.person_id = p.id AND m.until IS NULL AND h.address <> ''
                 ORDER BY m.id DESC LIMIT 1),
                a.name, ''), c.safety, c.pack
FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $2
JOIN person p ON p.id = c.person_id
LEFT JOIN area a ON a.id = p.area_id
WHERE c.id = $1;
