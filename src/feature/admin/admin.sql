-- query: admin_agencies
SELECT id, code, name, version FROM agency ORDER BY name, id;

-- query: admin_teams
-- People: whoever has a seat in the team now.
SELECT t.id, t.agency_id, t.area_id, t.name, t.version,
       (SELECT COUNT(DISTINCT s.account_id) FROM seat s
        WHERE s.team_id = t.id AND s.ended_at IS NULL)
FROM team t ORDER BY t.name, t.id;

-- query: admin_areas
SELECT id, parent_id, code, name, version FROM area ORDER BY code;

-- query: admin_agency_insert
INSERT INTO agency (id, code, name, created_at) VALUES ($1, $2, $3, $4);

-- query: admin_team_insert
INSERT INTO team (id, agency_id, area_id, name, created_at) VALUES ($1, $2, $3, $4, $5);

-- query: admin_area_insert
INSERT INTO area (id, parent_id, code, name) VALUES ($1, $2, $3, $4);

-- query: admin_agency_rename
UPDATE agency SET name = $2, version = version + 1 WHERE id = $1 AND version = $3;

-- query: admin_team_rename
UPDATE team SET name = $2, version = version + 1 WHERE id = $1 AND version = $3;

-- query: admin_area_rename
UPDATE area SET name = $2, version = version + 1 WHERE id = $1 AND version = $3;

-- query: admin_waiting
-- scan: the index holds only what has no position yet, and the count stops
-- scope: none, a count for administrator and auditor
SELECT COUNT(*) FROM (SELECT id FROM event WHERE position IS NULL LIMIT $1) AS waiting;

-- query: admin_counts
SELECT (SELECT COUNT(*) FROM account WHERE disabled_at IS NULL),
       (SELECT COUNT(*) FROM account WHERE disabled_at IS NOT NULL),
       (SELECT COUNT(*) FROM agency), (SELECT COUNT(*) FROM team), (SELECT COUNT(*) FROM area);
