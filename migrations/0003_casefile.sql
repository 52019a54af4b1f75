-- Cases: who works with whom, in which phase, at which risk, visible to which units.
-- Why: status (open or closed), phase, risk level and safety are four separate things.
-- Duration: instant. Offline clients: first version.

CREATE TABLE casefile ( -- grows
  id {id} PRIMARY KEY,
  number {text} NOT NULL UNIQUE,
  person_id {id} NOT NULL REFERENCES person(id),
  household_id {id} REFERENCES household(id),
  pack {text} NOT NULL,
  state {text} NOT NULL,
  phase {int} NOT NULL,
  phase_since {instant} NOT NULL,
  risk {text} NOT NULL DEFAULT '',
  safety {text} NOT NULL DEFAULT '',
  safety_note {text} NOT NULL DEFAULT '',
  worker_id {id} REFERENCES account(id),
  team_id {id} NOT NULL REFERENCES team(id),
  agency_id {id} NOT NULL REFERENCES agency(id),
  area_id {id} REFERENCES area(id),
  summary {text} NOT NULL DEFAULT '',
  client_name {text} NOT NULL,
  client_sort {text} NOT NULL,
  next_what {text} NOT NULL DEFAULT '',
  next_link {text} NOT NULL DEFAULT '',
  next_due {date},
  last_contact_on {date},
  opened_on {date} NOT NULL,
  opened_at {instant} NOT NULL,
  closed_on {date},
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE INDEX casefile_by_person ON casefile(person_id);
CREATE INDEX casefile_by_worker ON casefile(worker_id, state, next_due);
CREATE INDEX casefile_by_team ON casefile(team_id, state, next_due);
CREATE INDEX casefile_by_household ON casefile(household_id) WHERE household_id IS NOT NULL;

-- Numbers are given out in blocks: one row a prefix and year.
CREATE TABLE casefile_number (
  prefix {text} PRIMARY KEY,
  last {int} NOT NULL
) {strict};

-- Which units (an account, team, agency, area) see which case; access 1 reads, 2 reads and writes.
-- Kept up by casefile_rescope() whenever worker, team or area change.
CREATE TABLE casefile_scope ( -- grows
  scope_id {id} NOT NULL,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  access {int} NOT NULL,
  PRIMARY KEY (scope_id, casefile_id)
) {strict};
CREATE INDEX casefile_scope_by_casefile ON casefile_scope(casefile_id);

-- Every query across cases joins this with the actor's scope_id.
CREATE VIEW casefile_visible AS SELECT scope_id, casefile_id, access FROM casefile_scope;

-- People in a case besides the client: caregiver, child, other.
CREATE TABLE casefile_person ( -- grows
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  person_id {id} NOT NULL REFERENCES person(id),
  role {text} NOT NULL,
  PRIMARY KEY (casefile_id, person_id)
) {strict};
CREATE INDEX casefile_person_by_person ON casefile_person(person_id);

-- Each stay in a phase, with how it was left.
CREATE TABLE casefile_phase ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  phase {int} NOT NULL,
  entered_at {instant} NOT NULL,
  left_at {instant},
  account_id {id},
  override_reason {text} NOT NULL DEFAULT ''
) {strict};
CREATE INDEX casefile_phase_by_casefile ON casefile_phase(casefile_id, entered_at);

-- The steps of the phases entered so far: made when a phase is entered, ticked by events.
CREATE TABLE casefile_step ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  phase {int} NOT NULL,
  step {text} NOT NULL,
  state {text} NOT NULL,
  due {date},
  done_at {instant},
  done_by {id},
  reason {text} NOT NULL DEFAULT '',
  UNIQUE (casefile_id, phase, step)
) {strict};

-- Who worked on the case from when to when.
CREATE TABLE involvement ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  account_id {id} NOT NULL REFERENCES account(id),
  since {instant} NOT NULL,
  until {instant},
  reason {text} NOT NULL DEFAULT ''
) {strict};
CREATE INDEX involvement_by_casefile ON involvement(casefile_id);
CREATE INDEX involvement_by_account ON involvement(account_id);

-- What a supervisor has to decide: kind is phase_override, plan or closure.
CREATE TABLE approval ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  team_id {id} NOT NULL,
  asked_by {id} NOT NULL,
  asked_at {instant} NOT NULL,
  asked_reason {text} NOT NULL DEFAULT '',
  state {text} NOT NULL,
  decided_by {id},
  decided_at {instant},
  decided_reason {text} NOT NULL DEFAULT '',
  detail {text} NOT NULL DEFAULT ''
) {strict};
CREATE INDEX approval_by_casefile ON approval(casefile_id);
CREATE INDEX approval_waiting ON approval(team_id, asked_at) WHERE state = 'waiting';
