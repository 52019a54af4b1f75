-- The service directory: organisations, their services and where these are given; needs that no
-- service met; and what other systems said about benefits of a family.
-- Why: a case moves when somebody knows who helps with what, for whom, where, and whether there is
--   a place; and a gap that is written down can be closed.
-- Duration: instant. Offline clients: can still sync.

-- Shaped like HSDS 3 (Open Referral). An id that came with a file is the id here: exporting gives it
-- back. What HSDS says beyond our columns is kept as it came in `more` (a JSON object), so that
-- nothing is lost between import and export; source_at is the last_modified of the file.
--
-- An organisation is not an agency. An agency (0001) is a unit of ours: accounts have seats in it.
-- An organisation is whoever gives services, mostly without an account. agency_id says that the two
-- are one: its people sign in here, and a referral reaches them in their own inbox.
CREATE TABLE organization (
  id {id} PRIMARY KEY,
  agency_id {id} UNIQUE REFERENCES agency(id),
  name {text} NOT NULL,
  name_sort {text} NOT NULL,
  alternate_name {text} NOT NULL DEFAULT '',
  description {text} NOT NULL DEFAULT '',
  email {text} NOT NULL DEFAULT '',
  phone {text} NOT NULL DEFAULT '',
  website {text} NOT NULL DEFAULT '',
  more {text} NOT NULL DEFAULT '',
  source_at {instant},
  changed_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE INDEX organization_by_name ON organization(name_sort, id);

CREATE TABLE location (
  id {id} PRIMARY KEY,
  organization_id {id} REFERENCES organization(id),
  kind {text} NOT NULL DEFAULT 'physical' CHECK (kind IN ('physical', 'virtual', 'postal')),
  name {text} NOT NULL DEFAULT '',
  address {text} NOT NULL DEFAULT '',
  transport {text} NOT NULL DEFAULT '',
  more {text} NOT NULL DEFAULT '',
  changed_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE INDEX location_by_organization ON location(organization_id);

-- needs: codes of the list "need"; languages: codes of the list "language"; both space-separated.
-- Ages in whole years; not stated: everybody. capacity_free: places now, not stated: not known.
CREATE TABLE service (
  id {id} PRIMARY KEY,
  organization_id {id} REFERENCES organization(id),
  name {text} NOT NULL,
  name_sort {text} NOT NULL,
  alternate_name {text} NOT NULL DEFAULT '',
  description {text} NOT NULL DEFAULT '',
  state {text} NOT NULL DEFAULT 'active'
    CHECK (state IN ('active', 'inactive', 'defunct', 'temporarily closed')),
  needs {text} NOT NULL DEFAULT '',
  languages {text} NOT NULL DEFAULT '',
  eligibility {text} NOT NULL DEFAULT '',
  minimum_age {int},
  maximum_age {int},
  application {text} NOT NULL DEFAULT '',
  fees {text} NOT NULL DEFAULT '',
  schedule {text} NOT NULL DEFAULT '',
  area_text {text} NOT NULL DEFAULT '',
  email {text} NOT NULL DEFAULT '',
  phone {text} NOT NULL DEFAULT '',
  url {text} NOT NULL DEFAULT '',
  alert {text} NOT NULL DEFAULT '',
  assured_on {date},
  capacity_free {int},
  capacity_total {int},
  wait_days {int},
  capacity_at {instant},
  more {text} NOT NULL DEFAULT '',
  source_at {instant},
  changed_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE INDEX service_by_organization ON service(organization_id, name_sort);
CREATE INDEX service_by_name ON service(name_sort, id);

CREATE TABLE service_at_location (
  id {id} PRIMARY KEY,
  service_id {id} NOT NULL REFERENCES service(id),
  location_id {id} NOT NULL REFERENCES location(id),
  description {text} NOT NULL DEFAULT '',
  more {text} NOT NULL DEFAULT ''
) {strict};
CREATE INDEX service_at_location_by_service ON service_at_location(service_id);
CREATE INDEX service_at_location_by_location ON service_at_location(location_id);

-- Areas of ours that a service serves, with all areas in them. None: it serves everybody.
CREATE TABLE service_area (
  service_id {id} NOT NULL REFERENCES service(id),
  area_id {id} NOT NULL REFERENCES area(id),
  PRIMARY KEY (service_id, area_id)
) {strict_norowid};

-- What a service is found by, in the order it is shown in: 'n:housing' (need), 'l:ar' (language),
-- 'a:<area>' (area, 'a:' everywhere), 'w:food' (word), and '' which every service has. rank sorts
-- places free before waiting lists, then by name. Only services that can be asked have keys.
CREATE TABLE service_key (
  key {text} NOT NULL,
  rank {text} NOT NULL,
  service_id {id} NOT NULL REFERENCES service(id),
  PRIMARY KEY (key, rank, service_id)
) {strict_norowid};
CREATE INDEX service_key_by_service ON service_key(service_id, key);

-- Records of HSDS that no table above has (programmes, taxonomies and their terms), and rows of
-- tables whose record did not come with them. kind is the name of the HSDS table.
CREATE TABLE service_record (
  kind {text} NOT NULL,
  id {id} NOT NULL,
  body {text} NOT NULL,
  PRIMARY KEY (kind, id)
) {strict_norowid};

-- A need of a family for which there was nothing, or no place. One that is open for each need.
CREATE TABLE unmet_need ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  need {text} NOT NULL,
  reason {text} NOT NULL,
  area_id {id} REFERENCES area(id),
  remark {text} NOT NULL DEFAULT '',
  account_id {id} NOT NULL REFERENCES account(id),
  at {instant} NOT NULL,
  ended_at {instant},
  ended_by {id} REFERENCES account(id),
  ended_how {text} NOT NULL DEFAULT '' CHECK (ended_how IN ('', 'met', 'passed', 'error'))
) {strict};
CREATE UNIQUE INDEX unmet_need_open ON unmet_need(casefile_id, need) WHERE ended_at IS NULL;
CREATE INDEX unmet_need_by_casefile ON unmet_need(casefile_id, at);
CREATE INDEX unmet_need_by_at ON unmet_need(at);

-- What another system said about a benefit, a payment or a condition on a day. It is theirs: never
-- changed here, only marked as entered in error. reference is their number for it.
CREATE TABLE benefit ( -- grows
  id {id} PRIMARY KEY,
  casefile_id {id} NOT NULL REFERENCES casefile(id),
  kind {text} NOT NULL,
  name {text} NOT NULL,
  state {text} NOT NULL,
  amount {text} NOT NULL DEFAULT '',
  due {date},
  detail {text} NOT NULL DEFAULT '',
  source {text} NOT NULL,
  reference {text} NOT NULL DEFAULT '',
  stated_on {date} NOT NULL,
  imported {bool} NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)),
  account_id {id} REFERENCES account(id),
  at {instant} NOT NULL,
  voided_at {instant},
  void_reason {text} NOT NULL DEFAULT ''
) {strict};
CREATE INDEX benefit_by_casefile ON benefit(casefile_id, stated_on);
CREATE UNIQUE INDEX benefit_once ON benefit(casefile_id, source, reference, kind, name, stated_on)
  WHERE voided_at IS NULL;
