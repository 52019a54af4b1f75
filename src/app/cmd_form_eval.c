/* app/cmd_form_eval.c: `alidade form eval FORM`: fills a form in by answers from standard input, a
 * JSON object a line, and writes after each what holds for every question. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/form_source.h"
#include "plat/json.h"
#include "plat/os.h"

struct session {
    struct arena *arena, *scratch;
    const struct form_model *model;
    struct form_fill *fill;
    struct str problem;
};

/* ---- one line */

static enum err node_find(struct session *s, struct str path, struct expr_node **ret)
{
    struct expr_env env = {.arena = s->scratch,
                           .root = form_fill_root(s->fill),
                           .prefixes = s->model->prefixes,
                           .prefix_n = s->model->prefix_n};
    struct expr_fault fault = {0};
    struct expr_value value;
    struct expr *expr = NULL;

    arena_reset(s->scratch);
    if (expr_parse(s->scratch, path, &expr, &fault) != OK ||
        expr_eval(&env, expr, env.root, &value) != OK || value.type != EXPR_NODES ||
        value.nodes.n != 1) {
        s->problem = str_fmt(s->arena, "there is no such node: %.*s", STR_ARG(path));
        return E_INVALID;
    }
    *ret = value.nodes.items[0];
    return OK;
}

/* "/data/group/repeat": the parent's path and the repeat's name. */
static enum err add(struct session *s, struct str path)
{
    size_t n = path.n;
    struct expr_node *parent = NULL;
    const struct form_item *repeat;

    while (n > 0 && path.p[n - 1] != '/')
        n--;
    repeat = form_model_find(s->model, str_from(path, n));
    if (!repeat || repeat->kind != FORM_REPEAT || n < 2) {
        s->problem = str_fmt(s->arena, "is not a repeat: %.*s", STR_ARG(path));
        return E_INVALID;
    }
    TRY(node_find(s, str_slice(path, 0, n - 1), &parent));
    if (!parent->owner || ((struct form_state *)parent->owner)->item != repeat->parent) {
        s->problem = str_fmt(s->arena, "is not in that group: %.*s", STR_ARG(path));
        return E_INVALID;
    }
    return form_fill_add(s->fill, parent, repeat, &s->problem);
}

static enum err apply(struct session *s, struct str line)
{
    struct json json = {0};
    struct expr_node *node = NULL;
    struct str path;

    s->problem = STR("say path and value, add, or remove");
    if (json_parse(s->arena, line, &json) != OK)
        return E_INVALID;
    if (json_get(&json, STR("add")))
        return add(s, json_get_str(s->arena, &json, STR("add")));
    path = json_get_str(s->arena, &json, STR("remove"));
    if (str_given(path)) {
        TRY(node_find(s, path, &node));
        return form_fill_remove(s->fill, node, &s->problem);
    }
    path = json_get_str(s->arena, &json, STR("path"));
    if (!str_given(path))
        return E_INVALID;
    TRY(node_find(s, path, &node));
    return form_fill_set(s->fill, node, json_get_str(s->arena, &json, STR("value")), &s->problem);
}

/* ---- the answer */

/* Names, with an index where the node is one of a repeat. */
static void put_path(struct buf *out, const struct expr_node *node)
{
    const struct form_state *state = node->owner;
    int position = 1;

    if (!state)
        return;
    put_path(out, node->parent);
    buf_printf(out, "/%.*s%s%.*s", STR_ARG(state->item->prefix),
               str_given(state->item->prefix) ? ":" : "", STR_ARG(node->name));
    if (state->item->kind != FORM_REPEAT)
        return;
    for (const struct expr_node *n = node->prev; n; n = n->prev)
        position += str_eq(n->name, node->name);
    buf_printf(out, "[%d]", position);
}

static void put_bool(struct json_writer *w, const char *key, bool value)
{
    json_key(w, str_c(key));
    json_put_bool(w, value);
}

static void put_field(struct json_writer *w, struct arena *a, const struct form_state *state)
{
    struct buf path;

    buf_init(&path, a, 10000);
    put_path(&path, state->node);
    json_open(w, '{');
    json_key(w, STR("path"));
    json_put_str(w, buf_str(&path));
    json_key(w, STR("value"));
    json_put_str(w, state->value);
    put_bool(w, "relevant", state->relevant);
    put_bool(w, "required", state->required);
    put_bool(w, "readonly", state->readonly);
    put_bool(w, "valid", state->valid);
    if (state->problem && str_given(text_in(state->problem, locale_all[0]))) {
        json_key(w, STR("message"));
        json_put_str(w, text_in(state->problem, locale_all[0]));
    }
    if (str_given(form_state_fault(state)) || str_given(state->fault[FAULT_ANSWER])) {
        json_key(w, STR("fault"));
        json_put_str(w, str_given(form_state_fault(state)) ? form_state_fault(state)
                                                           : state->fault[FAULT_ANSWER]);
    }
    if (state->item->list || state->item->itemset || str_given(state->item->list_name)) {
        json_key(w, STR("choices"));
        json_open(w, '[');
        for (size_t i = 0; i < state->choices.n; i++)
            json_put_str(w, state->choices.items[i]->code);
        json_close(w, ']');
    }
    json_close(w, '}');
}

static void put_fields(struct json_writer *w, struct arena *a, const struct expr_node *node)
{
    const struct form_state *state = node->owner;

    if (state && state->item->kind == FORM_QUESTION)
        put_field(w, a, state);
    for (const struct expr_node *n = node->first; n; n = n->next)
        put_fields(w, a, n);
}

static void answer(struct session *s, struct str line)
{
    struct json_writer w;
    struct buf out;
    enum err e = apply(s, line);

    arena_reset(s->scratch);
    buf_init(&out, s->scratch, (size_t)32 << 20);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    if (e == OK) {
        json_key(&w, STR("fields"));
        json_open(&w, '[');
        put_fields(&w, s->scratch, form_fill_root(s->fill));
        json_close(&w, ']');
    } else {
        json_key(&w, STR("error"));
        json_put_str(&w, s->problem);
    }
    json_close(&w, '}');
    printf("%.*s\n", STR_ARG(buf_str(&out)));
    fflush(stdout);
}

static void answer_all(struct session *s)
{
    char *line = NULL;
    size_t size = 0;
    ssize_t n;

    while ((n = getline(&line, &size, stdin)) >= 0) {
        struct str text = str_trim((struct str){line, (size_t)n});

        if (str_given(text))
            answer(s, text);
    }
    free(line);
}

int cmd_form_eval(const char *form)
{
    struct session s = {.arena = install_arena((size_t)512 << 20),
                        .scratch = install_arena((size_t)256 << 20)};
    struct expr_env env = {.arena = s.scratch, .now = os_now()};

    s.model = form_source_read(s.arena, form);
    os_random(env.seed, sizeof env.seed);
    if (form_fill_new(s.arena, s.model, &env, &s.fill, &s.problem) != OK ||
        form_fill_settle(s.fill, &s.problem) != OK)
        install_die("%.*s", STR_ARG(s.problem));
    answer_all(&s);
    return 0;
}
