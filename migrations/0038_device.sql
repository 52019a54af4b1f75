-- Devices that may keep a person's cases and work without a connection.
-- Why: offline work is allowed for each device by name, can be seen, taken back and wiped.
-- Duration: instant. Offline clients: none before this.

CREATE TABLE device (
  id {id} PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES account(id),
  seat_id {id} NOT NULL REFERENCES seat(id),
  scope_id {id} NOT NULL,
  name {text} NOT NULL,
  office {bool} NOT NULL DEFAULT 0 CHECK (office IN (0, 1)),
  secret_hash {blob} NOT NULL UNIQUE,
  enrolled_at {instant} NOT NULL,
  seen_at {instant},
  drained_at {instant},
  skew_s {int} NOT NULL DEFAULT 0,
  last_seq {int} NOT NULL DEFAULT 0,
  filled {bool} NOT NULL DEFAULT 0 CHECK (filled IN (0, 1)),
  revoked_at {instant},
  revoked_by {id} REFERENCES account(id),
  wipe_at {instant},
  wiped_at {instant}
) {strict};
CREATE INDEX device_by_account ON device(account_id, enrolled_at);
CREATE INDEX device_by_scope ON device(scope_id) WHERE revoked_at IS NULL;
CREATE INDEX device_by_enrolled ON device(enrolled_at, id);
CREATE INDEX device_unfilled ON device(id) WHERE filled = 0;
