-- What devices sent and were given.
-- Why: work done without a connection is taken in exactly once, and each device gets what changed of
-- the cases that it may hold, and nothing else.
-- Duration: instant. Offline clients: first version.

-- What a command of a device came to: the same command again gets the same answer.
CREATE TABLE sync_receipt ( -- grows
  device_id {id} NOT NULL REFERENCES device(id),
  cmd_id {id} NOT NULL,
  seq {int} NOT NULL,
  result {text} NOT NULL CHECK (result IN ('applied', 'applied_merged', 'needs_review', 'rejected')),
  location {text} NOT NULL DEFAULT '',
  why {text} NOT NULL DEFAULT '',
  claimed_at {instant} NOT NULL,
  at {instant} NOT NULL,
  PRIMARY KEY (device_id, cmd_id),
  UNIQUE (device_id, seq)
) {strict};

-- Commands that a person decides about. stored: what the record said when the command came.
CREATE TABLE sync_review ( -- grows
  id {id} PRIMARY KEY,
  device_id {id} NOT NULL REFERENCES device(id),
  account_id {id} NOT NULL REFERENCES account(id),
  team_id {id},
  casefile_id {id},
  reason {text} NOT NULL CHECK (reason IN ('changed', 'access', 'error')),
  path {text} NOT NULL,
  body {text} NOT NULL,
  stored {text} NOT NULL DEFAULT '',
  stored_version {int} NOT NULL DEFAULT 0,
  claimed_at {instant} NOT NULL,
  at {instant} NOT NULL,
  state {text} NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'taken', 'dropped')),
  decided_by {id} REFERENCES account(id),
  decided_at {instant},
  words {text} NOT NULL DEFAULT ''
) {strict};
CREATE INDEX sync_review_own ON sync_review(account_id, at) WHERE state = 'waiting';
CREATE INDEX sync_review_team ON sync_review(team_id, at) WHERE state = 'waiting';
CREATE INDEX sync_review_by_casefile ON sync_review(casefile_id, at) WHERE state = 'waiting';

-- Which case is on which device: position of the journal at which it last changed for that device.
-- What is not held any more stays, to tell the device, and to tell what was on a lost one.
CREATE TABLE sync_scope ( -- grows
  device_id {id} NOT NULL REFERENCES device(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  position {int} NOT NULL,
  held {bool} NOT NULL CHECK (held IN (0, 1)),
  since {instant} NOT NULL,
  left_at {instant},
  PRIMARY KEY (device_id, casefile_id)
) {strict_norowid};
CREATE INDEX sync_scope_feed ON sync_scope(device_id, position, casefile_id);
CREATE INDEX sync_scope_by_casefile ON sync_scope(casefile_id, device_id);

-- How far the scope index has followed the journal.
CREATE TABLE sync_mark (
  id {int} PRIMARY KEY CHECK (id = 1),
  position {int} NOT NULL
) {strict};
INSERT INTO sync_mark (id, position) VALUES (1, 0);
