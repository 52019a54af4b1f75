-- Requests that reach the office, before there is a case, and what was decided about each.
-- Why: whoever asks for help gets an answer, also when it is not a case; and somebody sees who waits.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE intake ( -- grows
  id {id} PRIMARY KEY,
  person_id {id} NOT NULL REFERENCES person(id),
  channel {text} NOT NULL,
  source {text} NOT NULL DEFAULT '',
  source_contact {text} NOT NULL DEFAULT '',
  received_at {instant} NOT NULL,
  concerns {text} NOT NULL DEFAULT '',
  urgency {text} NOT NULL,
  narrative {text} NOT NULL DEFAULT '',
  answers {text} NOT NULL DEFAULT '',
  screened_at {instant},
  state {text} NOT NULL,
  decision {text} NOT NULL DEFAULT '',
  reason_code {text} NOT NULL DEFAULT '',
  reason {text} NOT NULL DEFAULT '',
  referred_to {text} NOT NULL DEFAULT '',
  decided_at {instant},
  decided_by {id} REFERENCES account(id),
  casefile_id {id} REFERENCES casefile(id),
  team_id {id} REFERENCES team(id),
  created_by {id} REFERENCES account(id),
  created_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE INDEX intake_by_person ON intake(person_id);
CREATE INDEX intake_by_casefile ON intake(casefile_id) WHERE casefile_id IS NOT NULL;

-- Which units see which request. waiting goes along, so that an inbox reads what waits and nothing
-- of the years before.
CREATE TABLE intake_scope ( -- grows
  scope_id {id} NOT NULL,
  intake_id {id} NOT NULL REFERENCES intake(id),
  waiting {bool} NOT NULL,
  PRIMARY KEY (scope_id, intake_id)
) {strict};
CREATE INDEX intake_scope_by_state ON intake_scope(scope_id, waiting, intake_id);
CREATE INDEX intake_scope_by_intake ON intake_scope(intake_id);

-- Every query across requests joins this with the actor's scope_id.
CREATE VIEW intake_visible AS SELECT scope_id, intake_id, waiting FROM intake_scope;
