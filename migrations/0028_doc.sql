-- Documents of a case: what they are, and the files that they consist of, one for each version.
-- Why: papers and photos belong to the case; the bytes lie sealed outside the database.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE doc ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  kind {text} NOT NULL,
  title {text} NOT NULL,
  expires_on {date},
  confidential {bool} NOT NULL DEFAULT 0,
  -- case: listed with the case. form: the answer of a record; draft: of a form that is not sent yet
  origin {text} NOT NULL CHECK (origin IN ('case', 'form', 'draft')),
  record_id {id}, -- of origin form and draft
  file_n {int} NOT NULL,
  account_id {id} NOT NULL REFERENCES account(id),
  created_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  removed_at {instant},
  removed_by {id},
  removed_reason {text} NOT NULL DEFAULT ''
) {strict};
CREATE INDEX doc_by_casefile ON doc(casefile_id, id);
CREATE INDEX doc_by_record ON doc(record_id) WHERE origin = 'draft';

CREATE TABLE doc_file ( -- grows
  id {id} PRIMARY KEY, -- its name in the vault
  doc_id {id} NOT NULL REFERENCES doc(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  number {int} NOT NULL,
  filename {text} NOT NULL,
  type {text} NOT NULL,
  size {int} NOT NULL,
  hash {blob} NOT NULL, -- SHA-256 of the bytes as they were sent
  state {text} NOT NULL CHECK (state IN ('waiting', 'ready', 'refused')),
  account_id {id} NOT NULL REFERENCES account(id),
  at {instant} NOT NULL,
  erased_at {instant} -- the bytes are gone
) {strict};
CREATE UNIQUE INDEX doc_file_by_doc ON doc_file(doc_id, number);
CREATE INDEX doc_file_by_casefile ON doc_file(casefile_id);
CREATE INDEX doc_file_waiting ON doc_file(at) WHERE state = 'waiting';
-- Bytes of removed documents that are still there.
CREATE INDEX doc_removed ON doc(removed_at) WHERE removed_at IS NOT NULL;
