-- Forms of the pack filled in for a case: drafts, and what was submitted.
-- Why: what was submitted is never edited; a correction is a new record that replaces it.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE form_record ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  person_id {id} REFERENCES person(id),
  form {text} NOT NULL,
  form_version {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('draft', 'submitted')),
  answers {text} NOT NULL,
  seen {text} NOT NULL DEFAULT '',
  account_id {id} NOT NULL REFERENCES account(id),
  source_id {id},
  replaces_id {id},
  reason {text} NOT NULL DEFAULT '',
  created_at {instant} NOT NULL,
  saved_at {instant} NOT NULL,
  submitted_at {instant},
  version {int} NOT NULL DEFAULT 0
) {strict};
-- One draft of a form by an author in a case.
CREATE UNIQUE INDEX form_record_draft ON form_record(casefile_id, form, account_id)
  WHERE state = 'draft';
CREATE INDEX form_record_by_casefile ON form_record(casefile_id, submitted_at);
-- What corrects a record: at most one that is submitted, which the locked case ensures.
CREATE INDEX form_record_by_replaced ON form_record(casefile_id, replaces_id);
CREATE INDEX form_record_waiting ON form_record(account_id, saved_at) WHERE state = 'draft';
