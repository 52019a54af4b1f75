-- query: part_lock  dialect: sqlite
-- Not run: writers queue before they begin.
-- $1 case
SELECT id FROM casefile WHERE id = $1;

-- query: part_lock  dialect: pg
SELECT id FROM casefile WHERE id = $1 FOR UPDATE;

-- query: part_find
-- The authorizing read of somebody who works on the case in its team; the last day counts.
-- $1 case, $2 account, $3 today
SELECT c.id, c.person_id, c.worker_id, c.team_id, c.agency_id, c.number, c.state, c.phase,
       c.phase_since, c.client_name, w.name, t.name, c.opened_on, c.closed_on, c.version, c.pack,
       p.birth_date, p.birth_estimated, p.sex, p.languages, p.phone, c.safety, c.safety_note,
       m.id, m.parts, m.profession
FROM casefile c
JOIN member m ON m.casefile_id = c.id AND m.account_id = $2 AND m.ended_at IS NULL
  AND m.since <= $3 AND coalesce(m.until, $3) >= $3
JOIN person p ON p.id = c.person_id
JOIN team t ON t.id = c.team_id
LEFT JOIN account w ON w.id = c.worker_id
WHERE c.id = $1;
