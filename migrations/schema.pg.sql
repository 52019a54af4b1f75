-- Made by tools/schema-dump from the migrations. Change those, not this.

CREATE TABLE access_read (
    id uuid NOT NULL,
    noun text NOT NULL COLLATE pg_catalog."C",
    subject_id uuid NOT NULL,
    casefile_id uuid,
    person_id uuid,
    account_id uuid NOT NULL,
    role text NOT NULL COLLATE pg_catalog."C",
    route text NOT NULL COLLATE pg_catalog."C",
    at bigint NOT NULL
);

CREATE TABLE account (
    id uuid NOT NULL,
    login text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    phone text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    password text NOT NULL COLLATE pg_catalog."C",
    language text DEFAULT 'en'::text NOT NULL COLLATE pg_catalog."C",
    theme text DEFAULT 'auto'::text NOT NULL COLLATE pg_catalog."C",
    density text DEFAULT 'normal'::text NOT NULL COLLATE pg_catalog."C",
    text_size text DEFAULT 'normal'::text NOT NULL COLLATE pg_catalog."C",
    must_change_password bigint DEFAULT 0 NOT NULL,
    disabled_at bigint,
    created_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    form_pages text DEFAULT 'section'::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT account_form_pages_check CHECK ((form_pages = ANY (ARRAY['section'::text, 'question'::text])))
);

CREATE TABLE account_change (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    asked_by uuid NOT NULL,
    asked_at bigint NOT NULL,
    phrase bigint DEFAULT 0 NOT NULL,
    password text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    half text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    role text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    unit_id uuid,
    decided_by uuid,
    decided_at bigint,
    outcome text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT account_change_outcome_check CHECK ((outcome = ANY (ARRAY[''::text, 'confirmed'::text, 'refused'::text]))),
    CONSTRAINT account_change_phrase_check CHECK ((phrase = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);

CREATE TABLE agency (
    id uuid NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL
);

CREATE TABLE approval (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    subject_id uuid NOT NULL,
    team_id uuid NOT NULL,
    asked_by uuid NOT NULL,
    asked_at bigint NOT NULL,
    asked_reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    decided_by uuid,
    decided_at bigint,
    decided_reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    detail text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE area (
    id uuid NOT NULL,
    parent_id uuid,
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    version bigint DEFAULT 1 NOT NULL
);

CREATE TABLE casefile (
    id uuid NOT NULL,
    number text NOT NULL COLLATE pg_catalog."C",
    person_id uuid NOT NULL,
    household_id uuid,
    pack text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    phase bigint NOT NULL,
    phase_since bigint NOT NULL,
    risk text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    safety text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    safety_note text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    worker_id uuid,
    team_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    area_id uuid,
    summary text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    client_name text NOT NULL COLLATE pg_catalog."C",
    client_sort text NOT NULL COLLATE pg_catalog."C",
    next_what text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    next_link text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    next_due text COLLATE pg_catalog."C",
    last_contact_on text COLLATE pg_catalog."C",
    opened_on text NOT NULL COLLATE pg_catalog."C",
    opened_at bigint NOT NULL,
    closed_on text COLLATE pg_catalog."C",
    version bigint DEFAULT 1 NOT NULL
);

CREATE TABLE casefile_number (
    prefix text NOT NULL COLLATE pg_catalog."C",
    last bigint NOT NULL
);

CREATE TABLE casefile_person (
    casefile_id uuid NOT NULL,
    person_id uuid NOT NULL,
    role text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE casefile_phase (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    phase bigint NOT NULL,
    entered_at bigint NOT NULL,
    left_at bigint,
    account_id uuid,
    override_reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE casefile_rules (
    id bigint NOT NULL,
    mark text NOT NULL COLLATE pg_catalog."C",
    after_id uuid,
    done bigint NOT NULL,
    CONSTRAINT casefile_rules_done_check CHECK ((done = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT casefile_rules_id_check CHECK ((id = 1))
);

CREATE TABLE casefile_scope (
    scope_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    access bigint NOT NULL,
    granted bigint DEFAULT 0 NOT NULL
);

CREATE TABLE casefile_share (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    scope_id uuid NOT NULL,
    reason text NOT NULL COLLATE pg_catalog."C",
    until text NOT NULL COLLATE pg_catalog."C",
    account_id uuid NOT NULL,
    at bigint NOT NULL,
    ended_at bigint,
    ended_by uuid
);

CREATE TABLE casefile_step (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    phase bigint NOT NULL,
    step text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    due text COLLATE pg_catalog."C",
    done_at bigint,
    done_by uuid,
    reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);

CREATE VIEW casefile_visible AS
 SELECT casefile_scope.scope_id,
    casefile_scope.casefile_id,
    casefile_scope.access
   FROM casefile_scope;

CREATE TABLE checkpoint (
    size bigint NOT NULL,
    root bytea NOT NULL,
    frontier bytea NOT NULL,
    signature bytea NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE closure (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    words text NOT NULL COLLATE pg_catalog."C",
    risk text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    told text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    missing_why text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    asked_by uuid NOT NULL,
    asked_at bigint NOT NULL,
    decided_by uuid,
    decided_at bigint,
    decided_words text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    reopened_by uuid,
    reopened_at bigint,
    reopened_reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    reopened_words text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT closure_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'closed'::text, 'refused'::text, 'withdrawn'::text])))
);

CREATE TABLE command (
    id uuid NOT NULL,
    account_id uuid,
    route text NOT NULL COLLATE pg_catalog."C",
    body_hash bytea NOT NULL,
    status bigint NOT NULL,
    location text NOT NULL COLLATE pg_catalog."C",
    at bigint NOT NULL
);

CREATE TABLE deadline (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    clock text NOT NULL COLLATE pg_catalog."C",
    pack text NOT NULL COLLATE pg_catalog."C",
    pack_version text NOT NULL COLLATE pg_catalog."C",
    unit text NOT NULL COLLATE pg_catalog."C",
    amount bigint NOT NULL,
    risk text NOT NULL COLLATE pg_catalog."C",
    began_by text NOT NULL COLLATE pg_catalog."C",
    began_about text NOT NULL COLLATE pg_catalog."C",
    began_at bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    due_at bigint,
    due_on text COLLATE pg_catalog."C",
    free_days bigint DEFAULT 0 NOT NULL,
    paused_days bigint DEFAULT 0 NOT NULL,
    over_by text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    over_about text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    over_at bigint,
    told bigint DEFAULT 0 NOT NULL,
    look_at bigint,
    CONSTRAINT deadline_state_check CHECK ((state = ANY (ARRAY['open'::text, 'paused'::text, 'met'::text, 'ended'::text])))
);

CREATE TABLE deadline_pause (
    id uuid NOT NULL,
    deadline_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    reason text NOT NULL COLLATE pg_catalog."C",
    began_at bigint NOT NULL,
    began_by uuid NOT NULL,
    over_at bigint,
    over_by uuid
);

CREATE TABLE draft (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    at bigint NOT NULL
);

CREATE TABLE event (
    id uuid NOT NULL,
    "position" bigint,
    kind text NOT NULL COLLATE pg_catalog."C",
    subject_id uuid NOT NULL,
    casefile_id uuid,
    person_id uuid,
    about text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    account_id uuid,
    role text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    confidential bigint DEFAULT 0 NOT NULL,
    flags bigint DEFAULT 0 NOT NULL,
    at bigint NOT NULL,
    claimed_at bigint NOT NULL,
    cmd_id uuid,
    payload_hash bytea NOT NULL,
    leaf_hash bytea
);

CREATE TABLE event_payload (
    event_id uuid NOT NULL,
    salt bytea,
    body text COLLATE pg_catalog."C",
    erased_at bigint
);

CREATE TABLE figure (
    kind text NOT NULL COLLATE pg_catalog."C",
    area_id uuid NOT NULL,
    cell text NOT NULL COLLATE pg_catalog."C",
    n bigint NOT NULL
);

CREATE TABLE figure_case (
    casefile_id uuid NOT NULL,
    area_id uuid NOT NULL,
    phase text NOT NULL COLLATE pg_catalog."C",
    risk text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE figure_delta (
    id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    area_id uuid NOT NULL,
    cell text NOT NULL COLLATE pg_catalog."C",
    n bigint NOT NULL
);

CREATE TABLE form_media (
    digest text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    bytes bytea NOT NULL,
    stored_at bigint NOT NULL
);

CREATE TABLE form_record (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    person_id uuid,
    form text NOT NULL COLLATE pg_catalog."C",
    form_version text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    answers text NOT NULL COLLATE pg_catalog."C",
    seen text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    account_id uuid NOT NULL,
    source_id uuid,
    replaces_id uuid,
    reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    saved_at bigint NOT NULL,
    submitted_at bigint,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT form_record_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text])))
);

CREATE TABLE form_version (
    programme text NOT NULL COLLATE pg_catalog."C",
    form text NOT NULL COLLATE pg_catalog."C",
    version text NOT NULL COLLATE pg_catalog."C",
    digest text NOT NULL COLLATE pg_catalog."C",
    definition text NOT NULL COLLATE pg_catalog."C",
    stored_at bigint NOT NULL
);

CREATE TABLE household (
    id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    address text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    area_id uuid,
    created_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL
);

CREATE TABLE household_member (
    id uuid NOT NULL,
    household_id uuid NOT NULL,
    person_id uuid NOT NULL,
    role text NOT NULL COLLATE pg_catalog."C",
    since text COLLATE pg_catalog."C",
    until text COLLATE pg_catalog."C"
);

CREATE TABLE intake (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    channel text NOT NULL COLLATE pg_catalog."C",
    source text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    source_contact text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    received_at bigint NOT NULL,
    concerns text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    urgency text NOT NULL COLLATE pg_catalog."C",
    narrative text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    answers text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    screened_at bigint,
    state text NOT NULL COLLATE pg_catalog."C",
    decision text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    reason_code text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    referred_to text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    decided_at bigint,
    decided_by uuid,
    casefile_id uuid,
    team_id uuid,
    created_by uuid,
    created_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    programme text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE intake_scope (
    scope_id uuid NOT NULL,
    intake_id uuid NOT NULL,
    waiting bigint NOT NULL
);

CREATE VIEW intake_visible AS
 SELECT intake_scope.scope_id,
    intake_scope.intake_id,
    intake_scope.waiting
   FROM intake_scope;

CREATE TABLE involvement (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    account_id uuid NOT NULL,
    since bigint NOT NULL,
    until bigint,
    reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE note (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    result text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    occurred_on text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    confidential bigint DEFAULT 0 NOT NULL,
    contact bigint DEFAULT 0 NOT NULL,
    account_id uuid NOT NULL,
    created_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    voided_at bigint
);

CREATE TABLE note_correction (
    id uuid NOT NULL,
    note_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    body text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    number bigint NOT NULL,
    account_id uuid NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE person (
    id uuid NOT NULL,
    given_name text NOT NULL COLLATE pg_catalog."C",
    family_name text NOT NULL COLLATE pg_catalog."C",
    other_names text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    name_sort text NOT NULL COLLATE pg_catalog."C",
    sex text NOT NULL COLLATE pg_catalog."C",
    birth_date text COLLATE pg_catalog."C",
    birth_estimated bigint DEFAULT 0 NOT NULL,
    died_on text COLLATE pg_catalog."C",
    languages text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    phone text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    phone_digits text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    email text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    address text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    area_id uuid,
    contact_note text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    merged_into uuid,
    created_by uuid,
    created_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL
);

CREATE TABLE person_identifier (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL COLLATE pg_catalog."C",
    value_fold text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    voided_at bigint
);

CREATE TABLE person_key (
    key text NOT NULL COLLATE pg_catalog."C",
    person_id uuid NOT NULL
);

CREATE TABLE person_merge (
    id uuid NOT NULL,
    kept_id uuid NOT NULL,
    merged_id uuid NOT NULL,
    moved text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    account_id uuid NOT NULL,
    at bigint NOT NULL,
    undone_at bigint
);

CREATE TABLE person_scope (
    scope_id uuid NOT NULL,
    person_id uuid NOT NULL
);

CREATE VIEW person_visible AS
 SELECT person_scope.scope_id,
    person_scope.person_id
   FROM person_scope;

CREATE TABLE plan (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    version_no bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    aim text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    sent_back text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    agreed_on text COLLATE pg_catalog."C",
    agreed_how text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    agreed_with text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    witness text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    account_id uuid NOT NULL,
    created_at bigint NOT NULL,
    state_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT plan_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'waiting'::text, 'approved'::text, 'agreed'::text, 'replaced'::text])))
);

CREATE TABLE plan_action (
    id uuid NOT NULL,
    plan_id uuid NOT NULL,
    goal_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    origin_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    what text NOT NULL COLLATE pg_catalog."C",
    who text NOT NULL COLLATE pg_catalog."C",
    who_name text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    account_id uuid,
    start_on text COLLATE pg_catalog."C",
    due text COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    outcome text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    ended_on text COLLATE pg_catalog."C",
    live bigint DEFAULT 0 NOT NULL,
    created_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL
);

CREATE TABLE plan_goal (
    id uuid NOT NULL,
    plan_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    origin_id uuid NOT NULL,
    domain text NOT NULL COLLATE pg_catalog."C",
    wish text NOT NULL COLLATE pg_catalog."C",
    baseline text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    target text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    due text COLLATE pg_catalog."C",
    progress bigint DEFAULT 0 NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL
);

CREATE TABLE plan_progress (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    origin_id uuid NOT NULL,
    percent bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    note text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    account_id uuid NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE relationship (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    other_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    since text COLLATE pg_catalog."C",
    until text COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    voided_at bigint
);

CREATE TABLE review (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    form text NOT NULL COLLATE pg_catalog."C",
    held_on text NOT NULL COLLATE pg_catalog."C",
    next_on text COLLATE pg_catalog."C",
    kind text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    outcome text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    decision text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    account_id uuid NOT NULL,
    at bigint NOT NULL,
    replaced_by uuid,
    CONSTRAINT review_form_check CHECK ((form = ANY (ARRAY['review'::text, 'evaluation'::text])))
);

CREATE TABLE schema_migration (
    number bigint NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL
);

CREATE TABLE seat (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    role text NOT NULL COLLATE pg_catalog."C",
    scope_kind text NOT NULL COLLATE pg_catalog."C",
    scope_id uuid NOT NULL,
    team_id uuid,
    agency_id uuid,
    created_at bigint NOT NULL,
    ended_at bigint
);

CREATE TABLE session (
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    account_id uuid NOT NULL,
    seat_id uuid NOT NULL,
    device text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    ended_at bigint
);

CREATE TABLE sign_in_throttle (
    key bytea NOT NULL,
    failures bigint NOT NULL,
    until_at bigint NOT NULL
);

CREATE TABLE task (
    id uuid NOT NULL,
    casefile_id uuid,
    title text NOT NULL COLLATE pg_catalog."C",
    detail text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    due text COLLATE pg_catalog."C",
    high bigint DEFAULT 0 NOT NULL,
    account_id uuid NOT NULL,
    created_by uuid NOT NULL,
    created_at bigint NOT NULL,
    origin text NOT NULL COLLATE pg_catalog."C",
    origin_id uuid,
    state text NOT NULL COLLATE pg_catalog."C",
    ended_at bigint,
    ended_by uuid,
    outcome text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT task_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'dropped'::text])))
);

CREATE TABLE team (
    id uuid NOT NULL,
    agency_id uuid NOT NULL,
    area_id uuid,
    name text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY access_read
    ADD CONSTRAINT access_read_pkey PRIMARY KEY (id);

ALTER TABLE ONLY account_change
    ADD CONSTRAINT account_change_pkey PRIMARY KEY (id);

ALTER TABLE ONLY account
    ADD CONSTRAINT account_login_key UNIQUE (login);

ALTER TABLE ONLY account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY agency
    ADD CONSTRAINT agency_code_key UNIQUE (code);

ALTER TABLE ONLY agency
    ADD CONSTRAINT agency_pkey PRIMARY KEY (id);

ALTER TABLE ONLY approval
    ADD CONSTRAINT approval_pkey PRIMARY KEY (id);

ALTER TABLE ONLY area
    ADD CONSTRAINT area_code_key UNIQUE (code);

ALTER TABLE ONLY area
    ADD CONSTRAINT area_pkey PRIMARY KEY (id);

ALTER TABLE ONLY casefile
    ADD CONSTRAINT casefile_number_key UNIQUE (number);

ALTER TABLE ONLY casefile_number
    ADD CONSTRAINT casefile_number_pkey PRIMARY KEY (prefix);

ALTER TABLE ONLY casefile_person
    ADD CONSTRAINT casefile_person_pkey PRIMARY KEY (casefile_id, person_id);

ALTER TABLE ONLY casefile_phase
    ADD CONSTRAINT casefile_phase_pkey PRIMARY KEY (id);

ALTER TABLE ONLY casefile
    ADD CONSTRAINT casefile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY casefile_rules
    ADD CONSTRAINT casefile_rules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY casefile_scope
    ADD CONSTRAINT casefile_scope_pkey PRIMARY KEY (scope_id, casefile_id);

ALTER TABLE ONLY casefile_share
    ADD CONSTRAINT casefile_share_pkey PRIMARY KEY (id);

ALTER TABLE ONLY casefile_step
    ADD CONSTRAINT casefile_step_casefile_id_phase_step_key UNIQUE (casefile_id, phase, step);

ALTER TABLE ONLY casefile_step
    ADD CONSTRAINT casefile_step_pkey PRIMARY KEY (id);

ALTER TABLE ONLY checkpoint
    ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (size);

ALTER TABLE ONLY closure
    ADD CONSTRAINT closure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY command
    ADD CONSTRAINT command_pkey PRIMARY KEY (id);

ALTER TABLE ONLY deadline_pause
    ADD CONSTRAINT deadline_pause_pkey PRIMARY KEY (id);

ALTER TABLE ONLY deadline
    ADD CONSTRAINT deadline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY draft
    ADD CONSTRAINT draft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY event_payload
    ADD CONSTRAINT event_payload_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY figure_case
    ADD CONSTRAINT figure_case_pkey PRIMARY KEY (casefile_id);

ALTER TABLE ONLY figure_delta
    ADD CONSTRAINT figure_delta_pkey PRIMARY KEY (id);

ALTER TABLE ONLY figure
    ADD CONSTRAINT figure_pkey PRIMARY KEY (kind, area_id, cell);

ALTER TABLE ONLY form_media
    ADD CONSTRAINT form_media_pkey PRIMARY KEY (digest);

ALTER TABLE ONLY form_record
    ADD CONSTRAINT form_record_pkey PRIMARY KEY (id);

ALTER TABLE ONLY form_version
    ADD CONSTRAINT form_version_pkey PRIMARY KEY (programme, form, version);

ALTER TABLE ONLY household_member
    ADD CONSTRAINT household_member_pkey PRIMARY KEY (id);

ALTER TABLE ONLY household
    ADD CONSTRAINT household_pkey PRIMARY KEY (id);

ALTER TABLE ONLY intake
    ADD CONSTRAINT intake_pkey PRIMARY KEY (id);

ALTER TABLE ONLY intake_scope
    ADD CONSTRAINT intake_scope_pkey PRIMARY KEY (scope_id, intake_id);

ALTER TABLE ONLY involvement
    ADD CONSTRAINT involvement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY note_correction
    ADD CONSTRAINT note_correction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY note
    ADD CONSTRAINT note_pkey PRIMARY KEY (id);

ALTER TABLE ONLY person_identifier
    ADD CONSTRAINT person_identifier_pkey PRIMARY KEY (id);

ALTER TABLE ONLY person_key
    ADD CONSTRAINT person_key_pkey PRIMARY KEY (key, person_id);

ALTER TABLE ONLY person_merge
    ADD CONSTRAINT person_merge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY person_scope
    ADD CONSTRAINT person_scope_pkey PRIMARY KEY (scope_id, person_id);

ALTER TABLE ONLY plan_action
    ADD CONSTRAINT plan_action_pkey PRIMARY KEY (id);

ALTER TABLE ONLY plan
    ADD CONSTRAINT plan_casefile_id_version_no_key UNIQUE (casefile_id, version_no);

ALTER TABLE ONLY plan_goal
    ADD CONSTRAINT plan_goal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY plan
    ADD CONSTRAINT plan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY plan_progress
    ADD CONSTRAINT plan_progress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY relationship
    ADD CONSTRAINT relationship_pkey PRIMARY KEY (id);

ALTER TABLE ONLY review
    ADD CONSTRAINT review_pkey PRIMARY KEY (id);

ALTER TABLE ONLY schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (number);

ALTER TABLE ONLY seat
    ADD CONSTRAINT seat_pkey PRIMARY KEY (id);

ALTER TABLE ONLY session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY session
    ADD CONSTRAINT session_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY sign_in_throttle
    ADD CONSTRAINT sign_in_throttle_pkey PRIMARY KEY (key);

ALTER TABLE ONLY task
    ADD CONSTRAINT task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY team
    ADD CONSTRAINT team_pkey PRIMARY KEY (id);

CREATE INDEX account_change_by_account ON account_change USING btree (account_id, decided_at);

CREATE INDEX account_change_waiting ON account_change USING btree (asked_at) WHERE (decided_at IS NULL);

CREATE INDEX approval_by_casefile ON approval USING btree (casefile_id);

CREATE INDEX approval_waiting ON approval USING btree (team_id, asked_at) WHERE (state = 'waiting'::text);

CREATE INDEX casefile_by_household ON casefile USING btree (household_id) WHERE (household_id IS NOT NULL);

CREATE INDEX casefile_by_person ON casefile USING btree (person_id);

CREATE INDEX casefile_by_team ON casefile USING btree (team_id, state, next_due);

CREATE INDEX casefile_by_worker ON casefile USING btree (worker_id, state, next_due);

CREATE INDEX casefile_person_by_person ON casefile_person USING btree (person_id);

CREATE INDEX casefile_phase_by_casefile ON casefile_phase USING btree (casefile_id, entered_at);

CREATE INDEX casefile_scope_by_casefile ON casefile_scope USING btree (casefile_id);

CREATE INDEX casefile_share_by_casefile ON casefile_share USING btree (casefile_id, at);

CREATE INDEX casefile_share_due ON casefile_share USING btree (until) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX casefile_share_running ON casefile_share USING btree (casefile_id, scope_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX closure_asked ON closure USING btree (casefile_id) WHERE (state = 'asked'::text);

CREATE INDEX closure_by_casefile ON closure USING btree (casefile_id, asked_at);

CREATE INDEX deadline_by_casefile ON deadline USING btree (casefile_id, began_at);

CREATE INDEX deadline_look ON deadline USING btree (look_at) WHERE (look_at IS NOT NULL);

CREATE INDEX deadline_pause_by_deadline ON deadline_pause USING btree (deadline_id, began_at);

CREATE UNIQUE INDEX deadline_running ON deadline USING btree (casefile_id, clock) WHERE (state = ANY (ARRAY['open'::text, 'paused'::text]));

CREATE INDEX draft_by_account ON draft USING btree (account_id, path);

CREATE INDEX event_by_account ON event USING btree (account_id, at, id);

CREATE INDEX event_by_at ON event USING btree (at, id);

CREATE INDEX event_by_kind ON event USING btree (kind, at, id);

CREATE INDEX event_by_person ON event USING btree (person_id, at, id) WHERE (person_id IS NOT NULL);

CREATE INDEX event_looks ON event USING btree (casefile_id, at, id) WHERE ((casefile_id IS NOT NULL) AND (flags = 0));

CREATE UNIQUE INDEX event_position ON event USING btree ("position") WHERE ("position" IS NOT NULL);

CREATE INDEX event_timeline ON event USING btree (casefile_id, at, id) WHERE (flags <> 0);

CREATE INDEX event_unsequenced ON event USING btree (id) WHERE ("position" IS NULL);

CREATE INDEX form_record_by_casefile ON form_record USING btree (casefile_id, submitted_at);

CREATE INDEX form_record_by_replaced ON form_record USING btree (casefile_id, replaces_id);

CREATE UNIQUE INDEX form_record_draft ON form_record USING btree (casefile_id, form, account_id) WHERE (state = 'draft'::text);

CREATE INDEX form_record_waiting ON form_record USING btree (account_id, saved_at) WHERE (state = 'draft'::text);

CREATE INDEX household_member_by_household ON household_member USING btree (household_id);

CREATE INDEX household_member_by_person ON household_member USING btree (person_id);

CREATE INDEX intake_by_casefile ON intake USING btree (casefile_id) WHERE (casefile_id IS NOT NULL);

CREATE INDEX intake_by_person ON intake USING btree (person_id);

CREATE INDEX intake_scope_by_intake ON intake_scope USING btree (intake_id);

CREATE INDEX intake_scope_by_state ON intake_scope USING btree (scope_id, waiting, intake_id);

CREATE INDEX involvement_by_account ON involvement USING btree (account_id);

CREATE INDEX involvement_by_casefile ON involvement USING btree (casefile_id);

CREATE INDEX note_by_casefile ON note USING btree (casefile_id, occurred_on, id);

CREATE UNIQUE INDEX note_correction_by_note ON note_correction USING btree (note_id, number);

CREATE INDEX person_by_birth ON person USING btree (birth_date) WHERE (birth_date IS NOT NULL);

CREATE INDEX person_by_merge ON person USING btree (merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX person_by_phone ON person USING btree (phone_digits) WHERE (phone_digits <> ''::text);

CREATE INDEX person_identifier_by_person ON person_identifier USING btree (person_id);

CREATE INDEX person_identifier_by_value ON person_identifier USING btree (value_fold, kind);

CREATE INDEX person_key_by_person ON person_key USING btree (person_id);

CREATE INDEX person_merge_by_kept ON person_merge USING btree (kept_id);

CREATE INDEX person_merge_by_merged ON person_merge USING btree (merged_id);

CREATE INDEX person_scope_by_person ON person_scope USING btree (person_id);

CREATE INDEX plan_action_by_casefile ON plan_action USING btree (casefile_id, origin_id);

CREATE INDEX plan_action_by_goal ON plan_action USING btree (goal_id);

CREATE INDEX plan_action_by_plan ON plan_action USING btree (plan_id, created_at);

CREATE INDEX plan_action_due ON plan_action USING btree (casefile_id, due) WHERE ((live = 1) AND (state = ANY (ARRAY['planned'::text, 'in_progress'::text])) AND (who <> 'account'::text));

CREATE INDEX plan_action_due_own ON plan_action USING btree (account_id, due) WHERE ((live = 1) AND (state = ANY (ARRAY['planned'::text, 'in_progress'::text])) AND (account_id IS NOT NULL));

CREATE UNIQUE INDEX plan_agreed ON plan USING btree (casefile_id) WHERE (state = 'agreed'::text);

CREATE INDEX plan_goal_by_casefile ON plan_goal USING btree (casefile_id, origin_id);

CREATE INDEX plan_goal_by_plan ON plan_goal USING btree (plan_id, created_at);

CREATE UNIQUE INDEX plan_prepared ON plan USING btree (casefile_id) WHERE (state = ANY (ARRAY['draft'::text, 'waiting'::text, 'approved'::text]));

CREATE INDEX plan_progress_by_goal ON plan_progress USING btree (casefile_id, origin_id, at);

CREATE INDEX relationship_by_other ON relationship USING btree (other_id);

CREATE INDEX relationship_by_person ON relationship USING btree (person_id);

CREATE INDEX review_by_casefile ON review USING btree (casefile_id, held_on);

CREATE INDEX seat_by_account ON seat USING btree (account_id);

CREATE INDEX seat_by_team ON seat USING btree (team_id);

CREATE INDEX session_by_account ON session USING btree (account_id, seen_at);

CREATE INDEX task_by_account ON task USING btree (account_id, state, due);

CREATE INDEX task_by_casefile ON task USING btree (casefile_id, state, due) WHERE (casefile_id IS NOT NULL);

CREATE INDEX task_ended ON task USING btree (account_id, ended_at) WHERE (ended_at IS NOT NULL);

ALTER TABLE ONLY account_change
    ADD CONSTRAINT account_change_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY account_change
    ADD CONSTRAINT account_change_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES account(id);

ALTER TABLE ONLY account_change
    ADD CONSTRAINT account_change_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id);

ALTER TABLE ONLY approval
    ADD CONSTRAINT approval_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY area
    ADD CONSTRAINT area_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES area(id);

ALTER TABLE ONLY casefile
    ADD CONSTRAINT casefile_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

ALTER TABLE ONLY casefile
    ADD CONSTRAINT casefile_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(id);

ALTER TABLE ONLY casefile
    ADD CONSTRAINT casefile_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id);

ALTER TABLE ONLY casefile_person
    ADD CONSTRAINT casefile_person_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY casefile
    ADD CONSTRAINT casefile_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE ONLY casefile_person
    ADD CONSTRAINT casefile_person_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE ONLY casefile_phase
    ADD CONSTRAINT casefile_phase_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY casefile_scope
    ADD CONSTRAINT casefile_scope_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY casefile_share
    ADD CONSTRAINT casefile_share_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY casefile_share
    ADD CONSTRAINT casefile_share_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY casefile_share
    ADD CONSTRAINT casefile_share_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id);

ALTER TABLE ONLY casefile_step
    ADD CONSTRAINT casefile_step_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY casefile
    ADD CONSTRAINT casefile_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id);

ALTER TABLE ONLY casefile
    ADD CONSTRAINT casefile_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES account(id);

ALTER TABLE ONLY closure
    ADD CONSTRAINT closure_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES account(id);

ALTER TABLE ONLY closure
    ADD CONSTRAINT closure_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY closure
    ADD CONSTRAINT closure_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id);

ALTER TABLE ONLY closure
    ADD CONSTRAINT closure_reopened_by_fkey FOREIGN KEY (reopened_by) REFERENCES account(id);

ALTER TABLE ONLY deadline
    ADD CONSTRAINT deadline_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY deadline_pause
    ADD CONSTRAINT deadline_pause_began_by_fkey FOREIGN KEY (began_by) REFERENCES account(id);

ALTER TABLE ONLY deadline_pause
    ADD CONSTRAINT deadline_pause_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY deadline_pause
    ADD CONSTRAINT deadline_pause_deadline_id_fkey FOREIGN KEY (deadline_id) REFERENCES deadline(id);

ALTER TABLE ONLY deadline_pause
    ADD CONSTRAINT deadline_pause_over_by_fkey FOREIGN KEY (over_by) REFERENCES account(id);

ALTER TABLE ONLY draft
    ADD CONSTRAINT draft_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY event_payload
    ADD CONSTRAINT event_payload_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id);

ALTER TABLE ONLY figure_case
    ADD CONSTRAINT figure_case_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY form_record
    ADD CONSTRAINT form_record_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY form_record
    ADD CONSTRAINT form_record_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY form_record
    ADD CONSTRAINT form_record_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE ONLY household
    ADD CONSTRAINT household_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(id);

ALTER TABLE ONLY household_member
    ADD CONSTRAINT household_member_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id);

ALTER TABLE ONLY household_member
    ADD CONSTRAINT household_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE ONLY intake
    ADD CONSTRAINT intake_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY intake
    ADD CONSTRAINT intake_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id);

ALTER TABLE ONLY intake
    ADD CONSTRAINT intake_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id);

ALTER TABLE ONLY intake
    ADD CONSTRAINT intake_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE ONLY intake_scope
    ADD CONSTRAINT intake_scope_intake_id_fkey FOREIGN KEY (intake_id) REFERENCES intake(id);

ALTER TABLE ONLY intake
    ADD CONSTRAINT intake_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id);

ALTER TABLE ONLY involvement
    ADD CONSTRAINT involvement_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY involvement
    ADD CONSTRAINT involvement_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY note
    ADD CONSTRAINT note_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY note
    ADD CONSTRAINT note_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY note_correction
    ADD CONSTRAINT note_correction_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY note_correction
    ADD CONSTRAINT note_correction_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY note_correction
    ADD CONSTRAINT note_correction_note_id_fkey FOREIGN KEY (note_id) REFERENCES note(id);

ALTER TABLE ONLY person
    ADD CONSTRAINT person_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(id);

ALTER TABLE ONLY person_identifier
    ADD CONSTRAINT person_identifier_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE ONLY person_key
    ADD CONSTRAINT person_key_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE ONLY person_merge
    ADD CONSTRAINT person_merge_kept_id_fkey FOREIGN KEY (kept_id) REFERENCES person(id);

ALTER TABLE ONLY person_merge
    ADD CONSTRAINT person_merge_merged_id_fkey FOREIGN KEY (merged_id) REFERENCES person(id);

ALTER TABLE ONLY person
    ADD CONSTRAINT person_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES person(id);

ALTER TABLE ONLY person_scope
    ADD CONSTRAINT person_scope_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE ONLY plan
    ADD CONSTRAINT plan_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY plan_action
    ADD CONSTRAINT plan_action_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY plan_action
    ADD CONSTRAINT plan_action_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY plan_action
    ADD CONSTRAINT plan_action_goal_id_fkey FOREIGN KEY (goal_id) REFERENCES plan_goal(id);

ALTER TABLE ONLY plan_action
    ADD CONSTRAINT plan_action_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id);

ALTER TABLE ONLY plan
    ADD CONSTRAINT plan_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY plan_goal
    ADD CONSTRAINT plan_goal_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY plan_goal
    ADD CONSTRAINT plan_goal_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id);

ALTER TABLE ONLY plan_progress
    ADD CONSTRAINT plan_progress_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY plan_progress
    ADD CONSTRAINT plan_progress_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY relationship
    ADD CONSTRAINT relationship_other_id_fkey FOREIGN KEY (other_id) REFERENCES person(id);

ALTER TABLE ONLY relationship
    ADD CONSTRAINT relationship_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE ONLY review
    ADD CONSTRAINT review_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY review
    ADD CONSTRAINT review_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY review
    ADD CONSTRAINT review_id_fkey FOREIGN KEY (id) REFERENCES form_record(id);

ALTER TABLE ONLY review
    ADD CONSTRAINT review_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES review(id);

ALTER TABLE ONLY seat
    ADD CONSTRAINT seat_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY seat
    ADD CONSTRAINT seat_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

ALTER TABLE ONLY seat
    ADD CONSTRAINT seat_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id);

ALTER TABLE ONLY session
    ADD CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY session
    ADD CONSTRAINT session_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id);

ALTER TABLE ONLY task
    ADD CONSTRAINT task_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY task
    ADD CONSTRAINT task_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY task
    ADD CONSTRAINT task_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id);

ALTER TABLE ONLY task
    ADD CONSTRAINT task_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id);

ALTER TABLE ONLY team
    ADD CONSTRAINT team_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

ALTER TABLE ONLY team
    ADD CONSTRAINT team_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(id);

