-- Changes to accounts that one administrator asked for and a second person has to confirm.
-- Why: who can give a pass phrase or a role alone can read every case in somebody else's name.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE account_change (
  id {id} PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES account(id),
  asked_by {id} NOT NULL REFERENCES account(id),
  asked_at {instant} NOT NULL,
  phrase {bool} NOT NULL DEFAULT 0 CHECK (phrase IN (0, 1)), -- a new pass phrase
  password {text} NOT NULL DEFAULT '', -- its hash, until it is decided
  half {text} NOT NULL DEFAULT '', -- what whoever confirms is shown of it, until then
  role {text} NOT NULL DEFAULT '', -- a new role, or empty
  unit_id {id},
  decided_by {id} REFERENCES account(id), -- nobody: from the command line
  decided_at {instant},
  outcome {text} NOT NULL DEFAULT '' CHECK (outcome IN ('', 'confirmed', 'refused'))
) {strict};
CREATE INDEX account_change_waiting ON account_change(asked_at) WHERE decided_at IS NULL;
CREATE INDEX account_change_by_account ON account_change(account_id, decided_at);
