/* task/task_bulk_web.c: the page about several tasks at once: what to do with them, and afterwards
 * what became of each. */
#include "base/buf.h"
#include "core/messages.gen.h"
#include "task_handlers.h"
#include "task_tmpl.gen.h"

#define PEOPLE_CASES 10 /* whose people are offered; each task is asked about again */

const struct field task_bulk_form[] = {
    {"tasks", FIELD_TEXT, .label = "task.chosen", .required = true},
    {"deed", FIELD_LINE, .label = "task.chosen", .required = true},
    {"due", FIELD_DATE, .label = "task.due_new"},
    {"reason", FIELD_LINE, .label = "task.reason_later"},
    {"account", FIELD_ID, .label = "task.account"},
    FIELDS_END,
};

/* What became of a task, as a letter of the address: it is shown after the change, by a page of its
 * own, so that the change is made once however often the page is asked for. */
static const struct {
    char letter;
    const char *problem; /* NULL: it was done */
} outcomes[] = {
    {'y', NULL},
    {'e', "task.ended_already"},
    {'m', "task.changed_meanwhile"},
    {'c', "casefile.is_closed"},
    {'p', "task.nobody"},
    {'n', "problem.not_found"}, /* and whatever else */
};
#define OUTCOME_N (sizeof outcomes / sizeof outcomes[0])

static struct task_id_list ids_read(struct ctx *ctx, struct str text)
{
    struct task_id_list list = {0};
    struct str word;
    struct id id;

    while (str_split(&text, ' ', &word))
        if (id_parse(word, &id) == OK && list.n <= TASK_BULK_MAX)
            LIST_ADD(ctx->arena, &list, id);
    return list;
}

static enum err people_offer(struct ctx *ctx, const struct task_bulk_view *view,
                             struct field_view *field)
{
    struct task_person_list all = {0};

    for (size_t i = 0; i < view->rows.n && i < PEOPLE_CASES; i++) {
        struct casefile file = {.id = view->rows.items[i].row.task->casefile_id};
        struct task_person_list people = {0};

        if (id_given(file.id))
            TRY(task_people(ctx, &file, &people));
        for (size_t k = 0; k < people.n; k++) {
            bool there = false;

            for (size_t n = 0; n < all.n; n++)
                there = there || id_eq(all.items[n].account_id, people.items[k].account_id);
            if (!there)
                LIST_ADD(ctx->arena, &all, people.items[k]);
        }
    }
    for (size_t i = 0; i < all.n; i++)
        field_option_add(ctx, field, ctx_id_text(ctx, all.items[i].account_id), all.items[i].name);
    return OK;
}

/* As far as the actor sees them; told says what became of each, in the order of the ids. */
static enum err rows_fill(struct ctx *ctx, struct str ids, struct str told,
                          struct task_bulk_view *view)
{
    struct task_id_list list = ids_read(ctx, ids);

    for (size_t i = 0; i < list.n && i < TASK_BULK_MAX; i++) {
        struct task *task = ARENA_NEW(ctx->arena, struct task);
        struct casefile file;
        enum err e = task_load(ctx, list.items[i], CASEFILE_READ, task, &file);
        struct task_bulk_row_view row = {.told = i < told.n};

        for (size_t k = 0; row.told && k < OUTCOME_N; k++)
            if (outcomes[k].letter == told.p[i] && outcomes[k].problem)
                row.problem = ctx_msg(ctx, outcomes[k].problem);
        if (e == E_NOT_FOUND) {
            view->gone_n++;
            continue;
        }
        TRY(e);
        task->client_name = file.client_name;
        task->number = file.number;
        row.row = task_row_fill(ctx, task, "tasks");
        row.row.with_case = id_given(task->casefile_id);
        row.row.with_worker = true;
        view->done_n += row.told && !str_given(row.problem);
        LIST_ADD(ctx->arena, &view->rows, row);
    }
    ctx->fail = (struct failure){0};
    return OK;
}

enum err task_bulk_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct str ids = r->form.sent ? form_typed(&r->form, "tasks") : req_get(r, "task");
    struct str told = r->form.sent ? STR_NONE : req_get(r, "told");
    struct str deed = form_typed(&r->form, "deed");
    struct task_bulk_view view = {.ids = ids, .is_told = str_given(told)};
    struct page page = {
        .title = msg_text(ctx->locale, MSG_TASK_CHOSEN), .nav = "/tasks", .narrow = true};
    struct failure fail = ctx->fail;

    TRY(rows_fill(ctx, ids, told, &view));
    ctx->fail = fail;
    view.n = (int64_t)view.rows.n;
    view.later_open = str_eq(deed, STR("later"));
    view.assign_open = str_eq(deed, STR("assign"));
    view.due = form_field(ctx, &r->form, task_bulk_form, "due", STR_NONE);
    view.reason = form_field(ctx, &r->form, task_bulk_form, "reason", STR_NONE);
    view.account = form_field(ctx, &r->form, task_bulk_form, "account", STR_NONE);
    TRY(people_offer(ctx, &view, &view.account));
    return resp_page(r, &page, &tmpl_task_bulk, &view);
}

static struct str told_href(struct ctx *ctx, const struct task_result_list *results)
{
    struct buf out;
    char text[ID_TEXT];

    buf_init(&out, ctx->arena, 8192);
    buf_put_z(&out, "/tasks/several?task=");
    for (size_t i = 0; i < results->n; i++) {
        if (i > 0)
            buf_put_c(&out, '+');
        buf_put(&out, id_format(results->items[i].task_id, text));
    }
    buf_put_z(&out, "&told=");
    for (size_t i = 0; i < results->n; i++) {
        const char *problem = results->items[i].problem;
        size_t k = 0;

        while (k + 1 < OUTCOME_N && !(problem == outcomes[k].problem ||
                                      (problem && outcomes[k].problem &&
                                       str_eq(str_c(problem), str_c(outcomes[k].problem)))))
            k++;
        buf_put_c(&out, outcomes[k].letter);
    }
    return buf_str(&out);
}

enum err task_bulk_post(struct req *r)
{
    static const char *const deeds[] = {"done", "later", "assign"};
    struct ctx *ctx = r->ctx;
    struct str wanted = form_text(&r->form, "deed");
    struct task_id_list ids = ids_read(ctx, form_text(&r->form, "tasks"));
    struct task_order order = {.due = form_date(&r->form, "due"),
                               .reason = form_text(&r->form, "reason"),
                               .account_id = form_id(&r->form, "account")};
    struct task_result_list results;
    size_t i = 0;

    while (i < 3 && !str_eq(wanted, str_c(deeds[i])))
        i++;
    if (i == 3)
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "deed");
    order.deed = (enum task_deed)i;
    TRY(task_bulk(ctx, &ids, &order, &results));
    return resp_see_other(r, told_href(ctx, &results), NULL);
}
