-- A case shared with a team or agency until a day, with a reason.
-- Why: whom a case was shown to, by whom, why and until when must be seen, and end by itself.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE casefile_share ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  scope_id {id} NOT NULL, -- a team or an agency
  reason {text} NOT NULL,
  until {date} NOT NULL, -- the last day
  account_id {id} NOT NULL REFERENCES account(id),
  at {instant} NOT NULL,
  ended_at {instant},
  ended_by {id} REFERENCES account(id) -- nobody: the day has passed
) {strict};
CREATE UNIQUE INDEX casefile_share_running ON casefile_share(casefile_id, scope_id) WHERE ended_at IS NULL;
CREATE INDEX casefile_share_by_casefile ON casefile_share(casefile_id, at);
CREATE INDEX casefile_share_due ON casefile_share(until) WHERE ended_at IS NULL;
