-- A case handed over: asked, looked at item by item, accepted or refused.
-- Why: what is open when a case changes hands must not be lost, and nobody gets a case unasked.
-- Duration: instant. Offline clients: can still sync.

-- to_account_id: a colleague; else the team answers. from_worker_id: who had the case when it was
-- asked.
CREATE TABLE transfer ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  from_worker_id {id} REFERENCES account(id),
  to_team_id {id} NOT NULL REFERENCES team(id),
  to_agency_id {id} NOT NULL REFERENCES agency(id),
  to_account_id {id} REFERENCES account(id),
  reason {text} NOT NULL,
  words {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('asked', 'accepted', 'refused', 'withdrawn')),
  asked_by {id} NOT NULL REFERENCES account(id),
  asked_at {instant} NOT NULL,
  answered_by {id} REFERENCES account(id),
  answered_at {instant},
  answer {text} NOT NULL DEFAULT ''
) {strict};
CREATE UNIQUE INDEX transfer_asked ON transfer(casefile_id) WHERE state = 'asked';
CREATE INDEX transfer_by_casefile ON transfer(casefile_id, asked_at);
CREATE INDEX transfer_to_account ON transfer(to_account_id, state) WHERE to_account_id IS NOT NULL;
CREATE INDEX transfer_to_team ON transfer(to_team_id, state);
CREATE INDEX transfer_to_agency ON transfer(to_agency_id, state);
CREATE INDEX transfer_by_asker ON transfer(asked_by, state);

-- The handover pack as it stood when it was asked: what is open. taken: NULL until it is answered;
-- remark: why it is not taken.
CREATE TABLE transfer_item ( -- grows
  id {id} PRIMARY KEY,
  transfer_id {id} NOT NULL REFERENCES transfer(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  place {int} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('risk', 'promise', 'step', 'deadline', 'action', 'task')),
  what {text} NOT NULL,
  who {text} NOT NULL DEFAULT '',
  due {date},
  taken {int},
  remark {text} NOT NULL DEFAULT ''
) {strict};
CREATE INDEX transfer_item_by_transfer ON transfer_item(transfer_id, place);
CREATE INDEX transfer_item_by_casefile ON transfer_item(casefile_id);
