-- On a device, in a database of their own: what was done and is not answered yet, and how far it has
-- come. On the server these tables stay empty.
-- Why: the outbox outlives every refill of the rest.
-- Duration: instant. Offline clients: first version.

CREATE TABLE outbox (
  seq {int} PRIMARY KEY,
  cmd_id {id} NOT NULL UNIQUE,
  path {text} NOT NULL,
  body {text} NOT NULL,
  made_at {instant} NOT NULL,
  result {text} NOT NULL DEFAULT '',
  location {text} NOT NULL DEFAULT '',
  why {text} NOT NULL DEFAULT '',
  answered_at {instant}
) {strict};
CREATE INDEX outbox_waiting ON outbox(seq) WHERE result = '';

CREATE TABLE outbox_mark (
  id {int} PRIMARY KEY CHECK (id = 1),
  cursor {text} NOT NULL,
  last_seq {int} NOT NULL DEFAULT 0,
  contact_at {instant}
) {strict};
INSERT INTO outbox_mark (id, cursor) VALUES (1, '');
