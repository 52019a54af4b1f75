/* plan/plan_words_web.c: the sentences of the plan, each with its translation beside it. */
#include "base/utf8.h"
#include "core/messages.gen.h"
#include "plan_page.h"
#include "plan_tmpl.gen.h"

const struct field plan_words_form[] = {
    {"lang", FIELD_LINE, .label = "plan.words_lang", .required = true},
    FIELDS_END,
};

/* The version that is being prepared, else the one in force. */
static enum err plan_at_hand(struct ctx *ctx, const struct casefile *file, struct plan *ret)
{
    TRY(plan_prepared(ctx, file, ret));
    return id_given(ret->id) ? OK : plan_agreed(ctx, file, ret);
}

/* The language asked for, else the first of the family's that is ours, but not the reader's. */
static const struct locale *language_of(struct req *r, const struct casefile *file)
{
    struct str sent = form_typed(&r->form, "lang"), languages = file->client_languages, code;
    const struct locale *found = locale_find(str_given(sent) ? sent : req_get(r, "lang"));

    while (!found && str_split(&languages, ' ', &code))
        if (locale_find(code) != r->ctx->locale)
            found = locale_find(code);
    if (found)
        return found;
    return locale_all[0] == r->ctx->locale ? locale_all[1] : locale_all[0];
}

static struct str box_name(struct ctx *ctx, const struct plan_sentence *s)
{
    char id[ID_TEXT];

    return str_fmt(ctx->arena, "w-%.*s", STR_ARG(id_format(s->origin_id, id)));
}

enum err plan_words_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct plan plan;
    struct plan_sentence_list list;
    struct plan_words_view view = {0};

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    TRY(plan_at_hand(ctx, &file, &plan));
    const struct locale *in = language_of(r, &file);

    TRY(plan_sentences(ctx, &plan, in, &list));
    view.base = plan_base(ctx, &file);
    view.tag = locale_tag(in);
    view.flow = locale_is_rtl(in) ? STR("rtl") : STR("ltr");
    view.language = locale_name(in);
    view.version = plan_sentences_version(ctx, &list);
    for (const struct locale *const *l = locale_all; *l; l++)
        LIST_ADD(ctx->arena, &view.languages,
                 ((struct plan_language_view){.href = str_fmt(ctx->arena, "%.*s/words?lang=%.*s",
                                                              STR_ARG(view.base),
                                                              STR_ARG(locale_tag(*l))),
                                              .name = locale_name(*l),
                                              .tag = locale_tag(*l),
                                              .current = *l == in}));
    for (size_t i = 0; i < list.n; i++) {
        struct str name = box_name(ctx, &list.items[i]);
        const char *key = str_z(ctx->arena, name);

        LIST_ADD(ctx->arena, &view.rows,
                 ((struct plan_words_row_view){.name = name,
                                               .source = list.items[i].source,
                                               .value = form_has(&r->form, key)
                                                            ? form_typed(&r->form, key)
                                                            : list.items[i].body,
                                               .outdated = list.items[i].outdated,
                                               .error = form_error(&r->form, name)}));
    }
    return casefile_page(r, &file, NULL, ctx_msg(ctx, "plan.words_title"),
                         (struct panel_view){&tmpl_plan_words, &view});
}

enum err plan_words_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct plan plan;
    struct plan_sentence_list list, wanted = {0};
    const struct locale *in = locale_find(form_text(&r->form, "lang"));

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(plan_at_hand(ctx, &file, &plan));
    if (!in)
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "lang");
    TRY(plan_sentences(ctx, &plan, in, &list));
    for (size_t i = 0; i < list.n; i++) {
        struct plan_sentence typed = list.items[i];
        const char *name = str_z(ctx->arena, box_name(ctx, &typed));

        if (!form_has(&r->form, name))
            continue;
        typed.body = str_trim(form_typed(&r->form, name));
        if (!utf8_is_valid(typed.body))
            return form_fail(ctx, &r->form, name, "form.not_utf8");
        if (utf8_length(typed.body) > PLAN_AIM_MAX)
            return form_fail(ctx, &r->form, name, "plan.words_long");
        LIST_ADD(ctx->arena, &wanted, typed);
    }
    TRY(plan_words_set(ctx, &file, &plan, &wanted, plan_version_sent(r)));
    return resp_see_other(r,
                          str_fmt(ctx->arena, "%.*s/family?version=%lld&with=%.*s",
                                  STR_ARG(plan_base(ctx, &file)), (long long)plan.version_no,
                                  STR_ARG(locale_tag(in))),
                          "done.changed");
}
