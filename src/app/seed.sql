-- query: seed_is_empty
-- scope: none, whether there is anything at all
-- scan: stops at the first row
SELECT CASE WHEN EXISTS (SELECT 1 FROM account) OR EXISTS (SELECT 1 FROM person)
  OR EXISTS (SELECT 1 FROM event) THEN 1 ELSE 0 END;

-- query: seed_agency
INSERT INTO agency (id, code, name, created_at) VALUES ($1, $2, $3, $4);

-- query: seed_area
INSERT INTO area (id, parent_id, code, name) VALUES ($1, $2, $3, $4);

-- query: seed_team
INSERT INTO team (id, agency_id, area_id, name, created_at) VALUES ($1, $2, $3, $4, $5);

-- query: seed_account
INSERT INTO account (id, login, name, password, language, created_at)
VALUES ($1, $2, $3, $4, $5, $6);

-- query: seed_seat
INSERT INTO seat (id, account_id, role, scope_kind, scope_id, team_id, agency_id, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
