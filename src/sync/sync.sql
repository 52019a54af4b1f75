-- query: sync_receipt_find
SELECT seq, result, location, why, claimed_at FROM sync_receipt
WHERE device_id = $1 AND cmd_id = $2;

-- query: sync_receipt_insert
INSERT INTO sync_receipt (cmd_id, device_id, seq, result, location, why, claimed_at, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query: sync_review_insert
INSERT INTO sync_review (id, device_id, account_id, team_id, casefile_id, reason, path, body, stored,
                         stored_version, claimed_at, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- fragment: review_columns
r.id, r.device_id, r.account_id, r.team_id, r.casefile_id, r.reason, r.path, r.body, r.stored,
r.stored_version, r.claimed_at, r.at, r.state, a.name, d.name, coalesce(c.number, ''),
coalesce(c.client_name, '')

-- fragment: review_tables
-- $1 scope
sync_review r JOIN account a ON a.id = r.account_id JOIN device d ON d.id = r.device_id
LEFT JOIN casefile_visible v ON v.casefile_id = r.casefile_id AND v.scope_id = $1
LEFT JOIN casefile c ON c.id = v.casefile_id

-- query: sync_review_own
-- $2 who sent it
SELECT {review_columns} FROM {review_tables}
WHERE r.account_id = $2 AND r.state = 'waiting' ORDER BY r.at, r.id LIMIT 200;

-- query: sync_review_team
-- $2 the supervisor's team
SELECT {review_columns} FROM {review_tables}
WHERE r.team_id = $2 AND r.state = 'waiting' ORDER BY r.at, r.id LIMIT 200;

-- query: sync_review_find
SELECT {review_columns} FROM {review_tables} WHERE r.id = $2;

-- query: sync_review_decide
UPDATE sync_review SET state = $2, decided_by = $3, decided_at = $4, words = $5
WHERE id = $1 AND decided_at IS NULL;

-- query: sync_review_again
-- It changed once more: the newer text is what the decision is about.
UPDATE sync_review SET stored = $2, stored_version = $3 WHERE id = $1 AND decided_at IS NULL;

-- query: sync_scope_left
-- Whether a case is or was on a device, and until when.
SELECT held, left_at FROM sync_scope WHERE device_id = $1 AND casefile_id = $2;

-- query: sync_mark_get
SELECT position FROM sync_mark WHERE id = 1;

-- query: sync_mark_set
UPDATE sync_mark SET position = $1 WHERE id = 1;

-- query: sync_events
-- scope: none, the job works for all devices
SELECT position, kind, casefile_id, person_id FROM event
WHERE position > $1 ORDER BY position LIMIT $2;

-- query: sync_cases_of_person
-- scope: none, the job works for all devices
SELECT casefile_id FROM casefile_person WHERE person_id = $1
UNION SELECT id FROM casefile WHERE person_id = $1;

-- query: sync_scope_give
-- Every device whose owner sees the open case has it, as changed at $2.
INSERT INTO sync_scope (device_id, casefile_id, position, held, since)
SELECT d.id, v.casefile_id, $2, 1, $3
FROM casefile_visible v JOIN device d ON d.scope_id = v.scope_id AND d.revoked_at IS NULL
JOIN casefile c ON c.id = v.casefile_id AND c.state <> 'closed'
WHERE v.casefile_id = $1
ON CONFLICT (device_id, casefile_id)
DO UPDATE SET position = excluded.position, held = 1, left_at = NULL,
  since = CASE WHEN sync_scope.held = 1 THEN sync_scope.since ELSE excluded.since END;

-- query: sync_scope_take
-- scope: none, the job works for all devices
-- What is not as changed at $2 by now is not to be held any more. $3 now
UPDATE sync_scope SET held = 0, position = $2, left_at = $3
WHERE casefile_id = $1 AND held = 1 AND position < $2;

-- query: sync_unfilled
SELECT id FROM device WHERE filled = 0 LIMIT 50;

-- query: sync_scope_fill
-- $1 device, $2 position, $3 now
INSERT INTO sync_scope (device_id, casefile_id, position, held, since)
SELECT d.id, v.casefile_id, $2, 1, $3
FROM device d JOIN casefile_visible v ON v.scope_id = d.scope_id
JOIN casefile c ON c.id = v.casefile_id AND c.state <> 'closed'
WHERE d.id = $1
ON CONFLICT (device_id, casefile_id) DO NOTHING;

-- query: sync_filled
UPDATE device SET filled = 1 WHERE id = $1;

-- query: sync_feed
-- scope: none, the index is of one device, and only holds what its owner may see
-- $2, $3 behind this one. How much there is of a case: its events.
SELECT casefile_id, position, held,
  (SELECT count(*) FROM event e WHERE e.casefile_id = sync_scope.casefile_id AND e.flags <> 0)
FROM sync_scope
WHERE device_id = $1 AND (position, casefile_id) > ($2, $3)
ORDER BY position, casefile_id LIMIT $4;

-- query: sync_feed_left
-- scope: none, as above
SELECT count(*) FROM sync_scope
WHERE device_id = $1 AND (position, casefile_id) > ($2, $3) AND held = 1;

-- query: sync_feed_held
-- What a device is to hold by now: what was shared until a day goes without an event.
SELECT count(*) FROM sync_scope s
JOIN casefile_visible v ON v.casefile_id = s.casefile_id AND v.scope_id = $2
WHERE s.device_id = $1 AND s.held = 1;

-- query: sync_leaf
-- scope: none, a hash tells nothing of a case
SELECT leaf_hash FROM event WHERE position = $1;

-- query: sync_seen
-- $1 case, $2 scope
SELECT 1 FROM casefile_visible WHERE casefile_id = $1 AND scope_id = $2;

-- query: sync_owner
-- What a device must know of its owner to draw pages as the server does.
SELECT language, theme, density, text_size, calendar, form_pages FROM account WHERE id = $1;
