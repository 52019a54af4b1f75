-- query: event_insert
INSERT INTO event (id, kind, subject_id, casefile_id, person_id, about, account_id, role,
                   confidential, at, claimed_at, cmd_id, payload_hash, flags)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- query: event_payload_insert
INSERT INTO event_payload (event_id, salt, body) VALUES ($1, $2, $3);

-- query: access_read_insert
-- Goes to the journal of reads, not to the main database.
INSERT INTO access_read (id, noun, subject_id, casefile_id, person_id, account_id, role, route, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- query: access_read_batch
-- scope: none, the jobs process folds everybody's reads
SELECT id, noun, subject_id, casefile_id, person_id, account_id, role, route, at
FROM access_read ORDER BY id LIMIT $1;

-- query: access_read_delete
-- scope: none, what the jobs process has folded is removed
DELETE FROM access_read WHERE id = $1;

-- query: event_is_there
-- scope: none, one row by its own id, for the folding of reads
SELECT 1 FROM event WHERE id = $1;

-- query: event_unsequenced
-- scan: the index holds only what has no position yet
-- scope: none, the sequencer works on the whole journal
SELECT id, kind, subject_id, casefile_id, person_id, about, account_id, role, confidential, at,
       claimed_at, cmd_id, payload_hash
FROM event WHERE position IS NULL ORDER BY id LIMIT $1;

-- query: event_set_position
UPDATE event SET position = $2, leaf_hash = $3 WHERE id = $1;

-- query: event_by_position
-- scope: none, verification reads the whole journal
SELECT e.id, e.kind, e.subject_id, e.casefile_id, e.person_id, e.about, e.account_id, e.role,
       e.confidential, e.at, e.claimed_at, e.cmd_id, e.payload_hash, e.position, e.leaf_hash,
       p.event_id, p.salt, p.body, p.erased_at
FROM event e LEFT JOIN event_payload p ON p.event_id = e.id
WHERE e.position > $1 ORDER BY e.position LIMIT $2;

-- query: event_erasure
-- scope: none, verification; the erasure of a payload leaves an event about it
SELECT 1 FROM event WHERE kind = 'payload.erased' AND subject_id = $1;

-- query: event_payload_erase
UPDATE event_payload SET salt = NULL, body = NULL, erased_at = $2
WHERE event_id = $1 AND erased_at IS NULL;

-- query: event_counts
-- scan: only 'alidade audit' counts, and it reads the whole journal anyway
-- scope: none, counts only
SELECT COUNT(*), COUNT(position) FROM event;

-- query: checkpoint_last
SELECT size, root, frontier, signature, at FROM checkpoint ORDER BY size DESC LIMIT 1;

-- query: checkpoint_insert
INSERT INTO checkpoint (size, root, frontier, signature, at) VALUES ($1, $2, $3, $4, $5);

-- query: checkpoint_after
SELECT size, root, frontier, signature, at FROM checkpoint WHERE size > $1 ORDER BY size LIMIT $2;

-- query: command_find
SELECT account_id, route, body_hash, status, location FROM command WHERE id = $1;

-- query: command_insert
INSERT INTO command (id, account_id, route, body_hash, status, location, at)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query: session_find
-- One row tells everything the dispatcher needs of the actor.
SELECT s.id, s.account_id, s.seat_id, s.seen_at, s.ends_at, a.name, a.language, a.theme, a.density,
       a.text_size, a.must_change_password, t.role, t.scope_id, t.team_id, t.agency_id,
       a.form_pages, a.calendar
FROM session s
JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
JOIN seat t ON t.id = s.seat_id AND t.ended_at IS NULL
WHERE s.token_hash = $1 AND s.ended_at IS NULL;

-- query: session_insert
INSERT INTO session (id, token_hash, account_id, seat_id, device, created_at, seen_at, ends_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query: session_touch
UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2;

-- query: draft_newest
SELECT id, at FROM draft WHERE account_id = $1 AND path = $2 ORDER BY at DESC LIMIT 1;

-- query: draft_update
UPDATE draft SET body = $4, at = $5 WHERE id = $1 AND account_id = $2 AND path = $3;

-- query: draft_discard
DELETE FROM draft WHERE id = $1 AND account_id = $2;

-- query: session_end
UPDATE session SET ended_at = $3 WHERE id = $1 AND account_id = $2 AND ended_at IS NULL;

-- query: draft_insert
INSERT INTO draft (id, account_id, path, body, at) VALUES ($1, $2, $3, $4, $5);

-- query: draft_find
SELECT path, body, at FROM draft WHERE id = $1 AND account_id = $2;

-- query: draft_sweep
-- scan: once an hour, and what it leaves is only what a few people typed lately
DELETE FROM draft WHERE at < $1;

-- query: draft_delete
-- Only by its own form: other forms of the page carry its id too. $3 path
DELETE FROM draft WHERE id = $1 AND account_id = $2 AND path = $3;

-- query: form_version_digest
SELECT digest FROM form_version WHERE programme = $1 AND form = $2 AND version = $3;

-- query: form_version_insert
INSERT INTO form_version (programme, form, version, digest, definition, stored_at)
VALUES ($1, $2, $3, $4, $5, $6);

-- query: form_version_find
SELECT definition FROM form_version WHERE programme = $1 AND form = $2 AND version = $3;

-- query: form_media_add
INSERT INTO form_media (digest, kind, bytes, stored_at) VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING;

-- query: form_media_find
SELECT kind, bytes FROM form_media WHERE digest = $1;

-- query: outbox_find
-- The outbox is on a device, in a database of its own.
SELECT location FROM outbox WHERE cmd_id = $1;

-- query: outbox_last
SELECT last_seq, cursor FROM outbox_mark WHERE id = 1;

-- query: outbox_set_last
UPDATE outbox_mark SET last_seq = $1 WHERE id = 1;

-- query: outbox_set_cursor
UPDATE outbox_mark SET cursor = $1, contact_at = $2 WHERE id = 1;

-- query: outbox_refill
UPDATE outbox_mark SET cursor = '' WHERE id = 1;

-- query: outbox_set_owner
UPDATE outbox_mark SET owner = $1 WHERE id = 1;

-- query: outbox_owner
SELECT owner, contact_at FROM outbox_mark WHERE id = 1;

-- query: outbox_insert
INSERT INTO outbox (seq, cmd_id, path, body, made_at, location) VALUES ($1, $2, $3, $4, $5, $6);

-- query: outbox_waiting
SELECT seq, cmd_id, path, body, made_at FROM outbox WHERE result = '' ORDER BY seq LIMIT $1;

-- query: outbox_waiting_n
SELECT count(*) FROM outbox WHERE result = '';

-- query: outbox_refused_n
SELECT count(*) FROM outbox WHERE result = 'rejected';

-- query: outbox_list
-- $1: '' waits, 'rejected'
SELECT cmd_id, path, body, location, why, made_at FROM outbox WHERE result = $1 ORDER BY seq LIMIT 200;

-- query: outbox_of_record
-- What is not done with of one record: 1 refused, 2 to be decided, 3 waits. $1 its path
-- scan: an outbox holds a month
SELECT coalesce(min(CASE result WHEN 'rejected' THEN 1 WHEN 'needs_review' THEN 2 ELSE 3 END), 0)
FROM outbox WHERE result IN ('', 'rejected', 'needs_review') AND substr(path, 1, length($1)) = $1;

-- query: sync_device_cases
-- scope: none, all that a device holds is its owner's
-- scan: a device has a few hundred cases
SELECT count(*) FROM casefile;

-- query: outbox_seen
-- Kept as the others are, but not shown any more.
UPDATE outbox SET result = 'rejected_seen' WHERE cmd_id = $1 AND result = 'rejected';

-- query: outbox_answer
UPDATE outbox SET result = $2, location = $3, why = $4, answered_at = $5 WHERE cmd_id = $1;

-- query: outbox_again
-- The server does not remember these any more: it came back from a backup.
UPDATE outbox SET result = '', answered_at = NULL WHERE seq > $1;

-- query: outbox_aside
UPDATE outbox SET seq = -seq WHERE result = '';

-- query: outbox_asides
SELECT cmd_id FROM outbox WHERE seq < 0 ORDER BY seq DESC LIMIT $1;

-- query: outbox_number
UPDATE outbox SET seq = $2 WHERE cmd_id = $1;

-- query: outbox_sweep
-- What was answered is kept for a while, should the server come back from a backup. $1 before
DELETE FROM outbox WHERE result <> '' AND answered_at < $1;

-- query: outbox_row_put
-- Changed again, it is no longer that of a command.
INSERT INTO outbox_row (name, id, body) VALUES ($1, $2, $3)
ON CONFLICT (name, id) DO UPDATE SET body = excluded.body, cmd_id = excluded.cmd_id;

-- query: outbox_rows
-- scan: a device holds few drafts
SELECT name, id, body FROM outbox_row WHERE cmd_id IS NULL ORDER BY name, id;

-- query: outbox_drafts
-- Also those that were set aside for nobody.
-- scan: a device holds few drafts
SELECT name, id, body, cmd_id FROM outbox_row WHERE cmd_id IS NULL OR cmd_id = id ORDER BY name, id;

-- query: outbox_row_aside
UPDATE outbox_row SET cmd_id = $3 WHERE name = $1 AND id = $2;

-- query: outbox_row_drop
DELETE FROM outbox_row WHERE name = $1 AND id = $2;

-- query: outbox_row_back
-- scan: a device holds few drafts
UPDATE outbox_row SET cmd_id = $2 WHERE cmd_id = $1;

-- query: outbox_row_done
-- scan: a device holds few drafts
DELETE FROM outbox_row WHERE cmd_id = $1;

-- query: outbox_row_wipe
DELETE FROM outbox_row;
