-- Made by tools/schema-dump from the migrations. Change those, not this.

CREATE TABLE absence (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    from_at bigint NOT NULL,
    until_at bigint NOT NULL,
    cover_id uuid,
    created_by uuid NOT NULL,
    created_at bigint NOT NULL,
    voided_at bigint,
    voided_by uuid
);

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
    calendar text DEFAULT 'gregorian'::text NOT NULL COLLATE pg_catalog."C",
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

CREATE TABLE appointment (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    account_id uuid NOT NULL,
    mode text NOT NULL COLLATE pg_catalog."C",
    place text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    title text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    words text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    moved_n bigint DEFAULT 0 NOT NULL,
    created_by uuid NOT NULL,
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT appointment_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'came'::text, 'missed'::text, 'cancelled'::text])))
);

CREATE TABLE appointment_move (
    id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    was_starts_at bigint NOT NULL,
    was_ends_at bigint NOT NULL,
    reason text NOT NULL COLLATE pg_catalog."C",
    moved_by uuid NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE appointment_person (
    appointment_id uuid NOT NULL,
    person_id uuid NOT NULL
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
    detail text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    alternatives text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    agreed text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    appeal_until text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE area (
    id uuid NOT NULL,
    parent_id uuid,
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    version bigint DEFAULT 1 NOT NULL
);

CREATE TABLE benefit (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    amount text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    due text COLLATE pg_catalog."C",
    detail text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    source text NOT NULL COLLATE pg_catalog."C",
    reference text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    stated_on text NOT NULL COLLATE pg_catalog."C",
    imported bigint DEFAULT 0 NOT NULL,
    account_id uuid,
    at bigint NOT NULL,
    voided_at bigint,
    void_reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT benefit_imported_check CHECK ((imported = ANY (ARRAY[(0)::bigint, (1)::bigint])))
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

CREATE TABLE closure_end (
    closure_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    number bigint NOT NULL,
    what text NOT NULL COLLATE pg_catalog."C",
    answer text NOT NULL COLLATE pg_catalog."C",
    words text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT closure_end_answer_check CHECK ((answer = ANY (ARRAY['kept'::text, 'passed_on'::text, 'released'::text, 'goes_on'::text, 'stopped'::text])))
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

CREATE TABLE conference (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    held_on text NOT NULL COLLATE pg_catalog."C",
    starts text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    mode text NOT NULL COLLATE pg_catalog."C",
    place text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    purpose text NOT NULL COLLATE pg_catalog."C",
    summary text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    next_on text COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    planned_by uuid NOT NULL,
    planned_at bigint NOT NULL,
    ended_by uuid,
    ended_at bigint,
    ended_why text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT conference_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'closed'::text, 'cancelled'::text])))
);

CREATE TABLE conference_entry (
    id uuid NOT NULL,
    conference_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    domain text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    what text NOT NULL COLLATE pg_catalog."C",
    reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    alternatives text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    agreed text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    dissent text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    participant_id uuid,
    due text COLLATE pg_catalog."C",
    record_id uuid,
    account_id uuid NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT conference_entry_kind_check CHECK ((kind = ANY (ARRAY['issue'::text, 'decision'::text, 'action'::text, 'correction'::text])))
);

CREATE TABLE conference_participant (
    id uuid NOT NULL,
    conference_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    member_id uuid,
    account_id uuid,
    name text NOT NULL COLLATE pg_catalog."C",
    name_key text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C",
    organization text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    presence text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT conference_participant_presence_check CHECK ((presence = ANY (ARRAY['invited'::text, 'present'::text, 'excused'::text, 'absent'::text])))
);

CREATE TABLE consent (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    person_id uuid NOT NULL,
    basis text NOT NULL COLLATE pg_catalog."C",
    recipient_kind text NOT NULL COLLATE pg_catalog."C",
    recipient_id uuid,
    recipient text NOT NULL COLLATE pg_catalog."C",
    purposes text NOT NULL COLLATE pg_catalog."C",
    kinds text NOT NULL COLLATE pg_catalog."C",
    withheld text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    how text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    giver text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    giver_name text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    witness text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    since text NOT NULL COLLATE pg_catalog."C",
    until text NOT NULL COLLATE pg_catalog."C",
    form_record_id uuid,
    account_id uuid NOT NULL,
    at bigint NOT NULL,
    replaced_by uuid,
    withdrawn_on text COLLATE pg_catalog."C",
    withdrawn_at bigint,
    withdrawn_by uuid,
    withdrawn_words text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT consent_basis_check CHECK ((basis = ANY (ARRAY['consent'::text, 'law'::text, 'danger'::text]))),
    CONSTRAINT consent_recipient_kind_check CHECK ((recipient_kind = ANY (ARRAY['organisation'::text, 'unit'::text, 'sector'::text, 'named'::text])))
);

CREATE TABLE consent_use (
    id uuid NOT NULL,
    consent_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    noun text NOT NULL COLLATE pg_catalog."C",
    subject_id uuid NOT NULL,
    label text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    at bigint NOT NULL,
    stopped_at bigint
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
    worker_id uuid,
    team_id uuid,
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

CREATE TABLE decision (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    what text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    event_kind text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    event_about text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    alternatives text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    agreed text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    appeal_until text COLLATE pg_catalog."C",
    corrects_id uuid,
    link text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    account_id uuid NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE decision_evidence (
    decision_id uuid NOT NULL,
    number bigint NOT NULL,
    casefile_id uuid NOT NULL,
    link text NOT NULL COLLATE pg_catalog."C",
    label text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE device (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    seat_id uuid NOT NULL,
    scope_id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    office bigint DEFAULT 0 NOT NULL,
    secret_hash bytea NOT NULL,
    enrolled_at bigint NOT NULL,
    seen_at bigint,
    drained_at bigint,
    skew_s bigint DEFAULT 0 NOT NULL,
    last_seq bigint DEFAULT 0 NOT NULL,
    filled bigint DEFAULT 0 NOT NULL,
    revoked_at bigint,
    revoked_by uuid,
    wipe_at bigint,
    wiped_at bigint,
    CONSTRAINT device_filled_check CHECK ((filled = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT device_office_check CHECK ((office = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);

CREATE TABLE doc (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL COLLATE pg_catalog."C",
    expires_on text COLLATE pg_catalog."C",
    confidential bigint DEFAULT 0 NOT NULL,
    origin text NOT NULL COLLATE pg_catalog."C",
    record_id uuid,
    file_n bigint NOT NULL,
    account_id uuid NOT NULL,
    created_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    removed_at bigint,
    removed_by uuid,
    removed_reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT doc_origin_check CHECK ((origin = ANY (ARRAY['case'::text, 'form'::text, 'draft'::text])))
);

CREATE TABLE doc_file (
    id uuid NOT NULL,
    doc_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    number bigint NOT NULL,
    filename text NOT NULL COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    size bigint NOT NULL,
    hash bytea NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    account_id uuid NOT NULL,
    at bigint NOT NULL,
    erased_at bigint,
    large bigint DEFAULT 0 NOT NULL,
    CONSTRAINT doc_file_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'ready'::text, 'refused'::text])))
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

CREATE TABLE feed (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_at bigint NOT NULL,
    revoked_at bigint,
    used_n bigint DEFAULT 0 NOT NULL,
    used_at bigint
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
    base_version bigint,
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

CREATE TABLE location (
    id uuid NOT NULL,
    organization_id uuid,
    kind text DEFAULT 'physical'::text NOT NULL COLLATE pg_catalog."C",
    name text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    address text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    transport text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    more text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    changed_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT location_kind_check CHECK ((kind = ANY (ARRAY['physical'::text, 'virtual'::text, 'postal'::text])))
);

CREATE TABLE member (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    account_id uuid,
    name text NOT NULL COLLATE pg_catalog."C",
    name_key text NOT NULL COLLATE pg_catalog."C",
    profession text NOT NULL COLLATE pg_catalog."C",
    organization text NOT NULL COLLATE pg_catalog."C",
    phone text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    parts text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    since text NOT NULL COLLATE pg_catalog."C",
    until text COLLATE pg_catalog."C",
    coordinator bigint DEFAULT 0 NOT NULL,
    added_by uuid NOT NULL,
    added_at bigint NOT NULL,
    ended_at bigint,
    ended_by uuid,
    ended_why text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT member_coordinator_check CHECK ((coordinator = ANY (ARRAY[(0)::bigint, (1)::bigint])))
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

CREATE TABLE note_action (
    note_id uuid NOT NULL,
    action_id uuid NOT NULL
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

CREATE TABLE note_person (
    note_id uuid NOT NULL,
    person_id uuid NOT NULL
);

CREATE TABLE note_word (
    casefile_id uuid NOT NULL,
    words text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE organization (
    id uuid NOT NULL,
    agency_id uuid,
    name text NOT NULL COLLATE pg_catalog."C",
    name_sort text NOT NULL COLLATE pg_catalog."C",
    alternate_name text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    description text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    email text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    phone text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    website text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    more text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    source_at bigint,
    changed_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL
);

CREATE TABLE outbox (
    seq bigint NOT NULL,
    cmd_id uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    made_at bigint NOT NULL,
    result text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    location text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    why text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    answered_at bigint
);

CREATE TABLE outbox_mark (
    id bigint NOT NULL,
    cursor text NOT NULL COLLATE pg_catalog."C",
    last_seq bigint DEFAULT 0 NOT NULL,
    contact_at bigint,
    owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT outbox_mark_id_check CHECK ((id = 1))
);

CREATE TABLE outbox_row (
    name text NOT NULL COLLATE pg_catalog."C",
    id uuid NOT NULL,
    body text NOT NULL COLLATE pg_catalog."C",
    cmd_id uuid
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

CREATE TABLE person_contact (
    person_id uuid NOT NULL,
    channels text NOT NULL COLLATE pg_catalog."C",
    days text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    from_hour bigint DEFAULT 0 NOT NULL,
    to_hour bigint DEFAULT 0 NOT NULL,
    no_message bigint DEFAULT 0 NOT NULL,
    neutral bigint DEFAULT 0 NOT NULL,
    sender text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    code_phrase text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    hidden_from text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    account_id uuid NOT NULL,
    at bigint NOT NULL,
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
    version bigint DEFAULT 1 NOT NULL,
    later bigint DEFAULT 0 NOT NULL
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

CREATE TABLE plan_signature (
    plan_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    lang text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    body_hash text NOT NULL COLLATE pg_catalog."C",
    signature text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    account_id uuid NOT NULL,
    at bigint NOT NULL,
    file_id uuid
);

CREATE TABLE plan_words (
    casefile_id uuid NOT NULL,
    origin_id uuid NOT NULL,
    lang text NOT NULL COLLATE pg_catalog."C",
    source text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    account_id uuid NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE print (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    casefile_id uuid,
    page text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    html_id uuid NOT NULL,
    pdf_id uuid,
    pdf_size bigint DEFAULT 0 NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT print_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text, 'large'::text])))
);

CREATE TABLE promise (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    what text NOT NULL COLLATE pg_catalog."C",
    to_whom text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    made_on text NOT NULL COLLATE pg_catalog."C",
    due text NOT NULL COLLATE pg_catalog."C",
    source text NOT NULL COLLATE pg_catalog."C",
    origin_id uuid,
    made_by uuid NOT NULL,
    account_id uuid NOT NULL,
    created_at bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    ended_at bigint,
    ended_by uuid,
    outcome text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT promise_new_source_check CHECK ((source = ANY (ARRAY['note'::text, 'plan'::text, 'talk'::text]))),
    CONSTRAINT promise_new_state_check CHECK ((state = ANY (ARRAY['open'::text, 'kept'::text, 'passed_on'::text, 'broken'::text, 'released'::text])))
);

CREATE TABLE proposal (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    happened_on text NOT NULL COLLATE pg_catalog."C",
    facts text NOT NULL COLLATE pg_catalog."C",
    form_record_id uuid,
    asked_words text NOT NULL COLLATE pg_catalog."C",
    children_n bigint NOT NULL,
    children_effect text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    easements text NOT NULL COLLATE pg_catalog."C",
    easement_words text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    help_instead text NOT NULL COLLATE pg_catalog."C",
    notice text NOT NULL COLLATE pg_catalog."C",
    proposed_by uuid NOT NULL,
    proposed_at bigint NOT NULL,
    told_on text COLLATE pg_catalog."C",
    told_how text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    respond_by text COLLATE pg_catalog."C",
    answered_on text COLLATE pg_catalog."C",
    answer text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    decided_by uuid,
    decided_at bigint,
    decided_words text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    decision_id uuid,
    appeal_until text COLLATE pg_catalog."C",
    appealed_on text COLLATE pg_catalog."C",
    appeal_words text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    appeal_decided_by uuid,
    appeal_decided_at bigint,
    appeal_decided_words text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT proposal_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'told'::text, 'upheld'::text, 'dropped'::text, 'appealed'::text, 'overturned'::text])))
);

CREATE TABLE referral (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    is_open bigint DEFAULT 0 NOT NULL,
    to_kind text NOT NULL COLLATE pg_catalog."C",
    to_team_id uuid,
    to_agency_id uuid,
    service_id uuid,
    organization_id uuid,
    sector text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    to_name text NOT NULL COLLATE pg_catalog."C",
    channel text NOT NULL COLLATE pg_catalog."C",
    urgency text NOT NULL COLLATE pg_catalog."C",
    consent_id uuid,
    acknowledged_due text NOT NULL COLLATE pg_catalog."C",
    feedback_due text NOT NULL COLLATE pg_catalog."C",
    due text COLLATE pg_catalog."C",
    chased bigint DEFAULT 0 NOT NULL,
    reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    outcome text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    attended text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    attended_on text COLLATE pg_catalog."C",
    waiting_until text COLLATE pg_catalog."C",
    stopped_at bigint,
    created_by uuid NOT NULL,
    created_at bigint NOT NULL,
    sent_at bigint,
    changed_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT referral_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'requested'::text, 'accepted'::text, 'rejected'::text, 'in_progress'::text, 'on_hold'::text, 'completed'::text, 'failed'::text, 'cancelled'::text, 'entered_in_error'::text]))),
    CONSTRAINT referral_to_kind_check CHECK ((to_kind = ANY (ARRAY['team'::text, 'agency'::text, 'service'::text])))
);

CREATE TABLE referral_answer (
    id uuid NOT NULL,
    referral_id uuid NOT NULL,
    act text NOT NULL COLLATE pg_catalog."C",
    side text NOT NULL COLLATE pg_catalog."C",
    account_id uuid,
    reason text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    words text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    on_day text COLLATE pg_catalog."C",
    at bigint NOT NULL,
    CONSTRAINT referral_answer_side_check CHECK ((side = ANY (ARRAY['sender'::text, 'receiver'::text, 'program'::text])))
);

CREATE TABLE referral_item (
    referral_id uuid NOT NULL,
    n bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    what text NOT NULL COLLATE pg_catalog."C",
    form text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    form_version text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE referral_link (
    id uuid NOT NULL,
    referral_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_by uuid NOT NULL,
    created_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    revoked_at bigint,
    revoked_by uuid,
    opened_n bigint DEFAULT 0 NOT NULL,
    opened_at bigint
);

CREATE TABLE relationship (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    other_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    since text COLLATE pg_catalog."C",
    until text COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    voided_at bigint,
    tie text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
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

CREATE TABLE service (
    id uuid NOT NULL,
    organization_id uuid,
    name text NOT NULL COLLATE pg_catalog."C",
    name_sort text NOT NULL COLLATE pg_catalog."C",
    alternate_name text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    description text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    state text DEFAULT 'active'::text NOT NULL COLLATE pg_catalog."C",
    needs text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    languages text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    eligibility text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    minimum_age bigint,
    maximum_age bigint,
    application text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    fees text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    schedule text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    area_text text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    email text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    phone text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    url text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    alert text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    assured_on text COLLATE pg_catalog."C",
    capacity_free bigint,
    capacity_total bigint,
    wait_days bigint,
    capacity_at bigint,
    more text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    source_at bigint,
    changed_at bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    is_public bigint DEFAULT 0 NOT NULL,
    CONSTRAINT service_state_check CHECK ((state = ANY (ARRAY['active'::text, 'inactive'::text, 'defunct'::text, 'temporarily closed'::text])))
);

CREATE TABLE service_area (
    service_id uuid NOT NULL,
    area_id uuid NOT NULL
);

CREATE TABLE service_at_location (
    id uuid NOT NULL,
    service_id uuid NOT NULL,
    location_id uuid NOT NULL,
    description text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    more text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE service_key (
    key text NOT NULL COLLATE pg_catalog."C",
    rank text NOT NULL COLLATE pg_catalog."C",
    service_id uuid NOT NULL
);

CREATE TABLE service_record (
    kind text NOT NULL COLLATE pg_catalog."C",
    id uuid NOT NULL,
    body text NOT NULL COLLATE pg_catalog."C"
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

CREATE TABLE sync_mark (
    id bigint NOT NULL,
    "position" bigint NOT NULL,
    CONSTRAINT sync_mark_id_check CHECK ((id = 1))
);

CREATE TABLE sync_receipt (
    device_id uuid NOT NULL,
    cmd_id uuid NOT NULL,
    seq bigint NOT NULL,
    result text NOT NULL COLLATE pg_catalog."C",
    location text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    why text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    claimed_at bigint NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT sync_receipt_result_check CHECK ((result = ANY (ARRAY['applied'::text, 'applied_merged'::text, 'needs_review'::text, 'rejected'::text])))
);

CREATE TABLE sync_review (
    id uuid NOT NULL,
    device_id uuid NOT NULL,
    account_id uuid NOT NULL,
    team_id uuid,
    casefile_id uuid,
    reason text NOT NULL COLLATE pg_catalog."C",
    path text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    stored text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    stored_version bigint DEFAULT 0 NOT NULL,
    claimed_at bigint NOT NULL,
    at bigint NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL COLLATE pg_catalog."C",
    decided_by uuid,
    decided_at bigint,
    words text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT sync_review_reason_check CHECK ((reason = ANY (ARRAY['changed'::text, 'access'::text, 'error'::text]))),
    CONSTRAINT sync_review_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'taken'::text, 'dropped'::text])))
);

CREATE TABLE sync_scope (
    device_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    "position" bigint NOT NULL,
    held bigint NOT NULL,
    since bigint NOT NULL,
    left_at bigint,
    CONSTRAINT sync_scope_held_check CHECK ((held = ANY (ARRAY[(0)::bigint, (1)::bigint])))
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
    repeat_n bigint DEFAULT 0 NOT NULL,
    repeat_unit text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    repeat_from text COLLATE pg_catalog."C",
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

CREATE TABLE transfer (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    from_worker_id uuid,
    to_team_id uuid NOT NULL,
    to_agency_id uuid NOT NULL,
    to_account_id uuid,
    reason text NOT NULL COLLATE pg_catalog."C",
    words text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    asked_by uuid NOT NULL,
    asked_at bigint NOT NULL,
    answered_by uuid,
    answered_at bigint,
    answer text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT transfer_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'accepted'::text, 'refused'::text, 'withdrawn'::text])))
);

CREATE TABLE transfer_item (
    id uuid NOT NULL,
    transfer_id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    place bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    what text NOT NULL COLLATE pg_catalog."C",
    who text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    due text COLLATE pg_catalog."C",
    taken bigint,
    remark text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT transfer_item_kind_check CHECK ((kind = ANY (ARRAY['risk'::text, 'promise'::text, 'step'::text, 'deadline'::text, 'action'::text, 'task'::text])))
);

CREATE TABLE unmet_need (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    need text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    area_id uuid,
    remark text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    account_id uuid NOT NULL,
    at bigint NOT NULL,
    ended_at bigint,
    ended_by uuid,
    ended_how text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT unmet_need_ended_how_check CHECK ((ended_how = ANY (ARRAY[''::text, 'met'::text, 'passed'::text, 'error'::text])))
);

CREATE TABLE visit (
    id uuid NOT NULL,
    casefile_id uuid NOT NULL,
    account_id uuid NOT NULL,
    place text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    started_at bigint NOT NULL,
    expected_at bigint NOT NULL,
    told bigint DEFAULT 0 NOT NULL,
    look_at bigint,
    ended_at bigint,
    ended_by uuid,
    words text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    version bigint DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY absence
    ADD CONSTRAINT absence_pkey PRIMARY KEY (id);

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

ALTER TABLE ONLY appointment_move
    ADD CONSTRAINT appointment_move_pkey PRIMARY KEY (id);

ALTER TABLE ONLY appointment_person
    ADD CONSTRAINT appointment_person_pkey PRIMARY KEY (appointment_id, person_id);

ALTER TABLE ONLY appointment
    ADD CONSTRAINT appointment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY approval
    ADD CONSTRAINT approval_pkey PRIMARY KEY (id);

ALTER TABLE ONLY area
    ADD CONSTRAINT area_code_key UNIQUE (code);

ALTER TABLE ONLY area
    ADD CONSTRAINT area_pkey PRIMARY KEY (id);

ALTER TABLE ONLY benefit
    ADD CONSTRAINT benefit_pkey PRIMARY KEY (id);

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

ALTER TABLE ONLY closure_end
    ADD CONSTRAINT closure_end_pkey PRIMARY KEY (closure_id, subject_id);

ALTER TABLE ONLY closure
    ADD CONSTRAINT closure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY command
    ADD CONSTRAINT command_pkey PRIMARY KEY (id);

ALTER TABLE ONLY conference_entry
    ADD CONSTRAINT conference_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY conference_participant
    ADD CONSTRAINT conference_participant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY conference
    ADD CONSTRAINT conference_pkey PRIMARY KEY (id);

ALTER TABLE ONLY consent
    ADD CONSTRAINT consent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY consent_use
    ADD CONSTRAINT consent_use_pkey PRIMARY KEY (id);

ALTER TABLE ONLY deadline_pause
    ADD CONSTRAINT deadline_pause_pkey PRIMARY KEY (id);

ALTER TABLE ONLY deadline
    ADD CONSTRAINT deadline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY decision_evidence
    ADD CONSTRAINT decision_evidence_pkey PRIMARY KEY (decision_id, number);

ALTER TABLE ONLY decision
    ADD CONSTRAINT decision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY device
    ADD CONSTRAINT device_pkey PRIMARY KEY (id);

ALTER TABLE ONLY device
    ADD CONSTRAINT device_secret_hash_key UNIQUE (secret_hash);

ALTER TABLE ONLY doc_file
    ADD CONSTRAINT doc_file_pkey PRIMARY KEY (id);

ALTER TABLE ONLY doc
    ADD CONSTRAINT doc_pkey PRIMARY KEY (id);

ALTER TABLE ONLY draft
    ADD CONSTRAINT draft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY event_payload
    ADD CONSTRAINT event_payload_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY feed
    ADD CONSTRAINT feed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY feed
    ADD CONSTRAINT feed_token_hash_key UNIQUE (token_hash);

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

ALTER TABLE ONLY location
    ADD CONSTRAINT location_pkey PRIMARY KEY (id);

ALTER TABLE ONLY member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);

ALTER TABLE ONLY note_action
    ADD CONSTRAINT note_action_pkey PRIMARY KEY (note_id, action_id);

ALTER TABLE ONLY note_correction
    ADD CONSTRAINT note_correction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY note_person
    ADD CONSTRAINT note_person_pkey PRIMARY KEY (note_id, person_id);

ALTER TABLE ONLY note
    ADD CONSTRAINT note_pkey PRIMARY KEY (id);

ALTER TABLE ONLY note_word
    ADD CONSTRAINT note_word_pkey PRIMARY KEY (casefile_id);

ALTER TABLE ONLY organization
    ADD CONSTRAINT organization_agency_id_key UNIQUE (agency_id);

ALTER TABLE ONLY organization
    ADD CONSTRAINT organization_pkey PRIMARY KEY (id);

ALTER TABLE ONLY outbox
    ADD CONSTRAINT outbox_cmd_id_key UNIQUE (cmd_id);

ALTER TABLE ONLY outbox_mark
    ADD CONSTRAINT outbox_mark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY outbox_row
    ADD CONSTRAINT outbox_row_pkey PRIMARY KEY (name, id);

ALTER TABLE ONLY person_contact
    ADD CONSTRAINT person_contact_pkey PRIMARY KEY (person_id);

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

ALTER TABLE ONLY plan_signature
    ADD CONSTRAINT plan_signature_pkey PRIMARY KEY (plan_id);

ALTER TABLE ONLY plan_words
    ADD CONSTRAINT plan_words_pkey PRIMARY KEY (casefile_id, origin_id, lang);

ALTER TABLE ONLY print
    ADD CONSTRAINT print_pkey PRIMARY KEY (id);

ALTER TABLE ONLY promise
    ADD CONSTRAINT promise_new_pkey PRIMARY KEY (id);

ALTER TABLE ONLY proposal
    ADD CONSTRAINT proposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY referral_answer
    ADD CONSTRAINT referral_answer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY referral_item
    ADD CONSTRAINT referral_item_pkey PRIMARY KEY (referral_id, n);

ALTER TABLE ONLY referral_link
    ADD CONSTRAINT referral_link_pkey PRIMARY KEY (id);

ALTER TABLE ONLY referral_link
    ADD CONSTRAINT referral_link_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY referral
    ADD CONSTRAINT referral_pkey PRIMARY KEY (id);

ALTER TABLE ONLY relationship
    ADD CONSTRAINT relationship_pkey PRIMARY KEY (id);

ALTER TABLE ONLY review
    ADD CONSTRAINT review_pkey PRIMARY KEY (id);

ALTER TABLE ONLY schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (number);

ALTER TABLE ONLY seat
    ADD CONSTRAINT seat_pkey PRIMARY KEY (id);

ALTER TABLE ONLY service_area
    ADD CONSTRAINT service_area_pkey PRIMARY KEY (service_id, area_id);

ALTER TABLE ONLY service_at_location
    ADD CONSTRAINT service_at_location_pkey PRIMARY KEY (id);

ALTER TABLE ONLY service_key
    ADD CONSTRAINT service_key_pkey PRIMARY KEY (key, rank, service_id);

ALTER TABLE ONLY service
    ADD CONSTRAINT service_pkey PRIMARY KEY (id);

ALTER TABLE ONLY service_record
    ADD CONSTRAINT service_record_pkey PRIMARY KEY (kind, id);

ALTER TABLE ONLY session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY session
    ADD CONSTRAINT session_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY sign_in_throttle
    ADD CONSTRAINT sign_in_throttle_pkey PRIMARY KEY (key);

ALTER TABLE ONLY sync_mark
    ADD CONSTRAINT sync_mark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY sync_receipt
    ADD CONSTRAINT sync_receipt_device_id_seq_key UNIQUE (device_id, seq);

ALTER TABLE ONLY sync_receipt
    ADD CONSTRAINT sync_receipt_pkey PRIMARY KEY (device_id, cmd_id);

ALTER TABLE ONLY sync_review
    ADD CONSTRAINT sync_review_pkey PRIMARY KEY (id);

ALTER TABLE ONLY sync_scope
    ADD CONSTRAINT sync_scope_pkey PRIMARY KEY (device_id, casefile_id);

ALTER TABLE ONLY task
    ADD CONSTRAINT task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY team
    ADD CONSTRAINT team_pkey PRIMARY KEY (id);

ALTER TABLE ONLY transfer_item
    ADD CONSTRAINT transfer_item_pkey PRIMARY KEY (id);

ALTER TABLE ONLY transfer
    ADD CONSTRAINT transfer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY unmet_need
    ADD CONSTRAINT unmet_need_pkey PRIMARY KEY (id);

ALTER TABLE ONLY visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (id);

CREATE INDEX absence_by_account ON absence USING btree (account_id, until_at);

CREATE INDEX absence_by_cover ON absence USING btree (cover_id, until_at) WHERE (cover_id IS NOT NULL);

CREATE INDEX account_change_by_account ON account_change USING btree (account_id, decided_at);

CREATE INDEX account_change_waiting ON account_change USING btree (asked_at) WHERE (decided_at IS NULL);

CREATE INDEX appointment_by_account ON appointment USING btree (account_id, starts_at);

CREATE INDEX appointment_by_casefile ON appointment USING btree (casefile_id, starts_at);

CREATE INDEX appointment_move_by_appointment ON appointment_move USING btree (appointment_id, at);

CREATE INDEX appointment_person_by_person ON appointment_person USING btree (person_id);

CREATE INDEX approval_by_casefile ON approval USING btree (casefile_id);

CREATE INDEX approval_waiting ON approval USING btree (team_id, asked_at) WHERE (state = 'waiting'::text);

CREATE INDEX benefit_by_casefile ON benefit USING btree (casefile_id, stated_on);

CREATE UNIQUE INDEX benefit_once ON benefit USING btree (casefile_id, source, reference, kind, name, stated_on) WHERE (voided_at IS NULL);

CREATE INDEX casefile_by_household ON casefile USING btree (household_id) WHERE (household_id IS NOT NULL);

CREATE INDEX casefile_by_person ON casefile USING btree (person_id);

CREATE INDEX casefile_by_team ON casefile USING btree (team_id, state, next_due);

CREATE INDEX casefile_by_worker ON casefile USING btree (worker_id, state, next_due, id);

CREATE INDEX casefile_person_by_person ON casefile_person USING btree (person_id);

CREATE INDEX casefile_phase_by_casefile ON casefile_phase USING btree (casefile_id, entered_at);

CREATE INDEX casefile_scope_by_casefile ON casefile_scope USING btree (casefile_id);

CREATE INDEX casefile_share_by_casefile ON casefile_share USING btree (casefile_id, at);

CREATE INDEX casefile_share_due ON casefile_share USING btree (until) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX casefile_share_running ON casefile_share USING btree (casefile_id, scope_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX closure_asked ON closure USING btree (casefile_id) WHERE (state = 'asked'::text);

CREATE INDEX closure_by_casefile ON closure USING btree (casefile_id, asked_at);

CREATE INDEX closure_end_by_casefile ON closure_end USING btree (casefile_id);

CREATE INDEX conference_by_casefile ON conference USING btree (casefile_id, held_on);

CREATE INDEX conference_entry_by_conference ON conference_entry USING btree (conference_id, at);

CREATE INDEX conference_entry_by_participant ON conference_entry USING btree (participant_id);

CREATE UNIQUE INDEX conference_participant_account ON conference_participant USING btree (conference_id, account_id);

CREATE INDEX conference_participant_by_account ON conference_participant USING btree (account_id, casefile_id) WHERE (account_id IS NOT NULL);

CREATE UNIQUE INDEX conference_participant_name ON conference_participant USING btree (conference_id, name_key);

CREATE INDEX consent_by_casefile ON consent USING btree (casefile_id, at);

CREATE INDEX consent_use_by_consent ON consent_use USING btree (consent_id, at);

CREATE UNIQUE INDEX consent_use_running ON consent_use USING btree (casefile_id, noun, subject_id) WHERE (stopped_at IS NULL);

CREATE INDEX deadline_by_casefile ON deadline USING btree (casefile_id, began_at);

CREATE INDEX deadline_by_team ON deadline USING btree (team_id, due_on) WHERE (state = 'open'::text);

CREATE INDEX deadline_by_worker ON deadline USING btree (worker_id, due_on) WHERE (state = 'open'::text);

CREATE INDEX deadline_look ON deadline USING btree (look_at) WHERE (look_at IS NOT NULL);

CREATE INDEX deadline_pause_by_deadline ON deadline_pause USING btree (deadline_id, began_at);

CREATE UNIQUE INDEX deadline_running ON deadline USING btree (casefile_id, clock) WHERE (state = ANY (ARRAY['open'::text, 'paused'::text]));

CREATE INDEX decision_by_casefile ON decision USING btree (casefile_id, at);

CREATE UNIQUE INDEX decision_by_corrected ON decision USING btree (corrects_id) WHERE (corrects_id IS NOT NULL);

CREATE INDEX device_by_account ON device USING btree (account_id, enrolled_at);

CREATE INDEX device_by_enrolled ON device USING btree (enrolled_at, id);

CREATE INDEX device_by_scope ON device USING btree (scope_id) WHERE (revoked_at IS NULL);

CREATE INDEX device_unfilled ON device USING btree (id) WHERE (filled = 0);

CREATE INDEX doc_by_casefile ON doc USING btree (casefile_id, id);

CREATE INDEX doc_by_record ON doc USING btree (record_id) WHERE (origin = 'draft'::text);

CREATE INDEX doc_file_by_casefile ON doc_file USING btree (casefile_id);

CREATE UNIQUE INDEX doc_file_by_doc ON doc_file USING btree (doc_id, number);

CREATE INDEX doc_file_waiting ON doc_file USING btree (at) WHERE (state = 'waiting'::text);

CREATE INDEX doc_removed ON doc USING btree (removed_at) WHERE (removed_at IS NOT NULL);

CREATE INDEX draft_by_account ON draft USING btree (account_id, path);

CREATE INDEX event_by_account ON event USING btree (account_id, at, id);

CREATE INDEX event_by_at ON event USING btree (at, id);

CREATE INDEX event_by_kind ON event USING btree (kind, at, id);

CREATE INDEX event_by_person ON event USING btree (person_id, at, id) WHERE (person_id IS NOT NULL);

CREATE INDEX event_looks ON event USING btree (casefile_id, at, id) WHERE ((casefile_id IS NOT NULL) AND (flags = 0));

CREATE UNIQUE INDEX event_position ON event USING btree ("position") WHERE ("position" IS NOT NULL);

CREATE INDEX event_timeline ON event USING btree (casefile_id, at, id) WHERE (flags <> 0);

CREATE INDEX event_unsequenced ON event USING btree (id) WHERE ("position" IS NULL);

CREATE INDEX feed_by_account ON feed USING btree (account_id, created_at);

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

CREATE INDEX location_by_organization ON location USING btree (organization_id);

CREATE INDEX member_by_account ON member USING btree (account_id, casefile_id);

CREATE INDEX member_by_casefile ON member USING btree (casefile_id, added_at);

CREATE UNIQUE INDEX member_coordinator ON member USING btree (casefile_id) WHERE ((COALESCE(ended_at, (0)::bigint) = 0) AND (coordinator = 1));

CREATE INDEX member_due ON member USING btree (until) WHERE (COALESCE(ended_at, (0)::bigint) = 0);

CREATE UNIQUE INDEX member_named ON member USING btree (casefile_id, name_key) WHERE (COALESCE(ended_at, (0)::bigint) = 0);

CREATE UNIQUE INDEX member_running ON member USING btree (account_id, casefile_id) WHERE (COALESCE(ended_at, (0)::bigint) = 0);

CREATE INDEX note_by_casefile ON note USING btree (casefile_id, occurred_on, id);

CREATE UNIQUE INDEX note_correction_by_note ON note_correction USING btree (note_id, number);

CREATE INDEX note_person_by_person ON note_person USING btree (person_id);

CREATE INDEX organization_by_name ON organization USING btree (name_sort, id);

CREATE INDEX outbox_waiting ON outbox USING btree (seq) WHERE (result = ''::text);

CREATE INDEX person_by_birth ON person USING btree (birth_date) WHERE (birth_date IS NOT NULL);

CREATE INDEX person_by_merge ON person USING btree (merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX person_by_phone ON person USING btree (phone_digits) WHERE (phone_digits <> ''::text);

CREATE INDEX person_identifier_by_person ON person_identifier USING btree (person_id);

CREATE INDEX person_identifier_by_value ON person_identifier USING btree (value_fold, kind);

CREATE INDEX person_key_by_person ON person_key USING btree (person_id, key);

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

CREATE INDEX plan_signature_by_casefile ON plan_signature USING btree (casefile_id);

CREATE INDEX print_by_at ON print USING btree (at);

CREATE INDEX print_waiting ON print USING btree (at) WHERE (state = 'waiting'::text);

CREATE INDEX promise_by_account ON promise USING btree (account_id, state, due);

CREATE INDEX promise_by_casefile ON promise USING btree (casefile_id, state, due);

CREATE INDEX proposal_by_casefile ON proposal USING btree (casefile_id, proposed_at);

CREATE UNIQUE INDEX proposal_open ON proposal USING btree (casefile_id, kind) WHERE (state = ANY (ARRAY['proposed'::text, 'told'::text, 'appealed'::text]));

CREATE INDEX referral_answer_by_referral ON referral_answer USING btree (referral_id, at, id);

CREATE INDEX referral_by_casefile ON referral USING btree (casefile_id, created_at);

CREATE INDEX referral_by_service ON referral USING btree (service_id);

CREATE INDEX referral_late ON referral USING btree (due) WHERE ((is_open = 1) AND (chased = 0));

CREATE INDEX referral_link_by_referral ON referral_link USING btree (referral_id, created_at);

CREATE INDEX referral_open ON referral USING btree (casefile_id, due) WHERE (is_open = 1);

CREATE INDEX referral_received ON referral USING btree (to_agency_id, is_open, due, id) WHERE ((to_agency_id IS NOT NULL) AND (sent_at IS NOT NULL));

CREATE INDEX relationship_by_other ON relationship USING btree (other_id);

CREATE INDEX relationship_by_person ON relationship USING btree (person_id);

CREATE INDEX review_by_casefile ON review USING btree (casefile_id, held_on);

CREATE INDEX seat_by_account ON seat USING btree (account_id);

CREATE INDEX seat_by_team ON seat USING btree (team_id);

CREATE INDEX service_at_location_by_location ON service_at_location USING btree (location_id);

CREATE INDEX service_at_location_by_service ON service_at_location USING btree (service_id);

CREATE INDEX service_by_name ON service USING btree (name_sort, id);

CREATE INDEX service_by_organization ON service USING btree (organization_id, name_sort);

CREATE INDEX service_key_by_service ON service_key USING btree (service_id, key);

CREATE INDEX service_public ON service USING btree (id) WHERE (is_public = 1);

CREATE INDEX session_by_account ON session USING btree (account_id, seen_at);

CREATE INDEX sync_review_by_casefile ON sync_review USING btree (casefile_id, at) WHERE (state = 'waiting'::text);

CREATE INDEX sync_review_own ON sync_review USING btree (account_id, at) WHERE (state = 'waiting'::text);

CREATE INDEX sync_review_team ON sync_review USING btree (team_id, at) WHERE (state = 'waiting'::text);

CREATE INDEX sync_scope_by_casefile ON sync_scope USING btree (casefile_id, device_id);

CREATE INDEX sync_scope_feed ON sync_scope USING btree (device_id, "position", casefile_id);

CREATE INDEX task_by_account ON task USING btree (account_id, state, due, casefile_id);

CREATE INDEX task_by_casefile ON task USING btree (casefile_id, state, due) WHERE (casefile_id IS NOT NULL);

CREATE INDEX task_ended ON task USING btree (account_id, ended_at) WHERE (ended_at IS NOT NULL);

CREATE UNIQUE INDEX transfer_asked ON transfer USING btree (casefile_id) WHERE (state = 'asked'::text);

CREATE INDEX transfer_by_asker ON transfer USING btree (asked_by, state);

CREATE INDEX transfer_by_casefile ON transfer USING btree (casefile_id, asked_at);

CREATE INDEX transfer_item_by_casefile ON transfer_item USING btree (casefile_id);

CREATE INDEX transfer_item_by_transfer ON transfer_item USING btree (transfer_id, place);

CREATE INDEX transfer_to_account ON transfer USING btree (to_account_id, state) WHERE (to_account_id IS NOT NULL);

CREATE INDEX transfer_to_agency ON transfer USING btree (to_agency_id, state);

CREATE INDEX transfer_to_team ON transfer USING btree (to_team_id, state);

CREATE INDEX unmet_need_by_at ON unmet_need USING btree (at);

CREATE INDEX unmet_need_by_casefile ON unmet_need USING btree (casefile_id, at);

CREATE UNIQUE INDEX unmet_need_open ON unmet_need USING btree (casefile_id, need) WHERE (ended_at IS NULL);

CREATE INDEX visit_by_account ON visit USING btree (account_id, started_at);

CREATE INDEX visit_by_casefile ON visit USING btree (casefile_id, started_at);

CREATE INDEX visit_look ON visit USING btree (look_at) WHERE (look_at IS NOT NULL);

CREATE UNIQUE INDEX visit_running ON visit USING btree (account_id) WHERE (ended_at IS NULL);

ALTER TABLE ONLY absence
    ADD CONSTRAINT absence_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY absence
    ADD CONSTRAINT absence_cover_id_fkey FOREIGN KEY (cover_id) REFERENCES account(id);

ALTER TABLE ONLY absence
    ADD CONSTRAINT absence_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id);

ALTER TABLE ONLY absence
    ADD CONSTRAINT absence_voided_by_fkey FOREIGN KEY (voided_by) REFERENCES account(id);

ALTER TABLE ONLY account_change
    ADD CONSTRAINT account_change_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY account_change
    ADD CONSTRAINT account_change_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES account(id);

ALTER TABLE ONLY account_change
    ADD CONSTRAINT account_change_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id);

ALTER TABLE ONLY appointment
    ADD CONSTRAINT appointment_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY appointment
    ADD CONSTRAINT appointment_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY appointment
    ADD CONSTRAINT appointment_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id);

ALTER TABLE ONLY appointment_move
    ADD CONSTRAINT appointment_move_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id);

ALTER TABLE ONLY appointment_move
    ADD CONSTRAINT appointment_move_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY appointment_move
    ADD CONSTRAINT appointment_move_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES account(id);

ALTER TABLE ONLY appointment_person
    ADD CONSTRAINT appointment_person_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id);

ALTER TABLE ONLY appointment_person
    ADD CONSTRAINT appointment_person_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE ONLY approval
    ADD CONSTRAINT approval_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY area
    ADD CONSTRAINT area_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES area(id);

ALTER TABLE ONLY benefit
    ADD CONSTRAINT benefit_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY benefit
    ADD CONSTRAINT benefit_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

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

ALTER TABLE ONLY closure_end
    ADD CONSTRAINT closure_end_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY closure_end
    ADD CONSTRAINT closure_end_closure_id_fkey FOREIGN KEY (closure_id) REFERENCES closure(id);

ALTER TABLE ONLY closure
    ADD CONSTRAINT closure_reopened_by_fkey FOREIGN KEY (reopened_by) REFERENCES account(id);

ALTER TABLE ONLY conference
    ADD CONSTRAINT conference_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY conference
    ADD CONSTRAINT conference_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id);

ALTER TABLE ONLY conference_entry
    ADD CONSTRAINT conference_entry_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY conference_entry
    ADD CONSTRAINT conference_entry_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY conference_entry
    ADD CONSTRAINT conference_entry_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id);

ALTER TABLE ONLY conference_entry
    ADD CONSTRAINT conference_entry_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES conference_participant(id);

ALTER TABLE ONLY conference_participant
    ADD CONSTRAINT conference_participant_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY conference_participant
    ADD CONSTRAINT conference_participant_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY conference_participant
    ADD CONSTRAINT conference_participant_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conference(id);

ALTER TABLE ONLY conference_participant
    ADD CONSTRAINT conference_participant_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id);

ALTER TABLE ONLY conference
    ADD CONSTRAINT conference_planned_by_fkey FOREIGN KEY (planned_by) REFERENCES account(id);

ALTER TABLE ONLY consent
    ADD CONSTRAINT consent_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY consent
    ADD CONSTRAINT consent_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY consent
    ADD CONSTRAINT consent_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE ONLY consent
    ADD CONSTRAINT consent_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES consent(id);

ALTER TABLE ONLY consent_use
    ADD CONSTRAINT consent_use_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY consent_use
    ADD CONSTRAINT consent_use_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consent(id);

ALTER TABLE ONLY consent
    ADD CONSTRAINT consent_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES account(id);

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

ALTER TABLE ONLY deadline
    ADD CONSTRAINT deadline_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id);

ALTER TABLE ONLY deadline
    ADD CONSTRAINT deadline_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES account(id);

ALTER TABLE ONLY decision
    ADD CONSTRAINT decision_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY decision
    ADD CONSTRAINT decision_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY decision
    ADD CONSTRAINT decision_corrects_id_fkey FOREIGN KEY (corrects_id) REFERENCES decision(id);

ALTER TABLE ONLY decision_evidence
    ADD CONSTRAINT decision_evidence_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY decision_evidence
    ADD CONSTRAINT decision_evidence_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision(id);

ALTER TABLE ONLY device
    ADD CONSTRAINT device_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY device
    ADD CONSTRAINT device_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES account(id);

ALTER TABLE ONLY device
    ADD CONSTRAINT device_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id);

ALTER TABLE ONLY doc
    ADD CONSTRAINT doc_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY doc
    ADD CONSTRAINT doc_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY doc_file
    ADD CONSTRAINT doc_file_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY doc_file
    ADD CONSTRAINT doc_file_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY doc_file
    ADD CONSTRAINT doc_file_doc_id_fkey FOREIGN KEY (doc_id) REFERENCES doc(id);

ALTER TABLE ONLY draft
    ADD CONSTRAINT draft_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY event_payload
    ADD CONSTRAINT event_payload_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id);

ALTER TABLE ONLY feed
    ADD CONSTRAINT feed_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

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

ALTER TABLE ONLY location
    ADD CONSTRAINT location_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id);

ALTER TABLE ONLY member
    ADD CONSTRAINT member_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY member
    ADD CONSTRAINT member_added_by_fkey FOREIGN KEY (added_by) REFERENCES account(id);

ALTER TABLE ONLY member
    ADD CONSTRAINT member_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY member
    ADD CONSTRAINT member_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id);

ALTER TABLE ONLY note
    ADD CONSTRAINT note_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY note_action
    ADD CONSTRAINT note_action_note_id_fkey FOREIGN KEY (note_id) REFERENCES note(id);

ALTER TABLE ONLY note
    ADD CONSTRAINT note_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY note_correction
    ADD CONSTRAINT note_correction_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY note_correction
    ADD CONSTRAINT note_correction_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY note_correction
    ADD CONSTRAINT note_correction_note_id_fkey FOREIGN KEY (note_id) REFERENCES note(id);

ALTER TABLE ONLY note_person
    ADD CONSTRAINT note_person_note_id_fkey FOREIGN KEY (note_id) REFERENCES note(id);

ALTER TABLE ONLY note_person
    ADD CONSTRAINT note_person_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE ONLY organization
    ADD CONSTRAINT organization_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

ALTER TABLE ONLY person
    ADD CONSTRAINT person_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(id);

ALTER TABLE ONLY person_contact
    ADD CONSTRAINT person_contact_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY person_contact
    ADD CONSTRAINT person_contact_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

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

ALTER TABLE ONLY plan_signature
    ADD CONSTRAINT plan_signature_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY plan_signature
    ADD CONSTRAINT plan_signature_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY plan_signature
    ADD CONSTRAINT plan_signature_file_id_fkey FOREIGN KEY (file_id) REFERENCES doc_file(id);

ALTER TABLE ONLY plan_signature
    ADD CONSTRAINT plan_signature_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id);

ALTER TABLE ONLY plan_words
    ADD CONSTRAINT plan_words_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY plan_words
    ADD CONSTRAINT plan_words_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY print
    ADD CONSTRAINT print_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY print
    ADD CONSTRAINT print_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY promise
    ADD CONSTRAINT promise_new_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY promise
    ADD CONSTRAINT promise_new_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY promise
    ADD CONSTRAINT promise_new_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id);

ALTER TABLE ONLY promise
    ADD CONSTRAINT promise_new_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id);

ALTER TABLE ONLY proposal
    ADD CONSTRAINT proposal_appeal_decided_by_fkey FOREIGN KEY (appeal_decided_by) REFERENCES account(id);

ALTER TABLE ONLY proposal
    ADD CONSTRAINT proposal_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY proposal
    ADD CONSTRAINT proposal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id);

ALTER TABLE ONLY proposal
    ADD CONSTRAINT proposal_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision(id);

ALTER TABLE ONLY proposal
    ADD CONSTRAINT proposal_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES account(id);

ALTER TABLE ONLY referral_answer
    ADD CONSTRAINT referral_answer_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY referral_answer
    ADD CONSTRAINT referral_answer_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id);

ALTER TABLE ONLY referral
    ADD CONSTRAINT referral_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY referral
    ADD CONSTRAINT referral_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id);

ALTER TABLE ONLY referral_item
    ADD CONSTRAINT referral_item_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id);

ALTER TABLE ONLY referral_link
    ADD CONSTRAINT referral_link_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id);

ALTER TABLE ONLY referral_link
    ADD CONSTRAINT referral_link_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(id);

ALTER TABLE ONLY referral_link
    ADD CONSTRAINT referral_link_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES account(id);

ALTER TABLE ONLY referral
    ADD CONSTRAINT referral_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id);

ALTER TABLE ONLY referral
    ADD CONSTRAINT referral_service_id_fkey FOREIGN KEY (service_id) REFERENCES service(id);

ALTER TABLE ONLY referral
    ADD CONSTRAINT referral_to_agency_id_fkey FOREIGN KEY (to_agency_id) REFERENCES agency(id);

ALTER TABLE ONLY referral
    ADD CONSTRAINT referral_to_team_id_fkey FOREIGN KEY (to_team_id) REFERENCES team(id);

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

ALTER TABLE ONLY service_area
    ADD CONSTRAINT service_area_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(id);

ALTER TABLE ONLY service_area
    ADD CONSTRAINT service_area_service_id_fkey FOREIGN KEY (service_id) REFERENCES service(id);

ALTER TABLE ONLY service_at_location
    ADD CONSTRAINT service_at_location_location_id_fkey FOREIGN KEY (location_id) REFERENCES location(id);

ALTER TABLE ONLY service_at_location
    ADD CONSTRAINT service_at_location_service_id_fkey FOREIGN KEY (service_id) REFERENCES service(id);

ALTER TABLE ONLY service_key
    ADD CONSTRAINT service_key_service_id_fkey FOREIGN KEY (service_id) REFERENCES service(id);

ALTER TABLE ONLY service
    ADD CONSTRAINT service_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id);

ALTER TABLE ONLY session
    ADD CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY session
    ADD CONSTRAINT session_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id);

ALTER TABLE ONLY sync_receipt
    ADD CONSTRAINT sync_receipt_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id);

ALTER TABLE ONLY sync_review
    ADD CONSTRAINT sync_review_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY sync_review
    ADD CONSTRAINT sync_review_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id);

ALTER TABLE ONLY sync_review
    ADD CONSTRAINT sync_review_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id);

ALTER TABLE ONLY sync_scope
    ADD CONSTRAINT sync_scope_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY sync_scope
    ADD CONSTRAINT sync_scope_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id);

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

ALTER TABLE ONLY transfer
    ADD CONSTRAINT transfer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES account(id);

ALTER TABLE ONLY transfer
    ADD CONSTRAINT transfer_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES account(id);

ALTER TABLE ONLY transfer
    ADD CONSTRAINT transfer_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY transfer
    ADD CONSTRAINT transfer_from_worker_id_fkey FOREIGN KEY (from_worker_id) REFERENCES account(id);

ALTER TABLE ONLY transfer_item
    ADD CONSTRAINT transfer_item_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY transfer_item
    ADD CONSTRAINT transfer_item_transfer_id_fkey FOREIGN KEY (transfer_id) REFERENCES transfer(id);

ALTER TABLE ONLY transfer
    ADD CONSTRAINT transfer_to_account_id_fkey FOREIGN KEY (to_account_id) REFERENCES account(id);

ALTER TABLE ONLY transfer
    ADD CONSTRAINT transfer_to_agency_id_fkey FOREIGN KEY (to_agency_id) REFERENCES agency(id);

ALTER TABLE ONLY transfer
    ADD CONSTRAINT transfer_to_team_id_fkey FOREIGN KEY (to_team_id) REFERENCES team(id);

ALTER TABLE ONLY unmet_need
    ADD CONSTRAINT unmet_need_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY unmet_need
    ADD CONSTRAINT unmet_need_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(id);

ALTER TABLE ONLY unmet_need
    ADD CONSTRAINT unmet_need_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY unmet_need
    ADD CONSTRAINT unmet_need_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id);

ALTER TABLE ONLY visit
    ADD CONSTRAINT visit_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

ALTER TABLE ONLY visit
    ADD CONSTRAINT visit_casefile_id_fkey FOREIGN KEY (casefile_id) REFERENCES casefile(id);

ALTER TABLE ONLY visit
    ADD CONSTRAINT visit_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id);

