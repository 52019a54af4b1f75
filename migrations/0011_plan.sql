-- The plan of a case: versions, goals, actions, and how far each goal has come.
-- Why: an agreed plan is a promise and stays as it was agreed; changes are a new version.
-- Duration: instant. Offline clients: can still sync.

-- draft, waiting (for the supervisor), approved (not yet agreed with the family), agreed, replaced.
CREATE TABLE plan ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  version_no {int} NOT NULL,
  state {text} NOT NULL
    CHECK (state IN ('draft', 'waiting', 'approved', 'agreed', 'replaced')),
  aim {text} NOT NULL DEFAULT '',
  sent_back {text} NOT NULL DEFAULT '',
  agreed_on {date},
  agreed_how {text} NOT NULL DEFAULT '',
  agreed_with {text} NOT NULL DEFAULT '',
  witness {text} NOT NULL DEFAULT '',
  account_id {id} NOT NULL REFERENCES account(id),
  created_at {instant} NOT NULL,
  state_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  UNIQUE (casefile_id, version_no)
) {strict};
-- One in preparation and one in force.
CREATE UNIQUE INDEX plan_prepared ON plan(casefile_id)
  WHERE state IN ('draft', 'waiting', 'approved');
CREATE UNIQUE INDEX plan_agreed ON plan(casefile_id) WHERE state = 'agreed';

-- origin_id is the same goal through all versions: its progress is one history.
CREATE TABLE plan_goal ( -- grows
  id {id} PRIMARY KEY,
  plan_id {id} NOT NULL REFERENCES plan(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  origin_id {id} NOT NULL,
  domain {text} NOT NULL,
  wish {text} NOT NULL,
  baseline {text} NOT NULL DEFAULT '',
  target {text} NOT NULL DEFAULT '',
  due {date},
  progress {int} NOT NULL DEFAULT 0,
  state {text} NOT NULL,
  created_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE INDEX plan_goal_by_plan ON plan_goal(plan_id, created_at);
CREATE INDEX plan_goal_by_casefile ON plan_goal(casefile_id, origin_id);

-- who: worker (whoever has the case), account (account_id), family or other (who_name).
-- live: belongs to the plan in force.
CREATE TABLE plan_action ( -- grows
  id {id} PRIMARY KEY,
  plan_id {id} NOT NULL REFERENCES plan(id),
  goal_id {id} NOT NULL REFERENCES plan_goal(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  origin_id {id} NOT NULL,
  kind {text} NOT NULL,
  what {text} NOT NULL,
  who {text} NOT NULL,
  who_name {text} NOT NULL DEFAULT '',
  account_id {id} REFERENCES account(id),
  start_on {date},
  due {date},
  state {text} NOT NULL,
  outcome {text} NOT NULL DEFAULT '',
  ended_on {date},
  live {bool} NOT NULL DEFAULT 0,
  created_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE INDEX plan_action_by_plan ON plan_action(plan_id, created_at);
CREATE INDEX plan_action_by_goal ON plan_action(goal_id);
CREATE INDEX plan_action_by_casefile ON plan_action(casefile_id, origin_id);
CREATE INDEX plan_action_due ON plan_action(casefile_id, due)
  WHERE live = 1 AND state IN ('planned', 'in_progress') AND who <> 'account';
CREATE INDEX plan_action_due_own ON plan_action(account_id, due)
  WHERE live = 1 AND state IN ('planned', 'in_progress') AND account_id IS NOT NULL;

CREATE TABLE plan_progress ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  origin_id {id} NOT NULL,
  percent {int} NOT NULL,
  state {text} NOT NULL,
  note {text} NOT NULL DEFAULT '',
  account_id {id} NOT NULL REFERENCES account(id),
  at {instant} NOT NULL
) {strict};
CREATE INDEX plan_progress_by_goal ON plan_progress(casefile_id, origin_id, at);
