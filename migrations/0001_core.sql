-- Accounts and their seats, sessions, commands, the journal, drafts.
-- Why: everything later hangs on who acted, in which seat, and what was written down about it.
-- Duration: instant. Offline clients: first version.

CREATE TABLE agency (
  id {id} PRIMARY KEY,
  code {text} NOT NULL UNIQUE,
  name {text} NOT NULL,
  created_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};

CREATE TABLE area (
  id {id} PRIMARY KEY,
  parent_id {id} REFERENCES area(id),
  code {text} NOT NULL UNIQUE,
  name {text} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};

CREATE TABLE team (
  id {id} PRIMARY KEY,
  agency_id {id} NOT NULL REFERENCES agency(id),
  area_id {id} REFERENCES area(id),
  name {text} NOT NULL,
  created_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};

CREATE TABLE account (
  id {id} PRIMARY KEY,
  login {text} NOT NULL UNIQUE,
  name {text} NOT NULL,
  phone {text} NOT NULL DEFAULT '',
  password {text} NOT NULL,
  language {text} NOT NULL DEFAULT 'en',
  theme {text} NOT NULL DEFAULT 'auto',
  density {text} NOT NULL DEFAULT 'normal',
  text_size {text} NOT NULL DEFAULT 'normal',
  must_change_password {bool} NOT NULL DEFAULT 0,
  disabled_at {instant},
  created_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};

-- A role in a unit. scope_id is the unit: the account itself, a team, an agency or an area.
CREATE TABLE seat (
  id {id} PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES account(id),
  role {text} NOT NULL,
  scope_kind {text} NOT NULL,
  scope_id {id} NOT NULL,
  team_id {id} REFERENCES team(id),
  agency_id {id} REFERENCES agency(id),
  created_at {instant} NOT NULL,
  ended_at {instant}
) {strict};
CREATE INDEX seat_by_account ON seat(account_id);
CREATE INDEX seat_by_team ON seat(team_id);

CREATE TABLE session ( -- grows
  id {id} PRIMARY KEY,
  token_hash {blob} NOT NULL UNIQUE,
  account_id {id} NOT NULL REFERENCES account(id),
  seat_id {id} NOT NULL REFERENCES seat(id),
  device {text} NOT NULL DEFAULT '',
  created_at {instant} NOT NULL,
  seen_at {instant} NOT NULL,
  ends_at {instant} NOT NULL,
  ended_at {instant}
) {strict};
CREATE INDEX session_by_account ON session(account_id, seen_at);

-- Failed sign-ins by login and by address, as hashes; old rows are removed by jobs.
CREATE TABLE sign_in_throttle (
  key {blob} PRIMARY KEY,
  failures {int} NOT NULL,
  until_at {instant} NOT NULL
) {strict};

-- What a command answered: the same cmd_id again gets the same result.
CREATE TABLE command ( -- grows
  id {id} PRIMARY KEY,
  account_id {id},
  route {text} NOT NULL,
  body_hash {blob} NOT NULL,
  status {int} NOT NULL,
  location {text} NOT NULL,
  at {instant} NOT NULL
) {strict};

CREATE TABLE event ( -- grows
  id {id} PRIMARY KEY,
  position {int} UNIQUE,
  kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  casefile_id {id},
  person_id {id},
  about {text} NOT NULL DEFAULT '',
  account_id {id},
  role {text} NOT NULL DEFAULT '',
  confidential {bool} NOT NULL DEFAULT 0,
  flags {int} NOT NULL DEFAULT 0,
  at {instant} NOT NULL,
  claimed_at {instant} NOT NULL,
  cmd_id {id},
  payload_hash {blob} NOT NULL,
  leaf_hash {blob}
) {strict};
CREATE INDEX event_unsequenced ON event(id) WHERE position IS NULL;
CREATE INDEX event_by_casefile ON event(casefile_id, at, id) WHERE casefile_id IS NOT NULL;
-- The timeline of a case, which would drown in the reads of the case otherwise.
CREATE INDEX event_timeline ON event(casefile_id, at, id) WHERE flags <> 0;
CREATE INDEX event_by_person ON event(person_id, at) WHERE person_id IS NOT NULL;
CREATE INDEX event_by_account ON event(account_id, at);
CREATE INDEX event_by_kind ON event(kind, at);
CREATE INDEX event_by_at ON event(at);

-- The only part of the journal that may be erased: body and salt become NULL together.
CREATE TABLE event_payload ( -- grows
  event_id {id} PRIMARY KEY REFERENCES event(id),
  salt {blob},
  body {text},
  erased_at {instant}
) {strict};

-- RFC 6962 tree heads: root over the first `size` leaves, signed.
CREATE TABLE checkpoint (
  size {int} PRIMARY KEY,
  root {blob} NOT NULL,
  frontier {blob} NOT NULL,
  signature {blob} NOT NULL,
  at {instant} NOT NULL
) {strict};

-- Journal of reads before it is folded into the journal. On SQLite the rows live in a file beside
-- the database, so that looking costs no fsync; this table is there for one set of queries.
CREATE TABLE access_read (
  id {id} PRIMARY KEY,
  noun {text} NOT NULL,
  subject_id {id} NOT NULL,
  casefile_id {id},
  person_id {id},
  account_id {id} NOT NULL,
  role {text} NOT NULL,
  route {text} NOT NULL,
  at {instant} NOT NULL
) {strict};

-- Typed but not yet accepted: kept over a sign-out.
CREATE TABLE draft ( -- grows
  id {id} PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES account(id),
  path {text} NOT NULL,
  body {text} NOT NULL,
  at {instant} NOT NULL
) {strict};
CREATE INDEX draft_by_account ON draft(account_id, path);
