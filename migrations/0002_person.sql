-- People, their names as search keys, identifiers, households, relationships, merges.
-- Why: person, household and case are different things; one person may appear in many of each.
-- Duration: instant. Offline clients: first version.

CREATE TABLE person ( -- grows
  id {id} PRIMARY KEY,
  given_name {text} NOT NULL,
  family_name {text} NOT NULL,
  other_names {text} NOT NULL DEFAULT '',
  name_sort {text} NOT NULL,
  sex {text} NOT NULL,
  birth_date {date},
  birth_estimated {bool} NOT NULL DEFAULT 0,
  died_on {date},
  languages {text} NOT NULL DEFAULT '',
  phone {text} NOT NULL DEFAULT '',
  phone_digits {text} NOT NULL DEFAULT '',
  email {text} NOT NULL DEFAULT '',
  address {text} NOT NULL DEFAULT '',
  area_id {id} REFERENCES area(id),
  contact_note {text} NOT NULL DEFAULT '',
  merged_into {id} REFERENCES person(id),
  created_by {id},
  created_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};
CREATE INDEX person_by_phone ON person(phone_digits) WHERE phone_digits <> '';
CREATE INDEX person_by_birth ON person(birth_date) WHERE birth_date IS NOT NULL;
CREATE INDEX person_by_merge ON person(merged_into) WHERE merged_into IS NOT NULL;

-- One row a folded word of a name ('w:amal') and a phonetic key ('p:AML'): found by key or prefix.
CREATE TABLE person_key ( -- grows
  key {text} NOT NULL,
  person_id {id} NOT NULL REFERENCES person(id),
  PRIMARY KEY (key, person_id)
) {strict};
CREATE INDEX person_key_by_person ON person_key(person_id);

-- Who may see a person: the same units as for cases (see casefile_scope).
CREATE TABLE person_scope ( -- grows
  scope_id {id} NOT NULL,
  person_id {id} NOT NULL REFERENCES person(id),
  PRIMARY KEY (scope_id, person_id)
) {strict};
CREATE INDEX person_scope_by_person ON person_scope(person_id);

CREATE VIEW person_visible AS SELECT scope_id, person_id FROM person_scope;

CREATE TABLE person_identifier ( -- grows
  id {id} PRIMARY KEY,
  person_id {id} NOT NULL REFERENCES person(id),
  kind {text} NOT NULL,
  value {text} NOT NULL,
  value_fold {text} NOT NULL,
  created_at {instant} NOT NULL,
  voided_at {instant}
) {strict};
CREATE INDEX person_identifier_by_person ON person_identifier(person_id);
CREATE INDEX person_identifier_by_value ON person_identifier(value_fold, kind);

CREATE TABLE household ( -- grows
  id {id} PRIMARY KEY,
  name {text} NOT NULL,
  address {text} NOT NULL DEFAULT '',
  area_id {id} REFERENCES area(id),
  created_at {instant} NOT NULL,
  version {int} NOT NULL DEFAULT 1
) {strict};

CREATE TABLE household_member ( -- grows
  id {id} PRIMARY KEY,
  household_id {id} NOT NULL REFERENCES household(id),
  person_id {id} NOT NULL REFERENCES person(id),
  role {text} NOT NULL,
  since {date},
  until {date}
) {strict};
CREATE INDEX household_member_by_household ON household_member(household_id);
CREATE INDEX household_member_by_person ON household_member(person_id);

-- person is the KIND of other: ('mother', person=Amal, other=Karim) reads "Amal is Karim's mother".
CREATE TABLE relationship ( -- grows
  id {id} PRIMARY KEY,
  person_id {id} NOT NULL REFERENCES person(id),
  other_id {id} NOT NULL REFERENCES person(id),
  kind {text} NOT NULL,
  since {date},
  until {date},
  created_at {instant} NOT NULL,
  voided_at {instant}
) {strict};
CREATE INDEX relationship_by_person ON relationship(person_id);
CREATE INDEX relationship_by_other ON relationship(other_id);

-- A merge remembers which rows it moved, so that it can be undone.
CREATE TABLE person_merge ( -- grows
  id {id} PRIMARY KEY,
  kept_id {id} NOT NULL REFERENCES person(id),
  merged_id {id} NOT NULL REFERENCES person(id),
  moved {text} NOT NULL,
  reason {text} NOT NULL,
  account_id {id} NOT NULL,
  at {instant} NOT NULL,
  undone_at {instant}
) {strict};
CREATE INDEX person_merge_by_kept ON person_merge(kept_id);
CREATE INDEX person_merge_by_merged ON person_merge(merged_id);
