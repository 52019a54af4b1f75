-- A plan agreed on paper: the photo of the copy that was signed. What becomes of promises and
-- referrals when a case is closed. What else was considered, where a decision waits for approval.
-- Which services of the directory anybody may read.
-- Why: what a family signed at the kitchen table counts as much as what it signed on the tablet; and
-- what people wait for must not be lost with the case.
-- Duration: a copy of the promises. Offline clients: can still sync.

-- A file of a document of the case; the text of the copy stands beside it as ever.
ALTER TABLE plan_signature ADD COLUMN file_id {id} REFERENCES doc_file(id);

-- One more end of a promise: passed_on, somebody else keeps it.
CREATE TABLE promise_new (
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  what {text} NOT NULL,
  to_whom {text} NOT NULL DEFAULT '',
  made_on {date} NOT NULL,
  due {date} NOT NULL,
  source {text} NOT NULL CHECK (source IN ('note', 'plan', 'talk')),
  origin_id {id},
  made_by {id} NOT NULL REFERENCES account(id),
  account_id {id} NOT NULL REFERENCES account(id),
  created_at {instant} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('open', 'kept', 'passed_on', 'broken', 'released')),
  ended_at {instant},
  ended_by {id} REFERENCES account(id),
  outcome {text} NOT NULL DEFAULT '',
  version {int} NOT NULL DEFAULT 1
) {strict};
INSERT INTO promise_new (id, casefile_id, what, to_whom, made_on, due, source, origin_id, made_by,
  account_id, created_at, state, ended_at, ended_by, outcome, version)
SELECT id, casefile_id, what, to_whom, made_on, due, source, origin_id, made_by,
  account_id, created_at, state, ended_at, ended_by, outcome, version FROM promise;
DROP TABLE promise;
ALTER TABLE promise_new RENAME TO promise;
CREATE INDEX promise_by_casefile ON promise(casefile_id, state, due);
CREATE INDEX promise_by_account ON promise(account_id, state, due);

-- What is to become of a promise or a referral, as it was answered when the closure was asked for.
CREATE TABLE closure_end ( -- grows
  closure_id {id} NOT NULL REFERENCES closure(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  subject_id {id} NOT NULL,
  number {int} NOT NULL,
  what {text} NOT NULL,
  answer {text} NOT NULL CHECK (answer IN ('kept', 'passed_on', 'released', 'goes_on', 'stopped')),
  words {text} NOT NULL DEFAULT '',
  PRIMARY KEY (closure_id, subject_id)
) {strict};
CREATE INDEX closure_end_by_casefile ON closure_end(casefile_id);

-- What else was considered and who agreed, for the decision that comes of an approval.
ALTER TABLE approval ADD COLUMN alternatives {text} NOT NULL DEFAULT '';
ALTER TABLE approval ADD COLUMN agreed {text} NOT NULL DEFAULT '';

-- Anybody may read it (HSDA): not the address of a house where people hide.
ALTER TABLE service ADD COLUMN is_public {bool} NOT NULL DEFAULT 0;
CREATE INDEX service_public ON service(id) WHERE is_public = 1;
