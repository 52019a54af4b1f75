-- What people allow us to share, with whom and until when; and how they may be reached safely.
-- Why: sharing asks the register, not memory; a message may not put anybody in danger.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE consent ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  person_id {id} NOT NULL REFERENCES person(id), -- whose data
  -- 'law' and 'danger' are shared without consent, with a reason
  basis {text} NOT NULL CHECK (basis IN ('consent', 'law', 'danger')),
  recipient_kind {text} NOT NULL CHECK (recipient_kind IN ('organisation', 'unit', 'sector', 'named')),
  recipient_id {id}, -- of an organisation or a unit
  recipient {text} NOT NULL, -- its name as it was told; of a sector, a code of list share_with
  purposes {text} NOT NULL, -- codes of list consent_purpose
  kinds {text} NOT NULL, -- what may be shared: codes of list consent_kind
  withheld {text} NOT NULL DEFAULT '', -- what must not be shared, in words
  how {text} NOT NULL DEFAULT '', -- code list consent_how
  giver {text} NOT NULL DEFAULT '', -- code list consent_giver
  giver_name {text} NOT NULL DEFAULT '',
  witness {text} NOT NULL DEFAULT '',
  reason {text} NOT NULL DEFAULT '', -- why without consent
  since {date} NOT NULL,
  until {date} NOT NULL, -- the last day
  form_record_id {id}, -- the form that it was given with
  account_id {id} NOT NULL REFERENCES account(id),
  at {instant} NOT NULL,
  replaced_by {id} REFERENCES consent(id), -- given anew: what hangs on it went over
  withdrawn_on {date},
  withdrawn_at {instant},
  withdrawn_by {id} REFERENCES account(id),
  withdrawn_words {text} NOT NULL DEFAULT ''
) {strict};
CREATE INDEX consent_by_casefile ON consent(casefile_id, at);

-- What hangs on a consent, so that it stops with it.
CREATE TABLE consent_use ( -- grows
  id {id} PRIMARY KEY,
  consent_id {id} NOT NULL REFERENCES consent(id),
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  noun {text} NOT NULL, -- 'share', 'referral': of what table subject_id is
  subject_id {id} NOT NULL,
  label {text} NOT NULL DEFAULT '', -- how it is called on pages
  at {instant} NOT NULL,
  stopped_at {instant}
) {strict};
CREATE INDEX consent_use_by_consent ON consent_use(consent_id, at);
CREATE UNIQUE INDEX consent_use_running ON consent_use(casefile_id, noun, subject_id) WHERE stopped_at IS NULL;

-- How a person may be reached. No row: nobody has asked yet.
CREATE TABLE person_contact ( -- grows
  person_id {id} PRIMARY KEY REFERENCES person(id),
  channels {text} NOT NULL, -- codes of list contact_channel: the only ways
  days {text} NOT NULL DEFAULT '', -- codes of list contact_day; empty: every day
  from_hour {int} NOT NULL DEFAULT 0,
  to_hour {int} NOT NULL DEFAULT 0, -- both 0: at any time
  no_message {bool} NOT NULL DEFAULT 0,
  neutral {bool} NOT NULL DEFAULT 0,
  sender {text} NOT NULL DEFAULT '', -- who we say we are
  code_phrase {text} NOT NULL DEFAULT '',
  hidden_from {text} NOT NULL DEFAULT '', -- who must not know
  account_id {id} NOT NULL REFERENCES account(id),
  at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};
