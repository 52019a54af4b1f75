-- fragment: columns
id, login, name, phone, language, theme, density, text_size, must_change_password,
       disabled_at, version, password, form_pages, calendar

-- query: account_by_login
SELECT {columns}
FROM account WHERE login = $1;

-- query: account_by_id
SELECT {columns}
FROM account WHERE id = $1;

-- query: account_insert
INSERT INTO account (id, login, name, phone, password, language, must_change_password, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query: account_set_preferences
UPDATE account SET language = $2, theme = $3, density = $4, text_size = $5,
       form_pages = $6, calendar = $7, version = version + 1
WHERE id = $1;

-- query: account_set_form_pages
UPDATE account SET form_pages = $2, version = version + 1 WHERE id = $1;

-- query: account_set_password
UPDATE account SET password = $2, must_change_password = $3 WHERE id = $1;

-- query: account_list
SELECT {columns}
FROM account ORDER BY login LIMIT $1;

-- query: account_set_disabled
UPDATE account SET disabled_at = $2 WHERE id = $1;

-- query: account_end_sessions
UPDATE session SET ended_at = $2 WHERE account_id = $1 AND id <> $3 AND ended_at IS NULL;

-- query: account_unit
SELECT 'team', id FROM team WHERE name = $1
UNION ALL SELECT 'agency', id FROM agency WHERE code = $1
UNION ALL SELECT 'area', id FROM area WHERE code = $1;

-- query: account_seats
SELECT s.id, s.account_id, s.role, s.scope_kind, s.scope_id, s.team_id, s.agency_id,
       COALESCE(t.name, g.name, r.name, h.name, '')
FROM seat s
LEFT JOIN team t ON t.id = s.scope_id
LEFT JOIN team h ON h.id = s.team_id
LEFT JOIN agency g ON g.id = s.scope_id
LEFT JOIN area r ON r.id = s.scope_id
WHERE s.account_id = $1 AND s.ended_at IS NULL ORDER BY s.created_at, s.id;

-- query: account_add_seat
INSERT INTO seat (id, account_id, role, scope_kind, scope_id, team_id, agency_id, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query: account_team
SELECT id, agency_id FROM team WHERE id = $1;

-- query: account_sessions
SELECT id, device, created_at, seen_at FROM session
WHERE account_id = $1 AND ended_at IS NULL AND ends_at > $2 AND seen_at > $3
ORDER BY seen_at DESC LIMIT 50;

-- query: account_set_seat
UPDATE session SET seat_id = $2 WHERE id = $1
AND EXISTS (SELECT 1 FROM seat WHERE id = $2 AND account_id = $3 AND ended_at IS NULL);

-- query: account_throttle
SELECT failures, until_at FROM sign_in_throttle WHERE key = $1;

-- query: account_throttle_count
-- $1 key, $2 now, $3 the count begins anew when the last failure was before
INSERT INTO sign_in_throttle (key, failures, until_at) VALUES ($1, 1, $2)
ON CONFLICT (key) DO UPDATE
SET failures = CASE WHEN sign_in_throttle.until_at < $3 THEN 1
                    ELSE sign_in_throttle.failures + 1 END,
    until_at = excluded.until_at
RETURNING failures;

-- query: account_throttle_set
INSERT INTO sign_in_throttle (key, failures, until_at) VALUES ($1, $2, $3)
ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, until_at = excluded.until_at;

-- query: account_throttle_clear
DELETE FROM sign_in_throttle WHERE key = $1;

-- query: account_throttle_sweep
DELETE FROM sign_in_throttle WHERE until_at < $1;

-- query: account_session_sweep
-- Sessions that are over; the newest of an account stays: it says when somebody was last here.
-- scan: once an hour, and what it leaves is what was in use lately
DELETE FROM session WHERE seen_at < $1 AND (ended_at < $1 OR ends_at < $1)
AND EXISTS (SELECT 1 FROM session n
            WHERE n.account_id = session.account_id AND n.seen_at > session.seen_at);

-- query: account_edit
-- $5 is the version that the form was opened with.
UPDATE account SET name = $2, phone = $3, language = $4, version = version + 1
WHERE id = $1 AND version = $5;

-- query: account_search
-- A row a seat; accounts without one appear once. Filtered and sorted in C: names need folding.
SELECT a.id, a.login, a.name, a.disabled_at, s.role, COALESCE(t.name, g.name, r.name, h.name, '')
FROM account a
LEFT JOIN seat s ON s.account_id = a.id AND s.ended_at IS NULL
LEFT JOIN team t ON t.id = s.scope_id
LEFT JOIN team h ON h.id = s.team_id
LEFT JOIN agency g ON g.id = s.scope_id
LEFT JOIN area r ON r.id = s.scope_id
ORDER BY a.login, s.created_at, s.id LIMIT $1;

-- query: account_last_seen
SELECT seen_at FROM session WHERE account_id = $1 ORDER BY seen_at DESC LIMIT 1;

-- query: account_unit_kind
SELECT 'team' FROM team WHERE id = $1
UNION ALL SELECT 'agency' FROM agency WHERE id = $1
UNION ALL SELECT 'area' FROM area WHERE id = $1;

-- query: account_seat_same
SELECT 1 FROM seat
WHERE account_id = $1 AND role = $2 AND scope_id = $3 AND team_id IS NOT DISTINCT FROM $4
AND ended_at IS NULL;

-- query: account_seat_end
UPDATE seat SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING account_id, role;

-- query: account_end_seat_sessions
-- By account first: there is an index on it.
UPDATE session SET ended_at = $3 WHERE account_id = $1 AND seat_id = $2 AND ended_at IS NULL;

-- query: account_lock_administrators
-- Two administrators who take each other's seat at once: the second waits here, then sees it.
UPDATE account SET version = version
WHERE id IN (SELECT account_id FROM seat WHERE role = 'administrator' AND ended_at IS NULL);

-- query: account_administrator
-- Any account that can administer.
SELECT a.id FROM account a JOIN seat s ON s.account_id = a.id
WHERE s.role = 'administrator' AND s.ended_at IS NULL AND a.disabled_at IS NULL LIMIT 1;
