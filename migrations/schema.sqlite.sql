-- Made by tools/schema-dump from the migrations. Change those, not this.
CREATE TABLE absence (
  id BLOB PRIMARY KEY,
  account_id BLOB NOT NULL REFERENCES account(id),
  kind TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  cover_id BLOB REFERENCES account(id),
  created_by BLOB NOT NULL REFERENCES account(id),
  created_at INTEGER NOT NULL,
  voided_at INTEGER,
  voided_by BLOB REFERENCES account(id)
) STRICT;
CREATE INDEX absence_by_account ON absence(account_id, until_at);
CREATE INDEX absence_by_cover ON absence(cover_id, until_at) WHERE cover_id IS NOT NULL;
CREATE TABLE access_read (
  id BLOB PRIMARY KEY,
  noun TEXT NOT NULL,
  subject_id BLOB NOT NULL,
  casefile_id BLOB,
  person_id BLOB,
  account_id BLOB NOT NULL,
  role TEXT NOT NULL,
  route TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE account (
  id BLOB PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',
  password TEXT NOT NULL,
  language TEXT NOT NULL DEFAULT 'en',
  theme TEXT NOT NULL DEFAULT 'auto',
  density TEXT NOT NULL DEFAULT 'normal',
  text_size TEXT NOT NULL DEFAULT 'normal',
  must_change_password INTEGER NOT NULL DEFAULT 0,
  disabled_at INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
, form_pages TEXT NOT NULL DEFAULT 'section'
  CHECK (form_pages IN ('section', 'question')), calendar TEXT NOT NULL DEFAULT 'gregorian') STRICT;
CREATE TABLE account_change (
  id BLOB PRIMARY KEY,
  account_id BLOB NOT NULL REFERENCES account(id),
  asked_by BLOB NOT NULL REFERENCES account(id),
  asked_at INTEGER NOT NULL,
  phrase INTEGER NOT NULL DEFAULT 0 CHECK (phrase IN (0, 1)),
  password TEXT NOT NULL DEFAULT '',
  half TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL DEFAULT '',
  unit_id BLOB,
  decided_by BLOB REFERENCES account(id),
  decided_at INTEGER,
  outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'confirmed', 'refused'))
) STRICT;
CREATE INDEX account_change_by_account ON account_change(account_id, decided_at);
CREATE INDEX account_change_waiting ON account_change(asked_at) WHERE decided_at IS NULL;
CREATE TABLE agency (
  id BLOB PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE appointment (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  account_id BLOB NOT NULL REFERENCES account(id),
  mode TEXT NOT NULL,
  place TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'came', 'missed', 'cancelled')),
  reason TEXT NOT NULL DEFAULT '',
  words TEXT NOT NULL DEFAULT '',
  moved_n INTEGER NOT NULL DEFAULT 0,
  created_by BLOB NOT NULL REFERENCES account(id),
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX appointment_by_account ON appointment(account_id, starts_at);
CREATE INDEX appointment_by_casefile ON appointment(casefile_id, starts_at);
CREATE TABLE appointment_move (
  id BLOB PRIMARY KEY,
  appointment_id BLOB NOT NULL REFERENCES appointment(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  was_starts_at INTEGER NOT NULL,
  was_ends_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  moved_by BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX appointment_move_by_appointment ON appointment_move(appointment_id, at);
CREATE TABLE appointment_person (
  appointment_id BLOB NOT NULL REFERENCES appointment(id),
  person_id BLOB NOT NULL REFERENCES person(id),
  PRIMARY KEY (appointment_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX appointment_person_by_person ON appointment_person(person_id);
CREATE TABLE approval (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  kind TEXT NOT NULL,
  subject_id BLOB NOT NULL,
  team_id BLOB NOT NULL,
  asked_by BLOB NOT NULL,
  asked_at INTEGER NOT NULL,
  asked_reason TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,
  decided_by BLOB,
  decided_at INTEGER,
  decided_reason TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT ''
, alternatives TEXT NOT NULL DEFAULT '', agreed TEXT NOT NULL DEFAULT '', appeal_until TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX approval_by_casefile ON approval(casefile_id);
CREATE INDEX approval_waiting ON approval(team_id, asked_at) WHERE state = 'waiting';
CREATE TABLE area (
  id BLOB PRIMARY KEY,
  parent_id BLOB REFERENCES area(id),
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE benefit (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  amount TEXT NOT NULL DEFAULT '',
  due TEXT,
  detail TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL,
  reference TEXT NOT NULL DEFAULT '',
  stated_on TEXT NOT NULL,
  imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)),
  account_id BLOB REFERENCES account(id),
  at INTEGER NOT NULL,
  voided_at INTEGER,
  void_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX benefit_by_casefile ON benefit(casefile_id, stated_on);
CREATE UNIQUE INDEX benefit_once ON benefit(casefile_id, source, reference, kind, name, stated_on)
  WHERE voided_at IS NULL;
CREATE TABLE casefile (
  id BLOB PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  person_id BLOB NOT NULL REFERENCES person(id),
  household_id BLOB REFERENCES household(id),
  pack TEXT NOT NULL,
  state TEXT NOT NULL,
  phase INTEGER NOT NULL,
  phase_since INTEGER NOT NULL,
  risk TEXT NOT NULL DEFAULT '',
  safety TEXT NOT NULL DEFAULT '',
  safety_note TEXT NOT NULL DEFAULT '',
  worker_id BLOB REFERENCES account(id),
  team_id BLOB NOT NULL REFERENCES team(id),
  agency_id BLOB NOT NULL REFERENCES agency(id),
  area_id BLOB REFERENCES area(id),
  summary TEXT NOT NULL DEFAULT '',
  client_name TEXT NOT NULL,
  client_sort TEXT NOT NULL,
  next_what TEXT NOT NULL DEFAULT '',
  next_link TEXT NOT NULL DEFAULT '',
  next_due TEXT,
  last_contact_on TEXT,
  opened_on TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_on TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX casefile_by_household ON casefile(household_id) WHERE household_id IS NOT NULL;
CREATE INDEX casefile_by_person ON casefile(person_id);
CREATE INDEX casefile_by_team ON casefile(team_id, state, next_due);
CREATE INDEX casefile_by_worker ON casefile(worker_id, state, next_due, id);
CREATE TABLE casefile_number (
  prefix TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;
CREATE TABLE casefile_person (
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  person_id BLOB NOT NULL REFERENCES person(id),
  role TEXT NOT NULL,
  PRIMARY KEY (casefile_id, person_id)
) STRICT;
CREATE INDEX casefile_person_by_person ON casefile_person(person_id);
CREATE TABLE casefile_phase (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  phase INTEGER NOT NULL,
  entered_at INTEGER NOT NULL,
  left_at INTEGER,
  account_id BLOB,
  override_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX casefile_phase_by_casefile ON casefile_phase(casefile_id, entered_at);
CREATE TABLE casefile_rules (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  mark TEXT NOT NULL,
  after_id BLOB,
  done INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT;
CREATE TABLE casefile_scope (
  scope_id BLOB NOT NULL,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  access INTEGER NOT NULL, granted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (scope_id, casefile_id)
) STRICT;
CREATE INDEX casefile_scope_by_casefile ON casefile_scope(casefile_id);
CREATE TABLE casefile_share (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  scope_id BLOB NOT NULL,
  reason TEXT NOT NULL,
  until TEXT NOT NULL,
  account_id BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by BLOB REFERENCES account(id)
) STRICT;
CREATE INDEX casefile_share_by_casefile ON casefile_share(casefile_id, at);
CREATE INDEX casefile_share_due ON casefile_share(until) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX casefile_share_running ON casefile_share(casefile_id, scope_id) WHERE ended_at IS NULL;
CREATE TABLE casefile_step (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  phase INTEGER NOT NULL,
  step TEXT NOT NULL,
  state TEXT NOT NULL,
  due TEXT,
  done_at INTEGER,
  done_by BLOB,
  reason TEXT NOT NULL DEFAULT '',
  UNIQUE (casefile_id, phase, step)
) STRICT;
CREATE TABLE checkpoint (
  size INTEGER PRIMARY KEY,
  root BLOB NOT NULL,
  frontier BLOB NOT NULL,
  signature BLOB NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE closure (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  state TEXT NOT NULL CHECK (state IN ('asked', 'closed', 'refused', 'withdrawn')),
  reason TEXT NOT NULL,
  words TEXT NOT NULL,
  risk TEXT NOT NULL DEFAULT '',
  told TEXT NOT NULL DEFAULT '',
  missing_why TEXT NOT NULL DEFAULT '',
  asked_by BLOB NOT NULL REFERENCES account(id),
  asked_at INTEGER NOT NULL,
  decided_by BLOB REFERENCES account(id),
  decided_at INTEGER,
  decided_words TEXT NOT NULL DEFAULT '',
  reopened_by BLOB REFERENCES account(id),
  reopened_at INTEGER,
  reopened_reason TEXT NOT NULL DEFAULT '',
  reopened_words TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX closure_asked ON closure(casefile_id) WHERE state = 'asked';
CREATE INDEX closure_by_casefile ON closure(casefile_id, asked_at);
CREATE TABLE closure_end (
  closure_id BLOB NOT NULL REFERENCES closure(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  subject_id BLOB NOT NULL,
  number INTEGER NOT NULL,
  what TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('kept', 'passed_on', 'released', 'goes_on', 'stopped')),
  words TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (closure_id, subject_id)
) STRICT;
CREATE INDEX closure_end_by_casefile ON closure_end(casefile_id);
CREATE TABLE "command" (
  id BLOB PRIMARY KEY,
  account_id BLOB,
  route TEXT NOT NULL,
  body_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  location TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE conference (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  kind TEXT NOT NULL,
  held_on TEXT NOT NULL,
  starts TEXT NOT NULL DEFAULT '',
  mode TEXT NOT NULL,
  place TEXT NOT NULL DEFAULT '',
  purpose TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  next_on TEXT,
  state TEXT NOT NULL CHECK (state IN ('planned', 'closed', 'cancelled')),
  planned_by BLOB NOT NULL REFERENCES account(id),
  planned_at INTEGER NOT NULL,
  ended_by BLOB REFERENCES account(id),
  ended_at INTEGER,
  ended_why TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX conference_by_casefile ON conference(casefile_id, held_on);
CREATE TABLE conference_entry (
  id BLOB PRIMARY KEY,
  conference_id BLOB NOT NULL REFERENCES conference(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  kind TEXT NOT NULL CHECK (kind IN ('issue', 'decision', 'action', 'correction')),
  domain TEXT NOT NULL DEFAULT '',
  what TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  alternatives TEXT NOT NULL DEFAULT '',
  agreed TEXT NOT NULL DEFAULT '',
  dissent TEXT NOT NULL DEFAULT '',
  participant_id BLOB REFERENCES conference_participant(id),
  due TEXT,
  record_id BLOB,
  account_id BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX conference_entry_by_conference ON conference_entry(conference_id, at);
CREATE INDEX conference_entry_by_participant ON conference_entry(participant_id);
CREATE TABLE conference_participant (
  id BLOB PRIMARY KEY,
  conference_id BLOB NOT NULL REFERENCES conference(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  member_id BLOB REFERENCES member(id),
  account_id BLOB REFERENCES account(id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  role TEXT NOT NULL,
  organization TEXT NOT NULL DEFAULT '',
  presence TEXT NOT NULL CHECK (presence IN ('invited', 'present', 'excused', 'absent'))
) STRICT;
CREATE UNIQUE INDEX conference_participant_account ON conference_participant(conference_id, account_id);
CREATE INDEX conference_participant_by_account ON conference_participant(account_id, casefile_id) WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX conference_participant_name ON conference_participant(conference_id, name_key);
CREATE TABLE consent (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  person_id BLOB NOT NULL REFERENCES person(id),
  basis TEXT NOT NULL CHECK (basis IN ('consent', 'law', 'danger')),
  recipient_kind TEXT NOT NULL CHECK (recipient_kind IN ('organisation', 'unit', 'sector', 'named')),
  recipient_id BLOB,
  recipient TEXT NOT NULL,
  purposes TEXT NOT NULL,
  kinds TEXT NOT NULL,
  withheld TEXT NOT NULL DEFAULT '',
  how TEXT NOT NULL DEFAULT '',
  giver TEXT NOT NULL DEFAULT '',
  giver_name TEXT NOT NULL DEFAULT '',
  witness TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  form_record_id BLOB,
  account_id BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL,
  replaced_by BLOB REFERENCES consent(id),
  withdrawn_on TEXT,
  withdrawn_at INTEGER,
  withdrawn_by BLOB REFERENCES account(id),
  withdrawn_words TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX consent_by_casefile ON consent(casefile_id, at);
CREATE TABLE consent_use (
  id BLOB PRIMARY KEY,
  consent_id BLOB NOT NULL REFERENCES consent(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  noun TEXT NOT NULL,
  subject_id BLOB NOT NULL,
  label TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  stopped_at INTEGER
) STRICT;
CREATE INDEX consent_use_by_consent ON consent_use(consent_id, at);
CREATE UNIQUE INDEX consent_use_running ON consent_use(casefile_id, noun, subject_id) WHERE stopped_at IS NULL;
CREATE TABLE deadline (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  clock TEXT NOT NULL,
  pack TEXT NOT NULL,
  pack_version TEXT NOT NULL,
  unit TEXT NOT NULL,
  amount INTEGER NOT NULL,
  risk TEXT NOT NULL,
  began_by TEXT NOT NULL,
  began_about TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'paused', 'met', 'ended')),
  due_at INTEGER,
  due_on TEXT,
  free_days INTEGER NOT NULL DEFAULT 0,
  paused_days INTEGER NOT NULL DEFAULT 0,
  over_by TEXT NOT NULL DEFAULT '',
  over_about TEXT NOT NULL DEFAULT '',
  over_at INTEGER,
  told INTEGER NOT NULL DEFAULT 0,
  look_at INTEGER
, worker_id BLOB REFERENCES account(id), team_id BLOB REFERENCES team(id)) STRICT;
CREATE INDEX deadline_by_casefile ON deadline(casefile_id, began_at);
CREATE INDEX deadline_by_team ON deadline(team_id, due_on) WHERE state = 'open';
CREATE INDEX deadline_by_worker ON deadline(worker_id, due_on) WHERE state = 'open';
CREATE INDEX deadline_look ON deadline(look_at) WHERE look_at IS NOT NULL;
CREATE UNIQUE INDEX deadline_running ON deadline(casefile_id, clock) WHERE state IN ('open', 'paused');
CREATE TABLE deadline_pause (
  id BLOB PRIMARY KEY,
  deadline_id BLOB NOT NULL REFERENCES deadline(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  reason TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  began_by BLOB NOT NULL REFERENCES account(id),
  over_at INTEGER,
  over_by BLOB REFERENCES account(id)
) STRICT;
CREATE INDEX deadline_pause_by_deadline ON deadline_pause(deadline_id, began_at);
CREATE TABLE decision (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  kind TEXT NOT NULL,
  what TEXT NOT NULL DEFAULT '',
  event_kind TEXT NOT NULL DEFAULT '',
  event_about TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  alternatives TEXT NOT NULL DEFAULT '',
  agreed TEXT NOT NULL DEFAULT '',
  appeal_until TEXT,
  corrects_id BLOB REFERENCES decision(id),
  link TEXT NOT NULL DEFAULT '',
  account_id BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_by_casefile ON decision(casefile_id, at);
CREATE UNIQUE INDEX decision_by_corrected ON decision(corrects_id) WHERE corrects_id IS NOT NULL;
CREATE TABLE decision_evidence (
  decision_id BLOB NOT NULL REFERENCES decision(id),
  number INTEGER NOT NULL,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  link TEXT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (decision_id, number)
) STRICT;
CREATE TABLE device (
  id BLOB PRIMARY KEY,
  account_id BLOB NOT NULL REFERENCES account(id),
  seat_id BLOB NOT NULL REFERENCES seat(id),
  scope_id BLOB NOT NULL,
  name TEXT NOT NULL,
  office INTEGER NOT NULL DEFAULT 0 CHECK (office IN (0, 1)),
  secret_hash BLOB NOT NULL UNIQUE,
  enrolled_at INTEGER NOT NULL,
  seen_at INTEGER,
  drained_at INTEGER,
  skew_s INTEGER NOT NULL DEFAULT 0,
  last_seq INTEGER NOT NULL DEFAULT 0,
  filled INTEGER NOT NULL DEFAULT 0 CHECK (filled IN (0, 1)),
  revoked_at INTEGER,
  revoked_by BLOB REFERENCES account(id),
  wipe_at INTEGER,
  wiped_at INTEGER
) STRICT;
CREATE INDEX device_by_account ON device(account_id, enrolled_at);
CREATE INDEX device_by_enrolled ON device(enrolled_at, id);
CREATE INDEX device_by_scope ON device(scope_id) WHERE revoked_at IS NULL;
CREATE INDEX device_unfilled ON device(id) WHERE filled = 0;
CREATE TABLE doc (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  expires_on TEXT,
  confidential INTEGER NOT NULL DEFAULT 0,
  origin TEXT NOT NULL CHECK (origin IN ('case', 'form', 'draft')),
  record_id BLOB,
  file_n INTEGER NOT NULL,
  account_id BLOB NOT NULL REFERENCES account(id),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  removed_at INTEGER,
  removed_by BLOB,
  removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX doc_by_casefile ON doc(casefile_id, id);
CREATE INDEX doc_by_record ON doc(record_id) WHERE origin = 'draft';
CREATE INDEX doc_removed ON doc(removed_at) WHERE removed_at IS NOT NULL;
CREATE TABLE doc_file (
  id BLOB PRIMARY KEY,
  doc_id BLOB NOT NULL REFERENCES doc(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  number INTEGER NOT NULL,
  filename TEXT NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  hash BLOB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'refused')),
  account_id BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL,
  erased_at INTEGER
, large INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX doc_file_by_casefile ON doc_file(casefile_id);
CREATE UNIQUE INDEX doc_file_by_doc ON doc_file(doc_id, number);
CREATE INDEX doc_file_waiting ON doc_file(at) WHERE state = 'waiting';
CREATE TABLE draft (
  id BLOB PRIMARY KEY,
  account_id BLOB NOT NULL REFERENCES account(id),
  path TEXT NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_by_account ON draft(account_id, path);
CREATE TABLE "event" (
  id BLOB PRIMARY KEY,
  position INTEGER,
  kind TEXT NOT NULL,
  subject_id BLOB NOT NULL,
  casefile_id BLOB,
  person_id BLOB,
  about TEXT NOT NULL DEFAULT '',
  account_id BLOB,
  role TEXT NOT NULL DEFAULT '',
  confidential INTEGER NOT NULL DEFAULT 0,
  flags INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  claimed_at INTEGER NOT NULL,
  cmd_id BLOB,
  payload_hash BLOB NOT NULL,
  leaf_hash BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX event_by_account ON event(account_id, at, id);
CREATE INDEX event_by_at ON event(at, id);
CREATE INDEX event_by_kind ON event(kind, at, id);
CREATE INDEX event_by_person ON event(person_id, at, id) WHERE person_id IS NOT NULL;
CREATE INDEX event_looks ON event(casefile_id, at, id) WHERE casefile_id IS NOT NULL AND flags = 0;
CREATE UNIQUE INDEX event_position ON event(position) WHERE position IS NOT NULL;
CREATE INDEX event_timeline ON event(casefile_id, at, id) WHERE flags <> 0;
CREATE INDEX event_unsequenced ON event(id) WHERE position IS NULL;
CREATE TABLE "event_payload" (
  event_id BLOB PRIMARY KEY REFERENCES event(id),
  salt BLOB,
  body TEXT,
  erased_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE feed (
  id BLOB PRIMARY KEY,
  account_id BLOB NOT NULL REFERENCES account(id),
  token_hash BLOB NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER,
  used_n INTEGER NOT NULL DEFAULT 0,
  used_at INTEGER
) STRICT;
CREATE INDEX feed_by_account ON feed(account_id, created_at);
CREATE TABLE figure (
  kind TEXT NOT NULL,
  area_id BLOB NOT NULL,
  cell TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (kind, area_id, cell)
) STRICT;
CREATE TABLE figure_case (
  casefile_id BLOB PRIMARY KEY REFERENCES casefile(id),
  area_id BLOB NOT NULL,
  phase TEXT NOT NULL,
  risk TEXT NOT NULL
) STRICT;
CREATE TABLE figure_delta (
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  area_id BLOB NOT NULL,
  cell TEXT NOT NULL,
  n INTEGER NOT NULL
) STRICT;
CREATE TABLE form_media (
  digest TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  bytes BLOB NOT NULL,
  stored_at INTEGER NOT NULL
) STRICT;
CREATE TABLE form_record (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  person_id BLOB REFERENCES person(id),
  form TEXT NOT NULL,
  form_version TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted')),
  answers TEXT NOT NULL,
  seen TEXT NOT NULL DEFAULT '',
  account_id BLOB NOT NULL REFERENCES account(id),
  source_id BLOB,
  replaces_id BLOB,
  reason TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  submitted_at INTEGER,
  version INTEGER NOT NULL DEFAULT 0
, base_version INTEGER) STRICT;
CREATE INDEX form_record_by_casefile ON form_record(casefile_id, submitted_at);
CREATE INDEX form_record_by_replaced ON form_record(casefile_id, replaces_id);
CREATE UNIQUE INDEX form_record_draft ON form_record(casefile_id, form, account_id)
  WHERE state = 'draft';
CREATE INDEX form_record_waiting ON form_record(account_id, saved_at) WHERE state = 'draft';
CREATE TABLE form_version (
  programme TEXT NOT NULL,
  form TEXT NOT NULL,
  version TEXT NOT NULL,
  digest TEXT NOT NULL,
  definition TEXT NOT NULL,
  stored_at INTEGER NOT NULL,
  PRIMARY KEY (programme, form, version)
) STRICT;
CREATE TABLE household (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  area_id BLOB REFERENCES area(id),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE household_member (
  id BLOB PRIMARY KEY,
  household_id BLOB NOT NULL REFERENCES household(id),
  person_id BLOB NOT NULL REFERENCES person(id),
  role TEXT NOT NULL,
  since TEXT,
  until TEXT
) STRICT;
CREATE INDEX household_member_by_household ON household_member(household_id);
CREATE INDEX household_member_by_person ON household_member(person_id);
CREATE TABLE intake (
  id BLOB PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person(id),
  channel TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT '',
  source_contact TEXT NOT NULL DEFAULT '',
  received_at INTEGER NOT NULL,
  concerns TEXT NOT NULL DEFAULT '',
  urgency TEXT NOT NULL,
  narrative TEXT NOT NULL DEFAULT '',
  answers TEXT NOT NULL DEFAULT '',
  screened_at INTEGER,
  state TEXT NOT NULL,
  decision TEXT NOT NULL DEFAULT '',
  reason_code TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  referred_to TEXT NOT NULL DEFAULT '',
  decided_at INTEGER,
  decided_by BLOB REFERENCES account(id),
  casefile_id BLOB REFERENCES casefile(id),
  team_id BLOB REFERENCES team(id),
  created_by BLOB REFERENCES account(id),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
, programme TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX intake_by_casefile ON intake(casefile_id) WHERE casefile_id IS NOT NULL;
CREATE INDEX intake_by_person ON intake(person_id);
CREATE TABLE intake_scope (
  scope_id BLOB NOT NULL,
  intake_id BLOB NOT NULL REFERENCES intake(id),
  waiting INTEGER NOT NULL,
  PRIMARY KEY (scope_id, intake_id)
) STRICT;
CREATE INDEX intake_scope_by_intake ON intake_scope(intake_id);
CREATE INDEX intake_scope_by_state ON intake_scope(scope_id, waiting, intake_id);
CREATE TABLE involvement (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  account_id BLOB NOT NULL REFERENCES account(id),
  since INTEGER NOT NULL,
  until INTEGER,
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX involvement_by_account ON involvement(account_id);
CREATE INDEX involvement_by_casefile ON involvement(casefile_id);
CREATE TABLE location (
  id BLOB PRIMARY KEY,
  organization_id BLOB REFERENCES organization(id),
  kind TEXT NOT NULL DEFAULT 'physical' CHECK (kind IN ('physical', 'virtual', 'postal')),
  name TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  transport TEXT NOT NULL DEFAULT '',
  more TEXT NOT NULL DEFAULT '',
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX location_by_organization ON location(organization_id);
CREATE TABLE member (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  account_id BLOB REFERENCES account(id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  profession TEXT NOT NULL,
  organization TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',
  parts TEXT NOT NULL DEFAULT '',
  since TEXT NOT NULL,
  until TEXT,
  coordinator INTEGER NOT NULL DEFAULT 0 CHECK (coordinator IN (0, 1)),
  added_by BLOB NOT NULL REFERENCES account(id),
  added_at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by BLOB REFERENCES account(id),
  ended_why TEXT NOT NULL DEFAULT ''
, version INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE INDEX member_by_account ON member(account_id, casefile_id);
CREATE INDEX member_by_casefile ON member(casefile_id, added_at);
CREATE UNIQUE INDEX member_coordinator ON member(casefile_id) WHERE coalesce(ended_at, 0) = 0 AND coordinator = 1;
CREATE INDEX member_due ON member(until) WHERE coalesce(ended_at, 0) = 0;
CREATE UNIQUE INDEX member_named ON member(casefile_id, name_key) WHERE coalesce(ended_at, 0) = 0;
CREATE UNIQUE INDEX member_running ON member(account_id, casefile_id) WHERE coalesce(ended_at, 0) = 0;
CREATE TABLE note (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  kind TEXT NOT NULL,
  result TEXT NOT NULL DEFAULT '',
  occurred_on TEXT NOT NULL,
  body TEXT NOT NULL,
  confidential INTEGER NOT NULL DEFAULT 0,
  contact INTEGER NOT NULL DEFAULT 0,
  account_id BLOB NOT NULL REFERENCES account(id),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  voided_at INTEGER
) STRICT;
CREATE INDEX note_by_casefile ON note(casefile_id, occurred_on, id);
CREATE TABLE note_action (
  note_id BLOB NOT NULL REFERENCES note(id),
  action_id BLOB NOT NULL,
  PRIMARY KEY (note_id, action_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE note_correction (
  id BLOB PRIMARY KEY,
  note_id BLOB NOT NULL REFERENCES note(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  body TEXT NOT NULL,
  reason TEXT NOT NULL,
  number INTEGER NOT NULL,
  account_id BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX note_correction_by_note ON note_correction(note_id, number);
CREATE TABLE note_person (
  note_id BLOB NOT NULL REFERENCES note(id),
  person_id BLOB NOT NULL REFERENCES person(id),
  PRIMARY KEY (note_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_person_by_person ON note_person(person_id);
CREATE TABLE note_word (
  casefile_id BLOB PRIMARY KEY,
  words TEXT NOT NULL
) STRICT;
CREATE TABLE organization (
  id BLOB PRIMARY KEY,
  agency_id BLOB UNIQUE REFERENCES agency(id),
  name TEXT NOT NULL,
  name_sort TEXT NOT NULL,
  alternate_name TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  website TEXT NOT NULL DEFAULT '',
  more TEXT NOT NULL DEFAULT '',
  source_at INTEGER,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX organization_by_name ON organization(name_sort, id);
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY,
  cmd_id BLOB NOT NULL UNIQUE,
  path TEXT NOT NULL,
  body TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  result TEXT NOT NULL DEFAULT '',
  location TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL DEFAULT '',
  answered_at INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox(seq) WHERE result = '';
CREATE TABLE outbox_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  cursor TEXT NOT NULL,
  last_seq INTEGER NOT NULL DEFAULT 0,
  contact_at INTEGER
, owner TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE outbox_row (
  name TEXT NOT NULL,
  id BLOB NOT NULL,
  body TEXT NOT NULL,
  cmd_id BLOB,
  PRIMARY KEY (name, id)
) STRICT;
CREATE TABLE person (
  id BLOB PRIMARY KEY,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  other_names TEXT NOT NULL DEFAULT '',
  name_sort TEXT NOT NULL,
  sex TEXT NOT NULL,
  birth_date TEXT,
  birth_estimated INTEGER NOT NULL DEFAULT 0,
  died_on TEXT,
  languages TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  phone_digits TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  area_id BLOB REFERENCES area(id),
  contact_note TEXT NOT NULL DEFAULT '',
  merged_into BLOB REFERENCES person(id),
  created_by BLOB,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX person_by_birth ON person(birth_date) WHERE birth_date IS NOT NULL;
CREATE INDEX person_by_merge ON person(merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX person_by_phone ON person(phone_digits) WHERE phone_digits <> '';
CREATE TABLE person_contact (
  person_id BLOB PRIMARY KEY REFERENCES person(id),
  channels TEXT NOT NULL,
  days TEXT NOT NULL DEFAULT '',
  from_hour INTEGER NOT NULL DEFAULT 0,
  to_hour INTEGER NOT NULL DEFAULT 0,
  no_message INTEGER NOT NULL DEFAULT 0,
  neutral INTEGER NOT NULL DEFAULT 0,
  sender TEXT NOT NULL DEFAULT '',
  code_phrase TEXT NOT NULL DEFAULT '',
  hidden_from TEXT NOT NULL DEFAULT '',
  account_id BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE person_identifier (
  id BLOB PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person(id),
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  value_fold TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  voided_at INTEGER
) STRICT;
CREATE INDEX person_identifier_by_person ON person_identifier(person_id);
CREATE INDEX person_identifier_by_value ON person_identifier(value_fold, kind);
CREATE TABLE person_key (
  key TEXT NOT NULL,
  person_id BLOB NOT NULL REFERENCES person(id),
  PRIMARY KEY (key, person_id)
) STRICT;
CREATE INDEX person_key_by_person ON person_key(person_id, key);
CREATE TABLE person_merge (
  id BLOB PRIMARY KEY,
  kept_id BLOB NOT NULL REFERENCES person(id),
  merged_id BLOB NOT NULL REFERENCES person(id),
  moved TEXT NOT NULL,
  reason TEXT NOT NULL,
  account_id BLOB NOT NULL,
  at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE INDEX person_merge_by_kept ON person_merge(kept_id);
CREATE INDEX person_merge_by_merged ON person_merge(merged_id);
CREATE TABLE person_scope (
  scope_id BLOB NOT NULL,
  person_id BLOB NOT NULL REFERENCES person(id),
  PRIMARY KEY (scope_id, person_id)
) STRICT;
CREATE INDEX person_scope_by_person ON person_scope(person_id);
CREATE TABLE plan (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  version_no INTEGER NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('draft', 'waiting', 'approved', 'agreed', 'replaced')),
  aim TEXT NOT NULL DEFAULT '',
  sent_back TEXT NOT NULL DEFAULT '',
  agreed_on TEXT,
  agreed_how TEXT NOT NULL DEFAULT '',
  agreed_with TEXT NOT NULL DEFAULT '',
  witness TEXT NOT NULL DEFAULT '',
  account_id BLOB NOT NULL REFERENCES account(id),
  created_at INTEGER NOT NULL,
  state_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (casefile_id, version_no)
) STRICT;
CREATE UNIQUE INDEX plan_agreed ON plan(casefile_id) WHERE state = 'agreed';
CREATE UNIQUE INDEX plan_prepared ON plan(casefile_id)
  WHERE state IN ('draft', 'waiting', 'approved');
CREATE TABLE plan_action (
  id BLOB PRIMARY KEY,
  plan_id BLOB NOT NULL REFERENCES plan(id),
  goal_id BLOB NOT NULL REFERENCES plan_goal(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  origin_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  who TEXT NOT NULL,
  who_name TEXT NOT NULL DEFAULT '',
  account_id BLOB REFERENCES account(id),
  start_on TEXT,
  due TEXT,
  state TEXT NOT NULL,
  outcome TEXT NOT NULL DEFAULT '',
  ended_on TEXT,
  live INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
, later INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX plan_action_by_casefile ON plan_action(casefile_id, origin_id);
CREATE INDEX plan_action_by_goal ON plan_action(goal_id);
CREATE INDEX plan_action_by_plan ON plan_action(plan_id, created_at);
CREATE INDEX plan_action_due ON plan_action(casefile_id, due)
  WHERE live = 1 AND state IN ('planned', 'in_progress') AND who <> 'account';
CREATE INDEX plan_action_due_own ON plan_action(account_id, due)
  WHERE live = 1 AND state IN ('planned', 'in_progress') AND account_id IS NOT NULL;
CREATE TABLE plan_goal (
  id BLOB PRIMARY KEY,
  plan_id BLOB NOT NULL REFERENCES plan(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  origin_id BLOB NOT NULL,
  domain TEXT NOT NULL,
  wish TEXT NOT NULL,
  baseline TEXT NOT NULL DEFAULT '',
  target TEXT NOT NULL DEFAULT '',
  due TEXT,
  progress INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX plan_goal_by_casefile ON plan_goal(casefile_id, origin_id);
CREATE INDEX plan_goal_by_plan ON plan_goal(plan_id, created_at);
CREATE TABLE plan_progress (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  origin_id BLOB NOT NULL,
  percent INTEGER NOT NULL,
  state TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  account_id BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_progress_by_goal ON plan_progress(casefile_id, origin_id, at);
CREATE TABLE plan_signature (
  plan_id BLOB PRIMARY KEY REFERENCES plan(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  lang TEXT NOT NULL,
  body TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  signature TEXT NOT NULL DEFAULT '',
  account_id BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL
, file_id BLOB REFERENCES doc_file(id)) STRICT;
CREATE INDEX plan_signature_by_casefile ON plan_signature(casefile_id);
CREATE TABLE plan_words (
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  origin_id BLOB NOT NULL,
  lang TEXT NOT NULL,
  source TEXT NOT NULL,
  body TEXT NOT NULL,
  account_id BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL,
  PRIMARY KEY (casefile_id, origin_id, lang)
) STRICT;
CREATE TABLE print (
  id BLOB PRIMARY KEY,
  account_id BLOB NOT NULL REFERENCES account(id),
  casefile_id BLOB REFERENCES casefile(id),
  page TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'large')),
  html_id BLOB NOT NULL,
  pdf_id BLOB,
  pdf_size INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX print_by_at ON print(at);
CREATE INDEX print_waiting ON print(at) WHERE state = 'waiting';
CREATE TABLE "promise" (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  what TEXT NOT NULL,
  to_whom TEXT NOT NULL DEFAULT '',
  made_on TEXT NOT NULL,
  due TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('note', 'plan', 'talk')),
  origin_id BLOB,
  made_by BLOB NOT NULL REFERENCES account(id),
  account_id BLOB NOT NULL REFERENCES account(id),
  created_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'passed_on', 'broken', 'released')),
  ended_at INTEGER,
  ended_by BLOB REFERENCES account(id),
  outcome TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX promise_by_account ON promise(account_id, state, due);
CREATE INDEX promise_by_casefile ON promise(casefile_id, state, due);
CREATE TABLE proposal (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'told', 'upheld', 'dropped', 'appealed', 'overturned')),
  happened_on TEXT NOT NULL,
  facts TEXT NOT NULL,
  form_record_id BLOB,
  asked_words TEXT NOT NULL,
  children_n INTEGER NOT NULL,
  children_effect TEXT NOT NULL DEFAULT '',
  easements TEXT NOT NULL,
  easement_words TEXT NOT NULL DEFAULT '',
  help_instead TEXT NOT NULL,
  notice TEXT NOT NULL,
  proposed_by BLOB NOT NULL REFERENCES account(id),
  proposed_at INTEGER NOT NULL,
  told_on TEXT,
  told_how TEXT NOT NULL DEFAULT '',
  respond_by TEXT,
  answered_on TEXT,
  answer TEXT NOT NULL DEFAULT '',
  decided_by BLOB REFERENCES account(id),
  decided_at INTEGER,
  decided_words TEXT NOT NULL DEFAULT '',
  decision_id BLOB REFERENCES decision(id),
  appeal_until TEXT,
  appealed_on TEXT,
  appeal_words TEXT NOT NULL DEFAULT '',
  appeal_decided_by BLOB REFERENCES account(id),
  appeal_decided_at INTEGER,
  appeal_decided_words TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX proposal_by_casefile ON proposal(casefile_id, proposed_at);
CREATE UNIQUE INDEX proposal_open ON proposal(casefile_id, kind) WHERE state IN ('proposed', 'told', 'appealed');
CREATE TABLE referral (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'requested', 'accepted', 'rejected', 'in_progress',
    'on_hold', 'completed', 'failed', 'cancelled', 'entered_in_error')),
  is_open INTEGER NOT NULL DEFAULT 0,
  to_kind TEXT NOT NULL CHECK (to_kind IN ('team', 'agency', 'service')),
  to_team_id BLOB REFERENCES team(id),
  to_agency_id BLOB REFERENCES agency(id),
  service_id BLOB REFERENCES service(id),
  organization_id BLOB REFERENCES organization(id),
  sector TEXT NOT NULL DEFAULT '',
  to_name TEXT NOT NULL,
  channel TEXT NOT NULL,
  urgency TEXT NOT NULL,
  consent_id BLOB,
  acknowledged_due TEXT NOT NULL,
  feedback_due TEXT NOT NULL,
  due TEXT,
  chased INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL DEFAULT '',
  attended TEXT NOT NULL DEFAULT '',
  attended_on TEXT,
  waiting_until TEXT,
  stopped_at INTEGER,
  created_by BLOB NOT NULL REFERENCES account(id),
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX referral_by_casefile ON referral(casefile_id, created_at);
CREATE INDEX referral_by_service ON referral(service_id);
CREATE INDEX referral_late ON referral(due) WHERE is_open = 1 AND chased = 0;
CREATE INDEX referral_open ON referral(casefile_id, due) WHERE is_open = 1;
CREATE INDEX referral_received ON referral(to_agency_id, is_open, due, id)
  WHERE to_agency_id IS NOT NULL AND sent_at IS NOT NULL;
CREATE TABLE referral_answer (
  id BLOB PRIMARY KEY,
  referral_id BLOB NOT NULL REFERENCES referral(id),
  act TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('sender', 'receiver', 'program')),
  account_id BLOB REFERENCES account(id),
  reason TEXT NOT NULL DEFAULT '',
  words TEXT NOT NULL DEFAULT '',
  on_day TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX referral_answer_by_referral ON referral_answer(referral_id, at, id);
CREATE TABLE referral_item (
  referral_id BLOB NOT NULL REFERENCES referral(id),
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  form TEXT NOT NULL DEFAULT '',
  form_version TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  PRIMARY KEY (referral_id, n)
) STRICT;
CREATE TABLE referral_link (
  id BLOB PRIMARY KEY,
  referral_id BLOB NOT NULL REFERENCES referral(id),
  token_hash BLOB NOT NULL UNIQUE,
  created_by BLOB NOT NULL REFERENCES account(id),
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  revoked_at INTEGER,
  revoked_by BLOB REFERENCES account(id),
  opened_n INTEGER NOT NULL DEFAULT 0,
  opened_at INTEGER
) STRICT;
CREATE INDEX referral_link_by_referral ON referral_link(referral_id, created_at);
CREATE TABLE relationship (
  id BLOB PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person(id),
  other_id BLOB NOT NULL REFERENCES person(id),
  kind TEXT NOT NULL,
  since TEXT,
  until TEXT,
  created_at INTEGER NOT NULL,
  voided_at INTEGER
, tie TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX relationship_by_other ON relationship(other_id);
CREATE INDEX relationship_by_person ON relationship(person_id);
CREATE TABLE review (
  id BLOB PRIMARY KEY REFERENCES form_record(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  form TEXT NOT NULL CHECK (form IN ('review', 'evaluation')),
  held_on TEXT NOT NULL,
  next_on TEXT,
  kind TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL DEFAULT '',
  decision TEXT NOT NULL DEFAULT '',
  account_id BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL,
  replaced_by BLOB REFERENCES review(id)
) STRICT;
CREATE INDEX review_by_casefile ON review(casefile_id, held_on);
CREATE TABLE schema_migration (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT;
CREATE TABLE seat (
  id BLOB PRIMARY KEY,
  account_id BLOB NOT NULL REFERENCES account(id),
  role TEXT NOT NULL,
  scope_kind TEXT NOT NULL,
  scope_id BLOB NOT NULL,
  team_id BLOB REFERENCES team(id),
  agency_id BLOB REFERENCES agency(id),
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX seat_by_account ON seat(account_id);
CREATE INDEX seat_by_team ON seat(team_id);
CREATE TABLE service (
  id BLOB PRIMARY KEY,
  organization_id BLOB REFERENCES organization(id),
  name TEXT NOT NULL,
  name_sort TEXT NOT NULL,
  alternate_name TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'active'
    CHECK (state IN ('active', 'inactive', 'defunct', 'temporarily closed')),
  needs TEXT NOT NULL DEFAULT '',
  languages TEXT NOT NULL DEFAULT '',
  eligibility TEXT NOT NULL DEFAULT '',
  minimum_age INTEGER,
  maximum_age INTEGER,
  application TEXT NOT NULL DEFAULT '',
  fees TEXT NOT NULL DEFAULT '',
  schedule TEXT NOT NULL DEFAULT '',
  area_text TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  alert TEXT NOT NULL DEFAULT '',
  assured_on TEXT,
  capacity_free INTEGER,
  capacity_total INTEGER,
  wait_days INTEGER,
  capacity_at INTEGER,
  more TEXT NOT NULL DEFAULT '',
  source_at INTEGER,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
, is_public INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX service_by_name ON service(name_sort, id);
CREATE INDEX service_by_organization ON service(organization_id, name_sort);
CREATE INDEX service_public ON service(id) WHERE is_public = 1;
CREATE TABLE service_area (
  service_id BLOB NOT NULL REFERENCES service(id),
  area_id BLOB NOT NULL REFERENCES area(id),
  PRIMARY KEY (service_id, area_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_at_location (
  id BLOB PRIMARY KEY,
  service_id BLOB NOT NULL REFERENCES service(id),
  location_id BLOB NOT NULL REFERENCES location(id),
  description TEXT NOT NULL DEFAULT '',
  more TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX service_at_location_by_location ON service_at_location(location_id);
CREATE INDEX service_at_location_by_service ON service_at_location(service_id);
CREATE TABLE service_key (
  key TEXT NOT NULL,
  rank TEXT NOT NULL,
  service_id BLOB NOT NULL REFERENCES service(id),
  PRIMARY KEY (key, rank, service_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_key_by_service ON service_key(service_id, key);
CREATE TABLE service_record (
  kind TEXT NOT NULL,
  id BLOB NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
  id BLOB PRIMARY KEY,
  token_hash BLOB NOT NULL UNIQUE,
  account_id BLOB NOT NULL REFERENCES account(id),
  seat_id BLOB NOT NULL REFERENCES seat(id),
  device TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX session_by_account ON session(account_id, seen_at);
CREATE TABLE sign_in_throttle (
  key BLOB PRIMARY KEY,
  failures INTEGER NOT NULL,
  until_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sync_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  position INTEGER NOT NULL
) STRICT;
CREATE TABLE sync_receipt (
  device_id BLOB NOT NULL REFERENCES device(id),
  cmd_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('applied', 'applied_merged', 'needs_review', 'rejected')),
  location TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL DEFAULT '',
  claimed_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (device_id, cmd_id),
  UNIQUE (device_id, seq)
) STRICT;
CREATE TABLE sync_review (
  id BLOB PRIMARY KEY,
  device_id BLOB NOT NULL REFERENCES device(id),
  account_id BLOB NOT NULL REFERENCES account(id),
  team_id BLOB,
  casefile_id BLOB,
  reason TEXT NOT NULL CHECK (reason IN ('changed', 'access', 'error')),
  path TEXT NOT NULL,
  body TEXT NOT NULL,
  stored TEXT NOT NULL DEFAULT '',
  stored_version INTEGER NOT NULL DEFAULT 0,
  claimed_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'taken', 'dropped')),
  decided_by BLOB REFERENCES account(id),
  decided_at INTEGER,
  words TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX sync_review_by_casefile ON sync_review(casefile_id, at) WHERE state = 'waiting';
CREATE INDEX sync_review_own ON sync_review(account_id, at) WHERE state = 'waiting';
CREATE INDEX sync_review_team ON sync_review(team_id, at) WHERE state = 'waiting';
CREATE TABLE sync_scope (
  device_id BLOB NOT NULL REFERENCES device(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  position INTEGER NOT NULL,
  held INTEGER NOT NULL CHECK (held IN (0, 1)),
  since INTEGER NOT NULL,
  left_at INTEGER,
  PRIMARY KEY (device_id, casefile_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_scope_by_casefile ON sync_scope(casefile_id, device_id);
CREATE INDEX sync_scope_feed ON sync_scope(device_id, position, casefile_id);
CREATE TABLE task (
  id BLOB PRIMARY KEY,
  casefile_id BLOB REFERENCES casefile(id),
  title TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  due TEXT,
  high INTEGER NOT NULL DEFAULT 0,
  account_id BLOB NOT NULL REFERENCES account(id),
  created_by BLOB NOT NULL REFERENCES account(id),
  created_at INTEGER NOT NULL,
  origin TEXT NOT NULL,
  origin_id BLOB,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
  ended_at INTEGER,
  ended_by BLOB REFERENCES account(id),
  outcome TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1
, repeat_n INTEGER NOT NULL DEFAULT 0, repeat_unit TEXT NOT NULL DEFAULT '', repeat_from TEXT) STRICT;
CREATE INDEX task_by_account ON task(account_id, state, due, casefile_id);
CREATE INDEX task_by_casefile ON task(casefile_id, state, due) WHERE casefile_id IS NOT NULL;
CREATE INDEX task_ended ON task(account_id, ended_at) WHERE ended_at IS NOT NULL;
CREATE TABLE team (
  id BLOB PRIMARY KEY,
  agency_id BLOB NOT NULL REFERENCES agency(id),
  area_id BLOB REFERENCES area(id),
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE transfer (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  from_worker_id BLOB REFERENCES account(id),
  to_team_id BLOB NOT NULL REFERENCES team(id),
  to_agency_id BLOB NOT NULL REFERENCES agency(id),
  to_account_id BLOB REFERENCES account(id),
  reason TEXT NOT NULL,
  words TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'refused', 'withdrawn')),
  asked_by BLOB NOT NULL REFERENCES account(id),
  asked_at INTEGER NOT NULL,
  answered_by BLOB REFERENCES account(id),
  answered_at INTEGER,
  answer TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX transfer_asked ON transfer(casefile_id) WHERE state = 'asked';
CREATE INDEX transfer_by_asker ON transfer(asked_by, state);
CREATE INDEX transfer_by_casefile ON transfer(casefile_id, asked_at);
CREATE INDEX transfer_to_account ON transfer(to_account_id, state) WHERE to_account_id IS NOT NULL;
CREATE INDEX transfer_to_agency ON transfer(to_agency_id, state);
CREATE INDEX transfer_to_team ON transfer(to_team_id, state);
CREATE TABLE transfer_item (
  id BLOB PRIMARY KEY,
  transfer_id BLOB NOT NULL REFERENCES transfer(id),
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  place INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('risk', 'promise', 'step', 'deadline', 'action', 'task')),
  what TEXT NOT NULL,
  who TEXT NOT NULL DEFAULT '',
  due TEXT,
  taken INTEGER,
  remark TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX transfer_item_by_casefile ON transfer_item(casefile_id);
CREATE INDEX transfer_item_by_transfer ON transfer_item(transfer_id, place);
CREATE TABLE unmet_need (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  need TEXT NOT NULL,
  reason TEXT NOT NULL,
  area_id BLOB REFERENCES area(id),
  remark TEXT NOT NULL DEFAULT '',
  account_id BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by BLOB REFERENCES account(id),
  ended_how TEXT NOT NULL DEFAULT '' CHECK (ended_how IN ('', 'met', 'passed', 'error'))
) STRICT;
CREATE INDEX unmet_need_by_at ON unmet_need(at);
CREATE INDEX unmet_need_by_casefile ON unmet_need(casefile_id, at);
CREATE UNIQUE INDEX unmet_need_open ON unmet_need(casefile_id, need) WHERE ended_at IS NULL;
CREATE TABLE visit (
  id BLOB PRIMARY KEY,
  casefile_id BLOB NOT NULL REFERENCES casefile(id),
  account_id BLOB NOT NULL REFERENCES account(id),
  place TEXT NOT NULL DEFAULT '',
  started_at INTEGER NOT NULL,
  expected_at INTEGER NOT NULL,
  told INTEGER NOT NULL DEFAULT 0,
  look_at INTEGER,
  ended_at INTEGER,
  ended_by BLOB REFERENCES account(id),
  words TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX visit_by_account ON visit(account_id, started_at);
CREATE INDEX visit_by_casefile ON visit(casefile_id, started_at);
CREATE INDEX visit_look ON visit(look_at) WHERE look_at IS NOT NULL;
CREATE UNIQUE INDEX visit_running ON visit(account_id) WHERE ended_at IS NULL;
CREATE VIEW casefile_visible AS SELECT scope_id, casefile_id, access FROM casefile_scope;
CREATE VIEW intake_visible AS SELECT scope_id, intake_id, waiting FROM intake_scope;
CREATE VIEW person_visible AS SELECT scope_id, person_id FROM person_scope;
