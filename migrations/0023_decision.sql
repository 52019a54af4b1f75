-- Decisions of a case with their reasons; and proposals of what would harm a family.
-- Why: reasons must not hide in notes, and nothing harmful may happen by itself.
-- Duration: instant. Offline clients: can still sync.

-- Never changed: no statement of the program updates or deletes a row. A correction is a new one.
CREATE TABLE decision ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  kind {text} NOT NULL, -- code list decision_kind
  what {text} NOT NULL DEFAULT '', -- in a sentence; empty: the event says it
  event_kind {text} NOT NULL DEFAULT '', -- the event of a decision that is made elsewhere
  event_about {text} NOT NULL DEFAULT '',
  reason {text} NOT NULL DEFAULT '',
  alternatives {text} NOT NULL DEFAULT '', -- what else was considered
  agreed {text} NOT NULL DEFAULT '', -- who agreed
  appeal_until {date},
  corrects_id {id} REFERENCES decision(id),
  link {text} NOT NULL DEFAULT '', -- the page of the record that it is about
  account_id {id} NOT NULL REFERENCES account(id),
  at {instant} NOT NULL
) {strict};
CREATE INDEX decision_by_casefile ON decision(casefile_id, at);
CREATE UNIQUE INDEX decision_by_corrected ON decision(corrects_id) WHERE corrects_id IS NOT NULL;

CREATE TABLE decision_evidence ( -- grows
  decision_id {id} NOT NULL REFERENCES decision(id),
  number {int} NOT NULL,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  link {text} NOT NULL,
  label {text} NOT NULL,
  PRIMARY KEY (decision_id, number)
) {strict};

-- A sanction, a suspension, or the end of support against somebody's will: proposed, told, decided
-- by a person, perhaps appealed.
CREATE TABLE proposal ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  kind {text} NOT NULL, -- code list proposal_kind
  state {text} NOT NULL CHECK (state IN ('proposed', 'told', 'upheld', 'dropped', 'appealed', 'overturned')),
  happened_on {date} NOT NULL,
  facts {text} NOT NULL, -- what was seen or is on paper
  form_record_id {id}, -- the pack's form that it rests on
  asked_words {text} NOT NULL, -- how the person was asked for a good cause, and what they said
  children_n {int} NOT NULL,
  children_effect {text} NOT NULL DEFAULT '',
  easements {text} NOT NULL, -- codes of list proposal_easement: what the check of vulnerability found
  easement_words {text} NOT NULL DEFAULT '',
  help_instead {text} NOT NULL, -- what is offered so that it need not come to this
  notice {text} NOT NULL, -- what it means, in plain words, for the notice
  proposed_by {id} NOT NULL REFERENCES account(id),
  proposed_at {instant} NOT NULL,
  told_on {date},
  told_how {text} NOT NULL DEFAULT '', -- code list contact_channel
  respond_by {date},
  answered_on {date},
  answer {text} NOT NULL DEFAULT '',
  decided_by {id} REFERENCES account(id),
  decided_at {instant},
  decided_words {text} NOT NULL DEFAULT '',
  decision_id {id} REFERENCES decision(id),
  appeal_until {date},
  appealed_on {date},
  appeal_words {text} NOT NULL DEFAULT '',
  appeal_decided_by {id} REFERENCES account(id),
  appeal_decided_at {instant},
  appeal_decided_words {text} NOT NULL DEFAULT ''
) {strict};
CREATE INDEX proposal_by_casefile ON proposal(casefile_id, proposed_at);
CREATE UNIQUE INDEX proposal_open ON proposal(casefile_id, kind) WHERE state IN ('proposed', 'told', 'appealed');
