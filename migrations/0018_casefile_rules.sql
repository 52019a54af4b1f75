-- How far open cases follow the steps of the pack that is in use: one row.
-- Why: with a new version of a pack, steps not done yet get their new dates, and new ones appear.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE casefile_rules (
  id {int} PRIMARY KEY CHECK (id = 1),
  mark {text} NOT NULL, -- pack_steps_mark() of the steps that cases are being brought to
  after_id {id}, -- the last case that was; none yet when empty
  done {bool} NOT NULL CHECK (done IN (0, 1))
) {strict};
