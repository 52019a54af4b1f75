/* assess/assess.c: the rules of drafts and of submitting. Beginning one with earlier answers is in
 * assess_begin.c. */
#include "feature/assess/assess.h"
#include "feature/doc/doc.h"

#include "core/authz.h"
#include "core/event.h"
#include "core/feature.h"
#include "core/form_base.h"
#include "feature/assess/assess_form.h"
#include "feature/assess/assess_score.h"
#include "feature/assess/assess_store.h"

/* ---- reading -------------------------------------------------------------------------------- */

enum err assess_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                  struct assess_record_list *ret)
{
    TRY(assess_store_list(ctx, file->id, ret));
    assess_keep_own(ctx, file, ret);
    return OK;
}

enum err assess_load(struct ctx *ctx, const struct casefile *file, struct id id,
                     struct assess_record *ret)
{
    struct assess_record record;

    TRY(assess_store_find(ctx, file->id, id, &record));
    if (!id_given(record.id) || !assess_may_have(ctx, file, &record))
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(assess_hide(ctx, file, &record));
    *ret = record;
    return OK;
}

enum err assess_draft(struct ctx *ctx, const struct casefile *file, struct str form,
                      struct assess_record *ret)
{
    return assess_store_draft(ctx, file->id, form, ret);
}

enum err assess_latest(struct ctx *ctx, const struct casefile *file, struct str form,
                       struct instant before, struct assess_record *ret)
{
    /* A microsecond after now: what was submitted by this very command counts too. */
    struct instant end = instant_given(before) ? before : (struct instant){ctx->now.us + 1};

    TRY(assess_store_latest(ctx, file->id, form, end, ret));
    if (id_given(ret->id) && !assess_may_have(ctx, file, ret))
        *ret = (struct assess_record){0};
    return assess_hide(ctx, file, ret);
}

/* ---- a page of a draft ---------------------------------------------------------------------- */

enum err assess_may_write(struct ctx *ctx, const struct casefile *file)
{
    TRY(authz_need(ctx, CAP_ASSESS_EDIT));
    if (file->access < CASEFILE_WRITE)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    if (!casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    return OK;
}

static struct str record_link(struct ctx *ctx, const struct assess_record *record)
{
    char file[ID_TEXT], id[ID_TEXT];

    return str_fmt(ctx->arena, "/cases/%.*s/forms/%.*s",
                   STR_ARG(id_format(record->casefile_id, file)),
                   STR_ARG(id_format(record->id, id)));
}

/* What a page changes: the draft as stored, and what stands in it. */
struct change {
    struct assess_record draft;
    struct assess_answers answers;
    bool is_new;
};

static bool has_section(const struct pack_form *def, struct str name)
{
    const struct form_items *top = &def->model->items.items[0]->children;

    for (size_t i = 0; i < top->n; i++)
        if (str_eq(form_live_section(top->items[i]), name))
            return true;
    return !str_given(name);
}

static enum err change_open(struct ctx *ctx, const struct casefile *file,
                            const struct assess_page *page, struct change *ret)
{
    TRY(assess_may_write(ctx, file));
    if (!has_section(page->def, page->part))
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(assess_store_draft(ctx, file->id, page->def->name, &ret->draft));
    ret->is_new = !id_given(ret->draft.id);
    if (ret->is_new)
        ret->draft = assess_record_new(ctx, file, page->def);
    return assess_answers_load(ctx, file, page->def, &ret->draft, &ret->answers);
}

static struct str value_of(void *arg, struct str name)
{
    const struct form *form = arg;

    for (size_t i = 0; i < form->values.n; i++) {
        if (str_eq(form->values.items[i].name, name))
            return form->values.items[i].value;
    }
    return STR_NONE;
}

static bool is_stale(const struct change *c, const struct assess_page *page)
{
    return !c->is_new && page->version >= 0 && page->version != c->draft.version;
}

/* What this window showed when it was opened, and the answers as another one stored them. */
struct stale {
    struct form_base base;
    struct form_answers own;
};

/* What is computed is nobody's answer, and what only this window changed is no conflict. */
static bool is_conflict(struct ctx *ctx, const struct assess_page *page, struct stale *stale,
                        const struct answer_view *stored, const struct answer_view *typed)
{
    const struct field *f = field_find(page->form->fields, stored->name);
    struct str missing = str_cat(ctx->arena, stored->name, STR(".missing"));

    return f && field_is_asked(f) && !str_eq(stored->text, typed->text) &&
           !form_base_showed(ctx->arena, &stale->base, stored->name,
                             form_answer(&stale->own, stored->name),
                             form_answer(&stale->own, missing));
}

/* Two windows of one author: what differs is shown side by side, and nothing is lost. */
static enum err stale_check(struct ctx *ctx, const struct change *c, const struct assess_page *page)
{
    struct stale stale = {.own = c->answers.own};
    struct answer_view_list stored, typed;

    if (!is_stale(c, page))
        return OK;
    form_base_read(ctx->arena, page->form, &stale.base);
    stored = form_answers_view(ctx, page->form->fields, form_answer, &stale.own);
    typed = form_answers_view(ctx, page->form->fields, value_of, page->form);
    for (size_t i = 0; i < stored.n; i++)
        if (is_conflict(ctx, page, &stale, &stored.items[i], &typed.items[i]))
            LIST_ADD(ctx->arena, &ctx->conflict.rows,
                     ((struct conflict_row){.label = stored.items[i].label,
                                            .stored = stored.items[i].text,
                                            .typed = typed.items[i].text}));
    return ctx->conflict.rows.n ? ctx_conflict(ctx, c->draft.version, "assess.changed_elsewhere")
                                : OK;
}

static enum err change_store(struct ctx *ctx, struct change *c)
{
    c->draft.saved_at = ctx->now;
    TRY(c->is_new ? assess_store_insert(ctx, &c->draft) : assess_store_save(ctx, &c->draft));
    if (!ctx->site->device)
        return OK;
    return assess_store_stays(ctx, &c->draft, c->is_new ? ASSESS_HERE : c->draft.version - 1);
}

static enum err take(struct change *c, const struct assess_page *page, struct form_part part)
{
    part.section = page->part;
    return form_live_take(c->answers.live, page->form, &part);
}

static bool is_act(const struct assess_page *page)
{
    return str_given(page->act) && !str_eq(page->act, STR("show")) &&
           !str_eq(page->act, STR("next"));
}

/* Nobody has said yet that what is on offer is right. */
static bool is_glance(const struct assess_page *page)
{
    return str_given(page->act) && !str_eq(page->act, STR("next"));
}

enum err assess_keep(struct ctx *ctx, const struct casefile *file, const struct assess_page *page,
                     struct assess_record *ret)
{
    struct change c = {0};
    enum err e;

    TRY(change_open(ctx, file, page, &c));
    if (is_stale(&c, page) && !form_has(page->form, FORM_BASE))
        return ctx_fail(ctx, E_CONFLICT, "assess.changed_elsewhere", NULL);
    /* A device may not have heard of the draft of this page yet: there it begins another. */
    if (c.is_new && page->version > 0 && !ctx->site->device)
        return ctx_fail(ctx, E_CONFLICT, "assess.no_draft", NULL);
    /* Half a date is no mistake yet: what is not right so far is left as it was. */
    e = take(&c, page, (struct form_part){.glance = true});
    if (e != E_INVALID)
        TRY(e);
    ctx->fail = (struct failure){0};
    if (e == OK && is_act(page))
        TRY(form_live_do(c.answers.live, page->act));
    c.draft.answers = form_live_json(c.answers.live, true);
    c.draft.version++;
    TRY(change_store(ctx, &c));
    *ret = c.draft;
    return OK;
}

enum err assess_save(struct ctx *ctx, const struct casefile *file, const struct assess_page *page,
                     struct assess_record *ret)
{
    struct change c = {0};

    TRY(change_open(ctx, file, page, &c));
    TRY(take(&c, page, (struct form_part){.glance = is_glance(page)}));
    TRY(stale_check(ctx, &c, page));
    if (is_act(page))
        TRY(form_live_do(c.answers.live, page->act));
    c.draft.answers = form_live_json(c.answers.live, true);
    if (!str_given(page->act))
        c.draft.seen = str_given(page->part) ? assess_parts_add(ctx, c.draft.seen, page->part)
                                             : assess_parts_all(ctx, page->def);
    c.draft.version++;
    TRY(change_store(ctx, &c));
    TRY(assess_draft_emit(ctx, file, &c.draft, "assess.saved"));
    *ret = c.draft;
    return OK;
}

/* ---- submitting ----------------------------------------------------------------------------- */

/* A form that is being submitted. */
struct submission {
    struct casefile *file;
    const struct pack_form *def;
    struct form *form; /* checked */
    struct form_live *live;
    struct assess_record record, replaced;
    struct form_answers before; /* of the record it replaces */
    bool is_new;
    struct str contact;                /* the family was met or spoken with, see struct event */
    struct str risk, reason;           /* risk is empty when it stays as it is */
    struct assess_deviation deviation; /* from what the form proposes */
};

static enum err replaced_load(struct ctx *ctx, struct submission *s)
{
    if (!id_given(s->record.replaces_id))
        return OK;
    TRY(assess_load(ctx, s->file, s->record.replaces_id, &s->replaced));
    if (id_given(s->replaced.replaced_by))
        return ctx_fail(ctx, E_CONFLICT, "assess.replaced_already", NULL);
    return form_answers_parse(ctx, s->replaced.answers, &s->before);
}

/* Does this form change the risk of the case, and does it say why? */
static enum err risk_check(struct ctx *ctx, struct submission *s)
{
    const char *field = str_z(ctx->arena, s->def->risk_field);
    const char *reason_field = str_z(ctx->arena, s->def->risk_reason_field);
    struct str risk = form_code(s->form, field);

    if (!str_given(s->def->risk_field) || !str_given(risk))
        return OK;
    TRY(assess_proposal_check(s->live, s->def, s->form, &s->deviation));
    if (str_eq(risk, s->file->risk))
        return OK;
    /* The judgement of an old record does not come back because its spelling is corrected. */
    if (id_given(s->replaced.id) && str_eq(risk, form_answer(&s->before, s->def->risk_field)))
        return OK;
    s->reason = form_text(s->form, reason_field);
    if (str_given(s->def->risk_reason_field) && !str_given(s->reason))
        return form_fail(ctx, s->form, reason_field, "assess.risk_reason");
    if (str_given(s->def->risk_reason_field) &&
        !assess_is_for_all(ctx, pack_form_field(s->def, s->def->risk_reason_field)))
        s->reason = STR_NONE;
    if (str_given(s->deviation.proposed))
        s->reason = assess_decided(ctx, s->def, &s->deviation, risk);
    if (!str_given(s->reason))
        s->reason = text_in(&s->def->title, ctx->locale);
    s->risk = risk;
    return OK;
}

static bool in_journal(const struct field *f)
{
    switch (f->type) {
    case FIELD_CODE:
    case FIELD_CODES:
    case FIELD_YESNO:
    case FIELD_BOOL:
    case FIELD_INT:
    case FIELD_DATE:
    case FIELD_DATETIME:
        return true;
    default:
        return false;
    }
}

/* Short answers that a correction changed. Texts and what is sensitive stand in the two records. */
static struct str submission_diff(struct ctx *ctx, struct submission *s)
{
    struct event_diff diff = {.ctx = ctx};

    event_diff_add(&diff, "form_version", s->replaced.form_version, s->record.form_version);
    for (const struct field *f = s->form->fields; id_given(s->replaced.id) && f->name; f++) {
        struct str before = form_answer(&s->before, str_c(f->name));
        struct str after = form_text(s->form, f->name);

        if (in_journal(f) && assess_is_for_all(ctx, f) &&
            assess_reader_asked(ctx, s->def, f) == ASSESS_PLAIN)
            event_diff_add(&diff, f->name, before, after);
    }
    return event_diff_done(&diff);
}

/* A form may be about a contact with the family: it counts as one that a note tells of. */
static enum err contact_note(struct ctx *ctx, struct submission *s)
{
    struct date on = DATE_NONE;

    if (str_given(s->def->contact_on) &&
        pack_condition_holds(ctx->arena, s->form, s->def->contact_if))
        on = form_date(s->form, str_z(ctx->arena, s->def->contact_on));
    if (!date_given(on) || date_cmp(on, ctx_today(ctx)) > 0)
        return OK;
    s->contact = assess_contact(s->def, s->form);
    return casefile_contacted(ctx, s->file, on);
}

static enum err submission_emit(struct ctx *ctx, struct submission *s)
{
    struct event event = {.kind = str_z(ctx->arena, s->def->event),
                          .flags = str_given(s->contact) ? EVENT_CONTACT : 0,
                          .contact = s->contact,
                          .subject_id = s->record.id,
                          .casefile_id = s->file->id,
                          .person_id = s->file->person_id,
                          .about = s->def->name,
                          .link = record_link(ctx, &s->record),
                          .summary = s->record.reason,
                          .data = submission_diff(ctx, s)};

    /* Without its condition the form is on record and completes nothing. */
    if (!event_is_declared(ctx, event.kind) ||
        !pack_condition_holds(ctx->arena, s->form, s->def->event_if))
        event.kind =
            str_eq(s->def->event, STR("assess.submitted")) ? "assess.recorded" : "assess.submitted";
    event.flags |= pack_meaning_answered(ctx->arena, ctx->pack, &event, s->form);
    return event_emit(ctx, &event);
}

static enum err submission_store(struct ctx *ctx, struct submission *s)
{
    struct assess_record *r = &s->record;

    r->state = STR("submitted");
    r->answers = form_live_json(s->live, false);
    if (r->answers.n > ASSESS_ANSWERS_MAX)
        return ctx_fail(ctx, E_LIMIT, "assess.too_long", NULL);
    r->form_version = s->def->version;
    r->submitted_at = ctx->now;
    r->saved_at = ctx->now;
    return s->is_new ? assess_store_insert(ctx, r) : assess_store_submit(ctx, r);
}

/* The decision rests on the form; who decides otherwise than it proposes has considered what it
 * proposes. */
static enum err risk_set(struct ctx *ctx, struct submission *s)
{
    struct weighed before = ctx->weighed;

    ctx->weighed.link = record_link(ctx, &s->record);
    if (str_given(s->deviation.proposed))
        ctx->weighed.alternatives = assess_proposed(ctx, s->def, &s->deviation);
    TRY(casefile_set_risk(ctx, s->file, s->risk, s->reason));
    ctx->weighed = before;
    return OK;
}

/* The answers are checked; the rest is common to both ways of submitting. */
static enum err submit(struct ctx *ctx, struct submission *s, struct assess_record *ret)
{
    TRY(replaced_load(ctx, s));
    TRY(risk_check(ctx, s));
    TRY(submission_store(ctx, s));
    if (str_given(s->risk))
        TRY(risk_set(ctx, s));
    TRY(contact_note(ctx, s));
    TRY(submission_emit(ctx, s));
    *ret = s->record;
    return OK;
}

/* Nothing that was answered goes without a word: each answer that is not asked any more was named.
 */
static enum err drop_check(struct ctx *ctx, struct form_live *live, struct form *form,
                           struct str agreed)
{
    struct answer_view_list dropped = form_live_dropped(live);

    for (size_t i = 0; i < dropped.n; i++)
        if (!pack_has_word(agreed, dropped.items[i].name))
            return form_fail(ctx, form, ASSESS_DROP, "assess.drop_missing");
    return OK;
}

/* What is wrong is said at once: with the answers, and with what would be removed. */
static enum err all_wrong(struct ctx *ctx, enum err answers, struct form_live *live,
                          struct form *form, struct str agreed)
{
    struct failure first = ctx->fail;
    enum err dropped;

    if (answers != OK && answers != E_INVALID)
        return answers;
    dropped = drop_check(ctx, live, form, agreed);
    if (answers != OK)
        ctx->fail = first;
    return answers != OK ? answers : dropped;
}

enum err assess_submit(struct ctx *ctx, struct casefile *file, const struct assess_page *page,
                       struct assess_record *ret)
{
    struct change c = {0};
    struct submission s = {.file = file, .def = page->def, .form = page->form};
    struct str agreed;

    TRY(change_open(ctx, file, page, &c));
    s.live = c.answers.live;
    agreed = form_typed(page->form, ASSESS_DROP);
    TRY(all_wrong(ctx, take(&c, page, (struct form_part){.strict = true}), s.live, page->form,
                  agreed));
    TRY(stale_check(ctx, &c, page));
    s.record = c.draft;
    s.is_new = c.is_new;
    return submit(ctx, &s, ret);
}

static bool anything_offered(struct assess_answers *answers)
{
    for (size_t i = 0; i < answers->parts.n; i++)
        for (const struct field *f = answers->parts.items[i].fields; f->name; f++)
            if (assess_is_earlier(answers, str_c(f->name)))
                return true;
    return false;
}

enum err assess_submit_filled(struct ctx *ctx, struct casefile *file,
                              const struct assess_filled *filled, struct form *form,
                              struct assess_record *ret)
{
    struct assess_answers answers;
    struct submission s = {.file = file,
                           .def = filled->def,
                           .form = form,
                           .record = filled->record,
                           .is_new = filled->is_new};
    struct str agreed = form_typed(form, ASSESS_DROP);
    bool offered;
    enum err e;

    TRY(assess_may_write(ctx, file));
    TRY(assess_answers_load(ctx, file, filled->def, &s.record, &answers));
    s.live = answers.live;
    offered = anything_offered(&answers);
    e = all_wrong(ctx, form_live_check(answers.live, form), s.live, form, agreed);
    if (offered && (e == OK || e == E_INVALID))
        e = form_fail(ctx, form, "", "assess.offered_left");
    TRY(e);
    return submit(ctx, &s, ret);
}

enum err assess_submit_draft(struct ctx *ctx, struct casefile *file, const struct pack_form *def,
                             struct form *form, struct assess_record *ret)
{
    struct assess_filled filled = {.def = def};

    TRY(assess_may_write(ctx, file));
    TRY(assess_store_draft(ctx, file->id, def->name, &filled.record));
    if (!id_given(filled.record.id))
        return ctx_fail(ctx, E_CONFLICT, "assess.no_draft", NULL);
    return assess_submit_filled(ctx, file, &filled, form, ret);
}
