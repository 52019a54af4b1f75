-- What a family agreed to, word for word, with its signature; its plan in its own language; and the
-- promises made to it.
-- Why: a signature counts for the text it was put under; a promise that nobody tracks is broken.
-- Duration: instant. Offline clients: can still sync.

-- later: added to a plan in force, after the family had agreed to it.
ALTER TABLE plan_action ADD COLUMN later {bool} NOT NULL DEFAULT 0;

-- One a version, written when it is agreed and never changed. signature: strokes, a typed name, or
-- empty when it stands on paper or was spoken.
CREATE TABLE plan_signature ( -- grows
  plan_id {id} PRIMARY KEY REFERENCES plan(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  lang {text} NOT NULL,
  body {text} NOT NULL,
  body_hash {text} NOT NULL,
  signature {text} NOT NULL DEFAULT '',
  account_id {id} NOT NULL REFERENCES account(id),
  at {instant} NOT NULL
) {strict};
CREATE INDEX plan_signature_by_casefile ON plan_signature(casefile_id);

-- A sentence of the plan in another language. origin_id: of the goal or action through all
-- versions, or the case for what the family wants. It counts while the plan says `source`.
CREATE TABLE plan_words ( -- grows
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  origin_id {id} NOT NULL,
  lang {text} NOT NULL,
  source {text} NOT NULL,
  body {text} NOT NULL,
  account_id {id} NOT NULL REFERENCES account(id),
  at {instant} NOT NULL,
  PRIMARY KEY (casefile_id, origin_id, lang)
) {strict};

-- made_by: who gave it; account_id: who keeps it, the worker of the case when it changes hands.
-- source: "note", "plan" or "talk"; origin_id: the note.
CREATE TABLE promise ( -- grows
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
  state {text} NOT NULL CHECK (state IN ('open', 'kept', 'broken', 'released')),
  ended_at {instant},
  ended_by {id} REFERENCES account(id),
  outcome {text} NOT NULL DEFAULT '',
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE INDEX promise_by_casefile ON promise(casefile_id, state, due);
CREATE INDEX promise_by_account ON promise(account_id, state, due);
