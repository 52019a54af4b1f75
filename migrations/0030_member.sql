-- The team of a case: people of other professions and agencies who work on it together.
-- Why: who sees how much of a case, until when, must be said for each person, and end by itself.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE member ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  account_id {id} REFERENCES account(id), -- NULL: somebody without an account
  name {text} NOT NULL,
  name_key {text} NOT NULL, -- folded, with the organisation: nobody is there twice
  profession {text} NOT NULL, -- code list profession
  organization {text} NOT NULL,
  phone {text} NOT NULL DEFAULT '',
  parts {text} NOT NULL DEFAULT '', -- codes of list member_part: what an account may see and do
  since {date} NOT NULL,
  until {date}, -- the last day
  coordinator {bool} NOT NULL DEFAULT 0 CHECK (coordinator IN (0, 1)),
  added_by {id} NOT NULL REFERENCES account(id),
  added_at {instant} NOT NULL,
  ended_at {instant},
  ended_by {id} REFERENCES account(id), -- nobody: the day has passed
  ended_why {text} NOT NULL DEFAULT ''
) {strict};
CREATE INDEX member_by_casefile ON member(casefile_id, added_at);
CREATE INDEX member_by_account ON member(account_id, casefile_id);
-- Written so that no query but the job's finds its way by them: with few rows PostgreSQL would.
CREATE UNIQUE INDEX member_running ON member(account_id, casefile_id) WHERE coalesce(ended_at, 0) = 0;
CREATE UNIQUE INDEX member_named ON member(casefile_id, name_key) WHERE coalesce(ended_at, 0) = 0;
CREATE UNIQUE INDEX member_coordinator ON member(casefile_id) WHERE coalesce(ended_at, 0) = 0 AND coordinator = 1;
CREATE INDEX member_due ON member(until) WHERE coalesce(ended_at, 0) = 0;
