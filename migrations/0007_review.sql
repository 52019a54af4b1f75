-- How cases end, and begin again.
-- Why: a closure has a life of its own: asked, approved or sent back, later perhaps undone.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE closure ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  state {text} NOT NULL CHECK (state IN ('asked', 'closed', 'refused', 'withdrawn')),
  reason {text} NOT NULL,
  words {text} NOT NULL, -- what was reached, what stays open
  risk {text} NOT NULL DEFAULT '',
  told {text} NOT NULL DEFAULT '', -- who was told
  missing_why {text} NOT NULL DEFAULT '', -- why it ends although something is missing
  asked_by {id} NOT NULL REFERENCES account(id),
  asked_at {instant} NOT NULL,
  decided_by {id} REFERENCES account(id),
  decided_at {instant},
  decided_words {text} NOT NULL DEFAULT '',
  reopened_by {id} REFERENCES account(id),
  reopened_at {instant},
  reopened_reason {text} NOT NULL DEFAULT '',
  reopened_words {text} NOT NULL DEFAULT ''
) {strict};
CREATE INDEX closure_by_casefile ON closure(casefile_id, asked_at);
CREATE UNIQUE INDEX closure_asked ON closure(casefile_id) WHERE state = 'asked';
