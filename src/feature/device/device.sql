-- fragment: columns
-- What device_read() reads.
d.id, d.account_id, d.seat_id, d.scope_id, d.name, a.name, d.office, d.enrolled_at, d.seen_at,
d.skew_s, d.last_seq, d.filled, d.revoked_at, d.wipe_at, d.wiped_at,
s.ended_at, a.disabled_at, s.role, s.team_id, s.agency_id, d.drained_at

-- fragment: tables
device d JOIN account a ON a.id = d.account_id JOIN seat s ON s.id = d.seat_id

-- query: device_insert
INSERT INTO device (id, account_id, seat_id, scope_id, name, office, secret_hash, enrolled_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query: device_of
SELECT {columns} FROM {tables} WHERE d.account_id = $1
ORDER BY d.enrolled_at DESC, d.id DESC LIMIT 100;

-- query: device_all
SELECT {columns} FROM {tables} ORDER BY d.enrolled_at DESC, d.id DESC LIMIT $1 OFFSET $2;

-- query: device_find
SELECT {columns} FROM {tables} WHERE d.id = $1;

-- query: device_by_secret
SELECT {columns}, a.language FROM {tables} WHERE d.secret_hash = $1;

-- query: device_revoke
-- The first to take it back stays on record; a wipe may be ordered later. $3 by $4 wipe, or NULL
UPDATE device SET revoked_at = coalesce(revoked_at, $2), revoked_by = coalesce(revoked_by, $3),
  wipe_at = coalesce(wipe_at, $4)
WHERE id = $1;

-- query: device_seen
-- $4: nothing waited on it then
UPDATE device SET seen_at = $2, skew_s = $3, drained_at = CASE WHEN $4 = 1 THEN $2 ELSE drained_at END
WHERE id = $1;

-- query: device_answered
UPDATE device SET last_seq = $2 WHERE id = $1 AND last_seq = $2 - 1;

-- query: device_wiped
UPDATE device SET wiped_at = $2 WHERE id = $1 AND wiped_at IS NULL AND wipe_at IS NOT NULL;
