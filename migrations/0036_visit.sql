-- Visits that somebody makes alone, and whom a contact was with.
-- Why: who visits alone must be missed when not back in time; a child counts as seen only by name.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE visit ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  account_id {id} NOT NULL REFERENCES account(id),
  place {text} NOT NULL DEFAULT '',
  started_at {instant} NOT NULL,
  expected_at {instant} NOT NULL, -- back by then
  told {int} NOT NULL DEFAULT 0, -- 0 nothing, 1 late, 2 the supervisor
  look_at {instant}, -- when the next of these is to be told; none: nothing more will be
  ended_at {instant},
  ended_by {id} REFERENCES account(id),
  words {text} NOT NULL DEFAULT '',
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE UNIQUE INDEX visit_running ON visit(account_id) WHERE ended_at IS NULL;
CREATE INDEX visit_look ON visit(look_at) WHERE look_at IS NOT NULL;
CREATE INDEX visit_by_casefile ON visit(casefile_id, started_at);
CREATE INDEX visit_by_account ON visit(account_id, started_at);

CREATE TABLE note_person ( -- grows
  note_id {id} NOT NULL REFERENCES note(id),
  person_id {id} NOT NULL REFERENCES person(id),
  PRIMARY KEY (note_id, person_id)
) {strict_norowid};
CREATE INDEX note_person_by_person ON note_person(person_id);
