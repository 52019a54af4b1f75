-- Appointments of cases, how each was moved, and who is away and covered by whom.
-- Why: a day is planned by the hour; who stood before a closed door must be able to look up why.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE appointment ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  account_id {id} NOT NULL REFERENCES account(id), -- who keeps it
  mode {text} NOT NULL, -- code list appointment_mode
  place {text} NOT NULL DEFAULT '',
  title {text} NOT NULL DEFAULT '', -- what it is about
  starts_at {instant} NOT NULL,
  ends_at {instant} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('planned', 'came', 'missed', 'cancelled')),
  reason {text} NOT NULL DEFAULT '', -- code: why nobody came, or who cancelled
  words {text} NOT NULL DEFAULT '',
  moved_n {int} NOT NULL DEFAULT 0,
  created_by {id} NOT NULL REFERENCES account(id),
  created_at {instant} NOT NULL,
  changed_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE INDEX appointment_by_account ON appointment(account_id, starts_at);
CREATE INDEX appointment_by_casefile ON appointment(casefile_id, starts_at);

-- Who is asked to come, of the people of the case.
CREATE TABLE appointment_person ( -- grows
  appointment_id {id} NOT NULL REFERENCES appointment(id),
  person_id {id} NOT NULL REFERENCES person(id),
  PRIMARY KEY (appointment_id, person_id)
) {strict_norowid};
CREATE INDEX appointment_person_by_person ON appointment_person(person_id);

CREATE TABLE appointment_move ( -- grows
  id {id} PRIMARY KEY,
  appointment_id {id} NOT NULL REFERENCES appointment(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  was_starts_at {instant} NOT NULL,
  was_ends_at {instant} NOT NULL,
  reason {text} NOT NULL,
  moved_by {id} NOT NULL REFERENCES account(id),
  at {instant} NOT NULL
) {strict};
CREATE INDEX appointment_move_by_appointment ON appointment_move(appointment_id, at);

-- Somebody of us is away; who covers sees the appointments, and of the cases what rights allow.
CREATE TABLE absence ( -- grows
  id {id} PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES account(id),
  kind {text} NOT NULL, -- code list absence_kind
  from_at {instant} NOT NULL,
  until_at {instant} NOT NULL, -- the first moment back
  cover_id {id} REFERENCES account(id),
  created_by {id} NOT NULL REFERENCES account(id),
  created_at {instant} NOT NULL,
  voided_at {instant},
  voided_by {id} REFERENCES account(id)
) {strict};
CREATE INDEX absence_by_account ON absence(account_id, until_at);
CREATE INDEX absence_by_cover ON absence(cover_id, until_at) WHERE cover_id IS NOT NULL;
