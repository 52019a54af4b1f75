-- Referrals: what is asked of another team, agency or service for a family, and what came of it.
-- Why: a referral that nobody receives helps nobody; who gets one sees what the family allowed, no more.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE referral ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  state {text} NOT NULL CHECK (state IN ('draft', 'requested', 'accepted', 'rejected', 'in_progress',
    'on_hold', 'completed', 'failed', 'cancelled', 'entered_in_error')),
  is_open {bool} NOT NULL DEFAULT 0, -- sent, and not over: something is still expected
  -- A team or an agency as a whole, whose people sign in here; or a service of the directory.
  to_kind {text} NOT NULL CHECK (to_kind IN ('team', 'agency', 'service')),
  to_team_id {id} REFERENCES team(id),
  to_agency_id {id} REFERENCES agency(id), -- NULL: nobody there signs in
  service_id {id} REFERENCES service(id),
  organization_id {id} REFERENCES organization(id),
  sector {text} NOT NULL DEFAULT '', -- what kind of service that is: code list share_with
  to_name {text} NOT NULL, -- as it was when it was written
  channel {text} NOT NULL, -- code list referral_channel
  urgency {text} NOT NULL, -- code list urgency
  consent_id {id}, -- what it was sent by; NULL: within the own agency, or a draft
  acknowledged_due {date} NOT NULL,
  feedback_due {date} NOT NULL,
  due {date}, -- when something is expected next
  chased {bool} NOT NULL DEFAULT 0, -- the worker was told that this day has passed
  -- What was answered last; who said so, and in which words, is in referral_answer.
  reason {text} NOT NULL DEFAULT '', -- of rejected and failed
  outcome {text} NOT NULL DEFAULT '', -- of completed
  attended {text} NOT NULL DEFAULT '', -- yes, no
  attended_on {date},
  waiting_until {date},
  stopped_at {instant}, -- the consent went: nothing is shown any more
  created_by {id} NOT NULL REFERENCES account(id),
  created_at {instant} NOT NULL,
  sent_at {instant},
  changed_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE INDEX referral_by_casefile ON referral(casefile_id, created_at);
CREATE INDEX referral_by_service ON referral(service_id); -- an import that writes services anew looks whether they are in use
CREATE INDEX referral_received ON referral(to_agency_id, is_open, due, id)
  WHERE to_agency_id IS NOT NULL AND sent_at IS NOT NULL;
CREATE INDEX referral_open ON referral(casefile_id, due) WHERE is_open = 1;
CREATE INDEX referral_late ON referral(due) WHERE is_open = 1 AND chased = 0;

-- What the receiver gets to see, as it was when the referral was written. It stays as a record of what was
-- shared, also when the receiver sees it no more.
CREATE TABLE referral_item ( -- grows
  referral_id {id} NOT NULL REFERENCES referral(id),
  n {int} NOT NULL,
  kind {text} NOT NULL, -- code list consent_kind
  what {text} NOT NULL, -- of a fact, its name; of an answer, the question
  form {text} NOT NULL DEFAULT '', -- of an answer
  form_version {text} NOT NULL DEFAULT '',
  body {text} NOT NULL,
  PRIMARY KEY (referral_id, n)
) {strict};

-- All that was done about it, by either side.
CREATE TABLE referral_answer ( -- grows
  id {id} PRIMARY KEY,
  referral_id {id} NOT NULL REFERENCES referral(id),
  act {text} NOT NULL,
  side {text} NOT NULL CHECK (side IN ('sender', 'receiver', 'program')),
  account_id {id} REFERENCES account(id), -- NULL: by the link, or by the program
  reason {text} NOT NULL DEFAULT '',
  words {text} NOT NULL DEFAULT '',
  on_day {date},
  at {instant} NOT NULL
) {strict};
CREATE INDEX referral_answer_by_referral ON referral_answer(referral_id, at, id);

-- A way in for somebody without an account. The secret is not here, only its hash.
CREATE TABLE referral_link ( -- grows
  id {id} PRIMARY KEY,
  referral_id {id} NOT NULL REFERENCES referral(id),
  token_hash {blob} NOT NULL UNIQUE,
  created_by {id} NOT NULL REFERENCES account(id),
  created_at {instant} NOT NULL,
  ends_at {instant} NOT NULL,
  revoked_at {instant},
  revoked_by {id} REFERENCES account(id), -- NULL: by the program
  opened_n {int} NOT NULL DEFAULT 0,
  opened_at {instant}
) {strict};
CREATE INDEX referral_link_by_referral ON referral_link(referral_id, created_at);
