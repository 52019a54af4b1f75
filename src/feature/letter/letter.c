/* letter/letter.c: what stands in a letter. */
#include "feature/letter/letter.h"

#include "core/event.h"
#include "core/messages.gen.h"
#include "feature/assess/assess.h"

/* A letter that is being put together; each form is loaded once. */
struct writing {
    struct ctx *ctx;
    const struct casefile *file;
    struct map forms; /* name → struct form_answers * */
};

static enum err answers_of(struct writing *w, const struct pack_form *form,
                           struct form_answers **ret)
{
    struct form_answers *answers = map_get(&w->forms, form->name);
    struct assess_record record;

    if (!answers) {
        answers = ARENA_NEW(w->ctx->arena, struct form_answers);
        TRY(assess_latest(w->ctx, w->file, form->name, INSTANT_NONE, &record));
        TRY(form_answers_parse(w->ctx, record.answers, answers));
        map_set(&w->forms, form->name, answers);
    }
    *ret = answers;
    return OK;
}

/* The loader of the pack refuses such a place already; who reads it here need not know that. */
static bool is_open(struct ctx *ctx, const struct pack_form *form, const struct field *f)
{
    return f && assess_is_for_all(ctx, f) && assess_reader_asked(ctx, form, f) == ASSESS_PLAIN;
}

/* "form.question": the stored answer, or nothing. */
static enum err answer_of(struct writing *w, struct str form_name, struct str question,
                          const struct field **ret_field, struct str *ret)
{
    const struct pack_form *form = pack_form_find(w->ctx->pack, form_name);
    const struct field *f = form ? pack_form_field(form, question) : NULL;
    struct form_answers *answers;

    *ret = STR_NONE;
    *ret_field = f;
    if (!is_open(w->ctx, form, f))
        return OK;
    TRY(answers_of(w, form, &answers));
    *ret = form_answer(answers, question);
    return OK;
}

static struct str date_in_words(struct ctx *ctx, enum calendar_kind calendar, struct date on)
{
    struct buf out;

    buf_init(&out, ctx->arena, 200);
    calendar_date(&out, ctx->locale, calendar, on, DATE_LONG);
    return buf_str(&out);
}

static enum err place_fill(struct writing *w, struct str place, struct str *ret)
{
    struct ctx *ctx = w->ctx;
    const struct field *field;
    struct str form, question, stored;

    if (pack_letter_split(place, &form, &question)) {
        TRY(answer_of(w, form, question, &field, &stored));
        *ret = str_given(stored) ? form_answer_text(ctx, field, stored) : STR_NONE;
    } else if (str_eq(place, STR("client"))) {
        *ret = w->file->client_name;
    } else if (str_eq(place, STR("number"))) {
        *ret = w->file->number;
    } else if (str_eq(place, STR("worker"))) {
        *ret = w->file->worker_name;
    } else if (str_eq(place, STR("team"))) {
        *ret = w->file->team_name;
    } else {
        *ret = date_in_words(ctx, ctx->calendar, ctx_today(ctx));
    }
    return OK;
}

static enum err applies(struct writing *w, struct str condition, bool *ret)
{
    const struct field *field;
    struct str form, rest, question, codes, stored, one;

    *ret = !str_given(condition);
    if (!pack_letter_split(condition, &form, &rest) ||
        !pack_condition_split(rest, &question, &codes))
        return OK;
    TRY(answer_of(w, form, question, &field, &stored));
    while (str_split(&stored, ' ', &one))
        *ret = *ret || pack_has_word(codes, one);
    return OK;
}

static enum err paragraph_fill(struct writing *w, const struct pack_letter *row,
                               struct letter_paragraph *ret)
{
    struct str rest = text_in(&row->text, w->ctx->locale), words;
    enum pack_letter_bit kind;

    while ((kind = pack_letter_next(&rest, &words)) != LETTER_END) {
        struct letter_bit bit = {.text = words, .is_place = kind == LETTER_PLACE};

        if (bit.is_place)
            TRY(place_fill(w, words, &bit.text));
        LIST_ADD(w->ctx->arena, &ret->bits, bit);
    }
    return OK;
}

enum err letter_compose(struct ctx *ctx, const struct casefile *file,
                        const struct pack_letter *letter, struct letter_paragraph_list *ret)
{
    struct writing w = {.ctx = ctx, .file = file};
    struct letter_paragraph_list list = {0};

    map_init(&w.forms, ctx->arena);
    for (size_t i = 0; i < ctx->pack->letters.n; i++) {
        const struct pack_letter *row = &ctx->pack->letters.items[i];
        struct letter_paragraph paragraph = {0};
        bool now;

        if (!str_eq(row->name, letter->name) || !str_given(row->paragraph))
            continue;
        TRY(applies(&w, row->condition, &now));
        if (!now)
            continue;
        TRY(paragraph_fill(&w, row, &paragraph));
        LIST_ADD(ctx->arena, &list, paragraph);
    }
    *ret = list;
    return OK;
}

enum err letter_give(struct ctx *ctx, const struct casefile *file, const struct pack_letter *letter,
                     struct date on, struct str how)
{
    /* The timeline is for other readers, too: without the calendar of this one. */
    struct msg_arg day = {.name = "date", .text = date_in_words(ctx, CALENDAR_GREGORIAN, on)};
    struct str summary = msg_format(ctx->arena, ctx->locale, MSG_LETTER_GIVEN_DAY, &day, 1);
    struct str link = str_fmt(ctx->arena, "letters/%.*s", STR_ARG(letter->name));

    if (str_given(how))
        summary = str_fmt(ctx->arena, "%.*s. %.*s", STR_ARG(summary), STR_ARG(how));
    return event_emit(ctx, &(struct event){.kind = "letter.given",
                                           .subject_id = file->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = letter->name,
                                           .link = casefile_href(ctx, file->id, link.p),
                                           .summary = summary});
}
