/* referral/referral_shared_web.c: what the pages of both sides share: badges, what is shown, what
 * can be done and what was done. */
#include <string.h>

#include "core/messages.gen.h"
#include "core/pack.h"
#include "referral_handlers.h"
#include "referral_tmpl.gen.h"

/* Each act has boxes of its own names, because all of them stand on one page. */
const struct field referral_answer_form[] = {
    {"act", FIELD_LINE, .label = "referral.act", .required = true},
    {"version", FIELD_INT, .label = "referral.act", .required = true, .max = 1000000},
    {"reject_reason", FIELD_CODE, .label = "referral.reject_reason", .codes = "referral_reject"},
    {"reject_words", FIELD_TEXT, .label = "referral.words", .max = REFERRAL_WORDS_MAX},
    {"wait_on", FIELD_DATE, .label = "referral.wait_on", .hint = "referral.wait_hint"},
    {"wait_words", FIELD_TEXT, .label = "referral.words", .max = REFERRAL_WORDS_MAX},
    {"attend_on", FIELD_DATE, .label = "referral.attend_on", .past = true},
    {"attend_words", FIELD_TEXT, .label = "referral.words", .max = REFERRAL_WORDS_MAX},
    {"miss_on", FIELD_DATE, .label = "referral.miss_on", .past = true},
    {"miss_words", FIELD_TEXT, .label = "referral.words", .max = REFERRAL_WORDS_MAX},
    {"complete_reason", FIELD_CODE, .label = "referral.outcome", .codes = "referral_outcome"},
    {"complete_words", FIELD_TEXT, .label = "referral.words", .max = REFERRAL_WORDS_MAX},
    {"fail_reason", FIELD_CODE, .label = "referral.fail_reason", .codes = "referral_fail"},
    {"fail_words", FIELD_TEXT, .label = "referral.words", .max = REFERRAL_WORDS_MAX},
    {"counter_words", FIELD_TEXT, .label = "referral.counter_words",
     .hint = "referral.counter_hint", .max = REFERRAL_WORDS_MAX},
    {"cancel_words", FIELD_TEXT, .label = "core.reason", .max = REFERRAL_WORDS_MAX},
    {"void_words", FIELD_TEXT, .label = "core.reason", .max = REFERRAL_WORDS_MAX},
    FIELDS_END,
};
static const char *const parts[] = {"reason", "on", "words"};

static const enum referral_act receiver_acts[] = {
    REFERRAL_ACCEPT, REFERRAL_REJECT,   REFERRAL_WAIT, REFERRAL_ATTEND,
    REFERRAL_MISS,   REFERRAL_COMPLETE, REFERRAL_FAIL, REFERRAL_COUNTER};
const struct referral_acts_wanted referral_receiver_acts = {
    receiver_acts, sizeof receiver_acts / sizeof receiver_acts[0], REFERRAL_RECEIVER, {NULL, 0}};

/* ---- small things ---------------------------------------------------------------------------- */

struct referral_state_view referral_state_badge(struct ctx *ctx, enum referral_state state)
{
    static const char *const classes[] = {
        [REFERRAL_DRAFT] = "none",       [REFERRAL_REQUESTED] = "info",
        [REFERRAL_ACCEPTED] = "ok",      [REFERRAL_REJECTED] = "bad",
        [REFERRAL_IN_PROGRESS] = "info", [REFERRAL_ON_HOLD] = "wait",
        [REFERRAL_COMPLETED] = "ok",     [REFERRAL_FAILED] = "bad",
        [REFERRAL_CANCELLED] = "none",   [REFERRAL_ENTERED_IN_ERROR] = "none"};

    return (struct referral_state_view){
        str_c(classes[state]),
        pack_label(ctx->pack, STR("referral_state"), referral_state_code(state), ctx->locale)};
}

struct str referral_urgent(struct ctx *ctx, struct str urgency)
{
    return str_eq(urgency, STR("urgent")) ? msg_text(ctx->locale, MSG_REFERRAL_URGENT) : STR_NONE;
}

struct referral_row_view referral_row_fill(struct ctx *ctx, const struct referral_row *row,
                                           enum referral_show show)
{
    char id[ID_TEXT];
    struct str text = id_format(row->id, id);
    struct str rest = str_fmt(ctx->arena, "referrals/%.*s", STR_ARG(text));
    bool received = show == REFERRAL_RECEIVED;

    return (struct referral_row_view){
        .href = received ? str_fmt(ctx->arena, "/referrals/received/%.*s", STR_ARG(text))
                         : casefile_href(ctx, row->casefile_id, rest.p),
        .name = str_given(row->name) ? row->name : msg_text(ctx->locale, MSG_REFERRAL_NO_NAME),
        .other = row->other,
        .who = row->who,
        .reason = str_given(row->reason) && row->state == REFERRAL_REJECTED
                      ? pack_label(ctx->pack, STR("referral_reject"), row->reason, ctx->locale)
                      : STR_NONE,
        .urgency =
            referral_state_is_open(row->state) ? referral_urgent(ctx, row->urgency) : STR_NONE,
        .to_name = row->to_name,
        .state = referral_state_badge(ctx, row->state),
        .due = casefile_due(ctx, row->due),
        .sent_on =
            instant_given(row->sent_at) ? date_of(row->sent_at, ctx->tz_offset_min) : DATE_NONE,
        .waiting_until = row->state == REFERRAL_ON_HOLD ? row->waiting_until : DATE_NONE};
}

enum err referral_shared_fill(struct ctx *ctx, const struct referral *referral, bool for_receiver,
                              struct referral_shared_view *ret)
{
    struct referral_shared_view view = {.is_shown = true};
    struct referral_item_list items;

    *ret = (struct referral_shared_view){0};
    if (for_receiver && !referral_is_shown(referral))
        return OK;
    TRY(referral_items(ctx, referral, &items));
    for (size_t i = 0; i < items.n; i++) {
        const struct referral_item *item = &items.items[i];

        if (str_given(item->form))
            LIST_ADD(ctx->arena, &view.answers, *item);
        else if (str_eq(item->what, STR("need")))
            view.need = item->text;
        else
            LIST_ADD(ctx->arena, &view.facts, *item);
    }
    *ret = view;
    return OK;
}

/* ---- what can be done ------------------------------------------------------------------------ */

/* The boxes of an act; a day that is asked for begins with today. */
static void fields_fill(struct req *r, enum referral_act act, struct field_view_list *ret)
{
    struct ctx *ctx = r->ctx;
    struct str code = referral_act_code(act);

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        struct str name = str_fmt(ctx->arena, "%.*s_%s", STR_ARG(code), parts[i]);
        bool begins = (act == REFERRAL_ATTEND || act == REFERRAL_MISS) && i == 1;

        if (field_find(referral_answer_form, name))
            LIST_ADD(ctx->arena, ret,
                     form_field(ctx, &r->form, referral_answer_form, name.p,
                                begins ? ctx_date_text(ctx, ctx_today(ctx)) : STR_NONE));
    }
}

struct referral_acts_view referral_acts_fill(struct req *r, const struct referral *referral,
                                             const struct referral_acts_wanted *wanted)
{
    struct ctx *ctx = r->ctx;
    struct referral_acts_view view = {.action = wanted->action, .version = referral->version};
    struct str sent =
        r->form.fields == referral_answer_form ? form_typed(&r->form, "act") : STR_NONE;

    for (size_t i = 0; i < wanted->n; i++) {
        enum referral_act act = wanted->acts[i];

        if (!referral_can(referral, act, wanted->side))
            continue;
        struct referral_act_view *v = LIST_PUSH(ctx->arena, &view.acts);

        v->code = referral_act_code(act);
        v->label = referral_act_label(ctx, act);
        v->open = str_eq(sent, v->code);
        fields_fill(r, act, &v->fields);
    }
    return view;
}

/* "reject_reason" of what was sent. */
static const char *box(struct ctx *ctx, enum referral_act act, const char *part)
{
    return str_fmt(ctx->arena, "%.*s_%s", STR_ARG(referral_act_code(act)), part).p;
}

enum err referral_answer_take(struct req *r, const struct casefile *file, struct referral *referral,
                              enum referral_side side)
{
    struct ctx *ctx = r->ctx;
    struct referral_answer a = {.side = side, .on = DATE_NONE};

    if (referral_act_parse(form_text(&r->form, "act"), &a.act) != OK)
        return ctx_fail(ctx, E_INVALID, "form.not_choice", NULL);
    if (field_find(referral_answer_form, str_c(box(ctx, a.act, "reason"))))
        a.reason = form_code(&r->form, box(ctx, a.act, "reason"));
    if (field_find(referral_answer_form, str_c(box(ctx, a.act, "words"))))
        a.words = str_trim(form_text(&r->form, box(ctx, a.act, "words")));
    if (field_find(referral_answer_form, str_c(box(ctx, a.act, "on"))))
        a.on = form_date(&r->form, box(ctx, a.act, "on"));
    /* What a receiver told on the phone is the receiver's answer. */
    enum err e = referral_do(ctx, file, referral, &a, form_int(&r->form, "version", 0));

    if (e == E_INVALID && ctx->fail.field)
        ctx->fail.field = box(ctx, a.act, ctx->fail.field);
    return e;
}

/* ---- what was done --------------------------------------------------------------------------- */

enum err referral_history_fill(struct ctx *ctx, const struct referral *referral, bool for_receiver,
                               struct referral_history_view *ret)
{
    struct referral_answer_list list;

    TRY(referral_answers(ctx, referral, for_receiver, &list));
    *ret = (struct referral_history_view){0};
    for (size_t i = 0; i < list.n; i++) {
        const struct referral_answer *a = &list.items[i];
        const char *reasons = referral_reasons(a->act);
        struct str key =
            str_fmt(ctx->arena, "referral.done_%.*s", STR_ARG(referral_act_code(a->act)));

        LIST_ADD(
            ctx->arena, &ret->done,
            ((struct referral_done_view){
                .label = ctx_msg(ctx, key.p),
                .reason = reasons && str_given(a->reason)
                              ? pack_label(ctx->pack, str_c(reasons), a->reason, ctx->locale)
                              : STR_NONE,
                .by = a->side == REFERRAL_RECEIVER && !str_given(a->by_name) ? referral->to_name
                                                                             : a->by_name,
                .words = a->words,
                .on = a->on,
                .at = a->at}));
    }
    return OK;
}
