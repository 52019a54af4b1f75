-- Reviews and evaluations: when they were held, what was decided, when the next one is due.
-- Why: the filled-in form holds the words; lists, due dates and figures need these few facts.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE review ( -- grows
  id {id} PRIMARY KEY REFERENCES form_record(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  form {text} NOT NULL CHECK (form IN ('review', 'evaluation')),
  held_on {date} NOT NULL,
  next_on {date},
  kind {text} NOT NULL DEFAULT '',
  outcome {text} NOT NULL DEFAULT '',
  decision {text} NOT NULL DEFAULT '',
  account_id {id} NOT NULL REFERENCES account(id),
  at {instant} NOT NULL,
  replaced_by {id} REFERENCES review(id)
) {strict};
CREATE INDEX review_by_casefile ON review(casefile_id, held_on);
