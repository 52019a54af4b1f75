-- Deadlines of cases: a clock of the pack that runs, stands, was met or came to nothing.
-- Why: the law gives days; who works on forty cases must see which day, and why that one.
-- Duration: instant; clocks run for what happens from now on. Offline clients: can still sync.

CREATE TABLE deadline ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  clock {text} NOT NULL, -- of clocks.csv
  pack {text} NOT NULL,
  pack_version {text} NOT NULL, -- whose rule it is
  unit {text} NOT NULL,
  amount {int} NOT NULL,
  risk {text} NOT NULL,
  began_by {text} NOT NULL, -- kind of event
  began_about {text} NOT NULL,
  began_at {instant} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('open', 'paused', 'met', 'ended')),
  due_at {instant}, -- late from then on; none while it stands
  due_on {date},
  free_days {int} NOT NULL DEFAULT 0, -- weekends and holidays that did not count
  paused_days {int} NOT NULL DEFAULT 0,
  over_by {text} NOT NULL DEFAULT '', -- kind of the event that met or ended it
  over_about {text} NOT NULL DEFAULT '',
  over_at {instant},
  told {int} NOT NULL DEFAULT 0, -- 0 nothing, 1 due soon, 2 late, 3 escalated
  look_at {instant} -- when the next of these is to be told; none: nothing more will be
) {strict};
CREATE UNIQUE INDEX deadline_running ON deadline(casefile_id, clock) WHERE state IN ('open', 'paused');
CREATE INDEX deadline_by_casefile ON deadline(casefile_id, began_at);
CREATE INDEX deadline_look ON deadline(look_at) WHERE look_at IS NOT NULL;

CREATE TABLE deadline_pause ( -- grows
  id {id} PRIMARY KEY,
  deadline_id {id} NOT NULL REFERENCES deadline(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  reason {text} NOT NULL,
  began_at {instant} NOT NULL,
  began_by {id} NOT NULL REFERENCES account(id),
  over_at {instant},
  over_by {id} REFERENCES account(id)
) {strict};
CREATE INDEX deadline_pause_by_deadline ON deadline_pause(deadline_id, began_at);
