-- Case notes and their corrections.
-- Why: a note is never edited in place; a correction stands beside the first text.
-- Duration: instant. Offline clients: first version.

CREATE TABLE note ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  kind {text} NOT NULL,
  result {text} NOT NULL DEFAULT '',
  occurred_on {date} NOT NULL,
  body {text} NOT NULL,
  confidential {bool} NOT NULL DEFAULT 0,
  contact {bool} NOT NULL DEFAULT 0, -- its kind was a contact with the family, as the pack stood
  account_id {id} NOT NULL REFERENCES account(id),
  created_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  voided_at {instant}
) {strict};
CREATE INDEX note_by_casefile ON note(casefile_id, occurred_on, id);

CREATE TABLE note_correction ( -- grows
  id {id} PRIMARY KEY,
  note_id {id} NOT NULL REFERENCES note(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  body {text} NOT NULL,
  reason {text} NOT NULL,
  number {int} NOT NULL,
  account_id {id} NOT NULL REFERENCES account(id),
  at {instant} NOT NULL
) {strict};
CREATE UNIQUE INDEX note_correction_by_note ON note_correction(note_id, number);
