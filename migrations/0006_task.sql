-- Tasks: what somebody has to do until when, in a case or for themselves.
-- Why: a promise to a family must not be forgotten, and must not vanish when a case changes hands.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE task ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} REFERENCES casefile(id), -- NULL: a task of one's own, without a case
  title {text} NOT NULL,
  detail {text} NOT NULL DEFAULT '',
  due {date},
  high {bool} NOT NULL DEFAULT 0,
  account_id {id} NOT NULL REFERENCES account(id), -- whose it is
  created_by {id} NOT NULL REFERENCES account(id),
  created_at {instant} NOT NULL,
  origin {text} NOT NULL, -- own, step, plan, review
  origin_id {id},
  state {text} NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
  ended_at {instant},
  ended_by {id} REFERENCES account(id),
  outcome {text} NOT NULL DEFAULT '', -- what came of it, or why it was dropped
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE INDEX task_by_account ON task(account_id, state, due);
CREATE INDEX task_ended ON task(account_id, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX task_by_casefile ON task(casefile_id, state, due) WHERE casefile_id IS NOT NULL;
