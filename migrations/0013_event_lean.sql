-- The journal with as few pages to write as each of its questions allows.
-- Why: every change and every look is a row here, and each index costs a page of each write. A case's
--   events stand in one index (what happened, or who looked), not in two; a row without a position is
--   in no index of positions; and on SQLite a row stands with its key, not beside it.
-- Duration: half a minute a million events. Offline clients: can still sync.

DROP INDEX event_by_casefile;

-- dialect: sqlite
CREATE TABLE event_new (
  id {id} PRIMARY KEY,
  position {int},
  kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  casefile_id {id},
  person_id {id},
  about {text} NOT NULL DEFAULT '',
  account_id {id},
  role {text} NOT NULL DEFAULT '',
  confidential {bool} NOT NULL DEFAULT 0,
  flags {int} NOT NULL DEFAULT 0,
  at {instant} NOT NULL,
  claimed_at {instant} NOT NULL,
  cmd_id {id},
  payload_hash {blob} NOT NULL,
  leaf_hash {blob}
) {strict_norowid};
INSERT INTO event_new SELECT id, position, kind, subject_id, casefile_id, person_id, about, account_id,
  role, confidential, flags, at, claimed_at, cmd_id, payload_hash, leaf_hash FROM event ORDER BY id;
CREATE TABLE event_payload_new (
  event_id {id} PRIMARY KEY REFERENCES event(id),
  salt {blob},
  body {text},
  erased_at {instant}
) {strict_norowid};
INSERT INTO event_payload_new SELECT event_id, salt, body, erased_at FROM event_payload ORDER BY event_id;
DROP TABLE event_payload;
DROP TABLE event;
ALTER TABLE event_new RENAME TO event;
ALTER TABLE event_payload_new RENAME TO event_payload;
CREATE TABLE command_new (
  id {id} PRIMARY KEY,
  account_id {id},
  route {text} NOT NULL,
  body_hash {blob} NOT NULL,
  status {int} NOT NULL,
  location {text} NOT NULL,
  at {instant} NOT NULL
) {strict_norowid};
INSERT INTO command_new SELECT id, account_id, route, body_hash, status, location, at FROM command ORDER BY id;
DROP TABLE command;
ALTER TABLE command_new RENAME TO command;
CREATE INDEX event_unsequenced ON event(id) WHERE position IS NULL;
CREATE INDEX event_timeline ON event(casefile_id, at, id) WHERE flags <> 0;
CREATE INDEX event_by_person ON event(person_id, at, id) WHERE person_id IS NOT NULL;
CREATE INDEX event_by_account ON event(account_id, at, id);
CREATE INDEX event_by_kind ON event(kind, at, id);
CREATE INDEX event_by_at ON event(at, id);
-- dialect: pg
ALTER TABLE event DROP CONSTRAINT event_position_key;
-- dialect: both
CREATE UNIQUE INDEX event_position ON event(position) WHERE position IS NOT NULL;
CREATE INDEX event_looks ON event(casefile_id, at, id) WHERE casefile_id IS NOT NULL AND flags = 0;
