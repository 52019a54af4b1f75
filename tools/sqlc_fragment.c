/* tools/sqlc_fragment.c: what several queries of a file share, written once as "-- fragment: name"
 * and included where {name} stands. It is text for text: what is checked is the finished query. */
#include "sqlc.h"

void fragment_add(struct sqlc *s, struct query *q)
{
    const struct query *same = map_get(&s->fragments, q->name);

    if (same)
        sqlc_error(s, q->file, q->line, "fragment %.*s is also at line %d", STR_ARG(q->name),
                   same->line);
    map_set(&s->fragments, q->name, q);
}

struct str fragment_expand(struct sqlc *s, const struct query *q, struct str text)
{
    struct token_list tokens = {0};
    size_t done = 0;
    struct buf out;

    lex(s->arena, text, &tokens);
    buf_init(&out, s->arena, QUERY_MAX);
    for (size_t i = 0; i < tokens.n; i++) {
        const struct token *t = &tokens.items[i];

        if (t->kind != TOKEN_MACRO)
            continue;
        struct query *fragment = map_get(&s->fragments, str_slice(t->text, 1, t->text.n - 1));

        if (!fragment) {
            sqlc_error(s, q->file, q->line,
                       "%.*s: no fragment above is called %.*s, and types are for migrations",
                       STR_ARG(q->name), STR_ARG(t->text));
            continue;
        }
        fragment->is_used = true;
        buf_put(&out, str_slice(text, done, t->from));
        buf_put(&out, fragment->text);
        done = t->from + t->text.n;
    }
    buf_put(&out, str_from(text, done));
    if (buf_done(&out, &text) != OK)
        sqlc_error(s, q->file, q->line, "%.*s is too long", STR_ARG(q->name));
    return text;
}

void fragments_end(struct sqlc *s)
{
    for (size_t i = 0; i < s->fragments.n; i++) {
        const struct query *q = s->fragments.entries[i].value;

        if (!q->is_used)
            sqlc_error(s, q->file, q->line, "no query includes {%.*s}", STR_ARG(q->name));
    }
}
