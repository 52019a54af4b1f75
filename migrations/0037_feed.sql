-- The address under which a worker's own calendar fetches appointments; and which calendar a person
-- reads dates in.
-- Why: who has two calendars keeps neither; a date is understood in the calendar one lives by.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE feed (
  id {id} PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES account(id),
  token_hash {blob} NOT NULL UNIQUE,
  created_at {instant} NOT NULL,
  revoked_at {instant},
  used_n {int} NOT NULL DEFAULT 0,
  used_at {instant}
) {strict};
CREATE INDEX feed_by_account ON feed(account_id, created_at);

ALTER TABLE account ADD COLUMN calendar {text} NOT NULL DEFAULT 'gregorian';
