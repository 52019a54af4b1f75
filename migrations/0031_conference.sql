-- Case conferences: who was asked and who came, what was spoken about, what was decided, who does what.
-- Why: what several services agree on is written down once, with dissent word for word, and kept.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE conference ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  kind {text} NOT NULL, -- code list conference_kind
  held_on {date} NOT NULL,
  starts {text} NOT NULL DEFAULT '', -- "14:30"
  mode {text} NOT NULL, -- code list conference_mode
  place {text} NOT NULL DEFAULT '',
  purpose {text} NOT NULL, -- what it is to settle
  summary {text} NOT NULL DEFAULT '',
  next_on {date},
  state {text} NOT NULL CHECK (state IN ('planned', 'closed', 'cancelled')),
  planned_by {id} NOT NULL REFERENCES account(id),
  planned_at {instant} NOT NULL,
  ended_by {id} REFERENCES account(id),
  ended_at {instant},
  ended_why {text} NOT NULL DEFAULT '', -- of one that was cancelled
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE INDEX conference_by_casefile ON conference(casefile_id, held_on);

CREATE TABLE conference_participant ( -- grows
  id {id} PRIMARY KEY,
  conference_id {id} NOT NULL REFERENCES conference(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  member_id {id} REFERENCES member(id),
  account_id {id} REFERENCES account(id),
  name {text} NOT NULL,
  name_key {text} NOT NULL,
  role {text} NOT NULL, -- in words: "Teacher", "Mother"
  organization {text} NOT NULL DEFAULT '',
  presence {text} NOT NULL CHECK (presence IN ('invited', 'present', 'excused', 'absent'))
) {strict};
CREATE UNIQUE INDEX conference_participant_account ON conference_participant(conference_id, account_id);
CREATE UNIQUE INDEX conference_participant_name ON conference_participant(conference_id, name_key);
CREATE INDEX conference_participant_by_account ON conference_participant(account_id, casefile_id) WHERE account_id IS NOT NULL;

-- What stands in the minutes. Of a closed conference nothing changes: a correction is one more entry.
CREATE TABLE conference_entry ( -- grows
  id {id} PRIMARY KEY,
  conference_id {id} NOT NULL REFERENCES conference(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  kind {text} NOT NULL CHECK (kind IN ('issue', 'decision', 'action', 'correction')),
  domain {text} NOT NULL DEFAULT '', -- of an issue: code list domain
  what {text} NOT NULL,
  reason {text} NOT NULL DEFAULT '', -- of a decision; of an issue: what was said about it
  alternatives {text} NOT NULL DEFAULT '',
  agreed {text} NOT NULL DEFAULT '',
  dissent {text} NOT NULL DEFAULT '', -- word for word
  participant_id {id} REFERENCES conference_participant(id), -- who does it
  due {date},
  record_id {id}, -- the decision or task it became
  account_id {id} NOT NULL REFERENCES account(id),
  at {instant} NOT NULL
) {strict};
CREATE INDEX conference_entry_by_conference ON conference_entry(conference_id, at);
CREATE INDEX conference_entry_by_participant ON conference_entry(participant_id);
