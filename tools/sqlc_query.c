/* tools/sqlc_query.c: reads the query blocks of a .sql file and refuses what would differ between
 * the engines, between two runs, or between what a person may see and what they get. */
#include "sqlc.h"

#include "base/num.h"
#include "tool_file.h"

enum { ARG_N_MAX = 64, CAST_DEPTH_MAX = 64, REASON_MIN = 8 };

/* Blocks */

static struct str stem_of(struct str file)
{
    ptrdiff_t dot = str_find(file, STR(".sql"), 0);

    return dot < 0 ? file : str_slice(file, 0, (size_t)dot);
}

/* "key: value" at the front of s. */
static bool option_is(struct str s, struct str key, struct str *value)
{
    s = str_trim(s);
    if (!str_has_prefix(s, key))
        return false;
    *value = str_trim(str_from(s, key.n));
    return true;
}

static bool query_option(struct sqlc *s, struct query *q, struct str line)
{
    struct str value;

    if (option_is(line, STR("dialect:"), &value)) {
        if (str_eq(value, STR("pg")))
            q->dialect = DIALECT_PG;
        else if (str_eq(value, STR("sqlite")))
            q->dialect = DIALECT_SQLITE;
        else
            sqlc_error(s, q->file, q->line, "dialect must be pg or sqlite");
        return true;
    }
    if (option_is(line, STR("scope:"), &value)) {
        if (!str_has_prefix(value, STR("none,")) || str_trim(str_from(value, 5)).n < REASON_MIN)
            sqlc_error(s, q->file, q->line, "scope: must be \"none, \" and a reason");
        q->scope = value;
        return true;
    }
    if (option_is(line, STR("scan:"), &value)) {
        if (value.n < REASON_MIN)
            sqlc_error(s, q->file, q->line, "scan: needs a reason");
        q->scan = value;
        return true;
    }
    return false;
}

/* core.sql holds several nouns; a feature has one. */
static bool name_fits(struct str name, struct str stem)
{
    if (str_eq(stem, STR("core")))
        return true;
    return str_has_prefix(name, stem) && name.n > stem.n + 1 && name.p[stem.n] == '_';
}

static void query_head(struct sqlc *s, struct query *q, struct str rest)
{
    size_t end = 0;
    struct str stem = stem_of(q->file);

    while (end < rest.n && rest.p[end] != ' ')
        end++;
    q->name = str_slice(rest, 0, end);
    rest = str_trim(str_from(rest, end));
    if (!is_name(q->name))
        sqlc_error(s, q->file, q->line,
                   "a query or fragment needs a name of letters, digits and _");
    else if (!q->is_fragment && !name_fits(q->name, stem))
        sqlc_error(s, q->file, q->line, "the name must begin with %.*s_, the file's noun",
                   STR_ARG(stem));
    if (rest.n > 0 && !query_option(s, q, rest))
        sqlc_error(s, q->file, q->line, "unknown: %.*s", STR_ARG(rest));
}

/* The tokens of one line, without its comment; "" for an empty one. */
static struct str code_of(struct sqlc *s, struct query *q, struct str line, int line_no)
{
    struct token_list tokens = {0};

    lex(s->arena, line, &tokens);
    for (size_t i = 0; i < tokens.n; i++) {
        const struct token *t = &tokens.items[i];
        if (t->kind == TOKEN_COMMENT)
            return str_trim(str_slice(line, 0, t->from));
        if (t->kind == TOKEN_OTHER && (t->text.p[0] == '\'' || t->text.p[0] == '"'))
            sqlc_error(s, q->file, line_no, "a quote must close on its line");
    }
    return str_trim(line);
}

static void line_add(struct buf *b, struct str line)
{
    if (b->n > 0)
        buf_put_c(b, '\n');
    buf_put(b, line);
}

/* A file while it is read. */
struct reading {
    struct str file;
    int line;
    struct query *query; /* NULL before the first */
    struct buf doc, text;
};

static void query_end(struct sqlc *s, struct reading *r);

/* rest: what stands behind "-- query:" or "-- fragment:". */
static void query_begin(struct sqlc *s, struct reading *r, struct str rest, bool is_fragment)
{
    query_end(s, r);
    buf_init(&r->doc, s->arena, QUERY_MAX);
    buf_init(&r->text, s->arena, QUERY_MAX);
    r->query = ARENA_NEW(s->arena, struct query);
    *r->query = (struct query){.file = r->file, .line = r->line, .is_fragment = is_fragment};
    query_head(s, r->query, str_trim(rest));
}

static void read_line(struct sqlc *s, struct reading *r, struct str line)
{
    bool comment = str_has_prefix(line, STR("--"));

    if (r->query == NULL) {
        if (line.n > 0 && !comment)
            sqlc_error(s, r->file, r->line, "SQL before the first \"-- query:\"");
    } else if (r->text.n == 0 && comment) {
        line = str_trim(str_from(line, 2));
        if (!query_option(s, r->query, line))
            line_add(&r->doc, line);
    } else {
        line = code_of(s, r->query, line, r->line);
        if (line.n > 0)
            line_add(&r->text, line);
    }
}

void query_file(struct sqlc *s, const char *path)
{
    struct reading r = {.file = tool_name(path)};
    struct str rest = tool_read(s->arena, path), line;

    map_init(&s->fragments, s->arena);
    while (str_split(&rest, '\n', &line)) {
        r.line++;
        line = str_trim(line);
        if (str_has_prefix(line, STR("-- query:")))
            query_begin(s, &r, str_from(line, 9), false);
        else if (str_has_prefix(line, STR("-- fragment:")))
            query_begin(s, &r, str_from(line, 12), true);
        else
            read_line(s, &r, line);
    }
    query_end(s, &r);
    fragments_end(s);
}

/* Checks of one query */

static void check_args(struct sqlc *s, struct query *q)
{
    bool seen[ARG_N_MAX + 1] = {0};
    int64_t n;

    for (size_t i = 0; i < q->tokens.n; i++) {
        const struct token *t = &q->tokens.items[i];
        if (t->kind == TOKEN_OTHER && t->text.p[0] == '?')
            sqlc_error(s, q->file, q->line, "%.*s: write $1, not ?", STR_ARG(q->name));
        if (t->kind != TOKEN_PARAM)
            continue;
        if (num_parse_range(str_from(t->text, 1), 1, ARG_N_MAX, &n) != OK) {
            sqlc_error(s, q->file, q->line, "%.*s: placeholders go from $1 to $%d",
                       STR_ARG(q->name), ARG_N_MAX);
            continue;
        }
        seen[n] = true;
        if (n > q->arg_n)
            q->arg_n = (int)n;
    }
    for (int i = 1; i <= q->arg_n; i++)
        if (!seen[i])
            sqlc_error(s, q->file, q->line, "%.*s: $%d is not used, though $%d is",
                       STR_ARG(q->name), i, q->arg_n);
}

static void check_words(struct sqlc *s, struct query *q)
{
    static const struct {
        const char *word, *why;
        bool call; /* only when a ( follows */
    } banned[] = {
        {"now", "time comes as an argument (ctx->now)", true},
        {"random", "chance comes as an argument", true},
        {"gen_random_uuid", "ids come from id_new()", true},
        {"randomblob", "chance comes as an argument", true},
        {"datetime", "time comes as an argument (ctx->now)", true},
        {"unixepoch", "time comes as an argument (ctx->now)", true},
        {"clock_timestamp", "time comes as an argument (ctx->now)", true},
        {"nextval", "ids come from id_new()", true},
        {"last_insert_rowid", "ids come from id_new()", true},
        {"current_timestamp", "time comes as an argument (ctx->now)", false},
        {"current_date", "days come as an argument", false},
        {"current_time", "time comes as an argument", false},
        {"nocase", "fold in C; engines fold differently", false},
    };

    for (size_t i = 0; i < q->tokens.n; i++) {
        if (q->tokens.items[i].kind != TOKEN_WORD)
            continue;
        for (size_t k = 0; k < sizeof banned / sizeof *banned; k++)
            if (token_is(&q->tokens, i, banned[k].word) &&
                (!banned[k].call || token_is(&q->tokens, i + 1, "(")))
                sqlc_error(s, q->file, q->line, "%.*s: no %s here: %s", STR_ARG(q->name),
                           banned[k].word, banned[k].why);
    }
}

/* What means something else, or nothing, on the other engine. */
static void check_portable(struct sqlc *s, struct query *q)
{
    static const struct {
        const char *word, *instead;
    } differs[] = {
        {"ilike", "fold in C and compare by range"},
        {"like", "compare by range; engines differ on case"},
        {"lower", "fold in C"},
        {"upper", "fold in C"},
        {"true", "booleans are 0 and 1"},
        {"false", "booleans are 0 and 1"},
        {"ifnull", "write coalesce"},
        {"iif", "write CASE"},
        {"group_concat", "write string_agg"},
        {"json_each", "read JSON whole, in C"},
        {"rowid", "SQLite only"},
        {"glob", "compare by range"},
    };
    const struct token_list *t = &q->tokens;

    if (q->dialect != DIALECT_BOTH)
        return;
    for (size_t i = 0; i < t->n; i++) {
        for (size_t k = 0; t->items[i].kind == TOKEN_WORD && k < sizeof differs / sizeof *differs;
             k++)
            if (token_is(t, i, differs[k].word))
                sqlc_error(s, q->file, q->line, "%.*s: %s differs between engines: %s",
                           STR_ARG(q->name), differs[k].word, differs[k].instead);
        if (token_is(t, i, ":") && token_is(t, i + 1, ":"))
            sqlc_error(s, q->file, q->line, "%.*s: write CAST(x AS …), not x::…", STR_ARG(q->name));
    }
}

/* The sum of BIGINTs is NUMERIC on PostgreSQL. Any CAST around it will do. */
static void check_sums(struct sqlc *s, struct query *q)
{
    const struct token_list *t = &q->tokens;
    bool cast[CAST_DEPTH_MAX] = {0};
    size_t depth = 0;

    for (size_t i = 0; i < t->n; i++) {
        if (token_is(t, i, "(") && depth + 1 < CAST_DEPTH_MAX) {
            bool outer = cast[depth];
            cast[++depth] = outer || (i > 0 && token_is(t, i - 1, "cast"));
        } else if (token_is(t, i, ")") && depth > 0) {
            depth--;
        } else if ((token_is(t, i, "sum") || token_is(t, i, "avg")) && token_is(t, i + 1, "(") &&
                   !cast[depth]) {
            sqlc_error(s, q->file, q->line, "%.*s: write CAST(%.*s(…) AS BIGINT)", STR_ARG(q->name),
                       STR_ARG(t->items[i].text));
        }
    }
}

static void query_end(struct sqlc *s, struct reading *r)
{
    struct query *q = r->query;
    struct str body = buf_str(&r->text);

    if (q == NULL)
        return;
    while (body.n > 0 && body.p[body.n - 1] == ';')
        body = str_trim(str_slice(body, 0, body.n - 1));
    if (body.n == 0)
        sqlc_error(s, q->file, q->line, "%.*s has no SQL", STR_ARG(q->name));
    q->doc = buf_str(&r->doc);
    q->text = fragment_expand(s, q, body);
    if (q->is_fragment) {
        if (str_given(q->scope) || str_given(q->scan) || q->dialect != DIALECT_BOTH)
            sqlc_error(s, q->file, q->line, "scope:, scan: and dialect: are for queries");
        fragment_add(s, q);
        return;
    }
    lex(s->arena, q->text, &q->tokens);
    for (size_t i = 0; i < q->tokens.n; i++) {
        if (token_is(&q->tokens, i, ";"))
            sqlc_error(s, q->file, q->line, "%.*s: one statement a query", STR_ARG(q->name));
    }
    check_args(s, q);
    check_words(s, q);
    check_portable(s, q);
    check_sums(s, q);
    query_add(&s->queries, q);
}

/* Names and dialects */

void query_add(struct query_chain *chain, struct query *q)
{
    q->next = NULL;
    if (chain->last)
        chain->last->next = q;
    else
        chain->first = q;
    chain->last = q;
    chain->n++;
}

/* The second block of a name. */
static void twin_set(struct sqlc *s, struct query *first, struct query *q)
{
    if (first->twin || first->dialect == DIALECT_BOTH || q->dialect == DIALECT_BOTH ||
        first->dialect == q->dialect || !str_eq(first->file, q->file)) {
        sqlc_error(s, q->file, q->line, "%.*s is also at %.*s:%d", STR_ARG(q->name),
                   STR_ARG(first->file), first->line);
        return;
    }
    first->twin = q;
    if (first->arg_n != q->arg_n)
        sqlc_error(s, q->file, q->line, "%.*s: the two dialects differ in arguments",
                   STR_ARG(q->name));
}

void query_pair(struct sqlc *s)
{
    struct query *next = NULL;
    struct query *q = s->queries.first;
    struct map names;

    map_init(&names, s->arena);
    s->queries = (struct query_chain){0};
    for (; q; q = next) {
        struct query *first = map_get(&names, q->name);
        next = q->next;
        if (first) {
            twin_set(s, first, q);
            continue;
        }
        map_set(&names, q->name, q);
        query_add(&s->queries, q);
    }
    for (q = s->queries.first; q; q = q->next)
        if (q->dialect != DIALECT_BOTH && q->twin == NULL)
            sqlc_error(s, q->file, q->line, "%.*s lacks its block for the other dialect",
                       STR_ARG(q->name));
}

/* Scope */

static bool word_in(const struct token_list *t, const char *word)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->items[i].kind == TOKEN_WORD && token_is(t, i, word))
            return true;
    return false;
}

/* The table an alias stands for in FROM or JOIN; the word itself when it is none. */
static struct str table_of(const struct token_list *t, struct str alias)
{
    for (size_t i = 2; i < t->n; i++) {
        size_t name = token_is(t, i - 1, "as") ? i - 2 : i - 1;
        if (!str_eq_nocase(t->items[i].text, alias) || t->items[name].kind != TOKEN_WORD ||
            name == 0)
            continue;
        if (token_is(t, name - 1, "from") || token_is(t, name - 1, "join") ||
            token_is(t, name - 1, "update") || token_is(t, name - 1, ",") ||
            token_is(t, name - 1, "into"))
            return t->items[name].text;
    }
    return alias;
}

/* casefile_id = $k, or id = $k of a table with rows of cases. */
static bool is_key(struct sqlc *s, const struct token_list *t, size_t i)
{
    if (i + 2 >= t->n || !token_is(t, i + 1, "=") || t->items[i + 2].kind != TOKEN_PARAM)
        return false;
    if (token_is(t, i, "casefile_id"))
        return true;
    if (!token_is(t, i, "id"))
        return false;
    if (i < 2 || !token_is(t, i - 1, "."))
        return true;
    return map_get(&s->case_owned, table_of(t, t->items[i - 2].text)) != NULL;
}

/* What SET assigns is no key. */
static bool is_keyed(struct sqlc *s, const struct token_list *t)
{
    bool in_set = false;

    for (size_t i = 0; i < t->n; i++) {
        if (token_is(t, i, "set"))
            in_set = true;
        else if (token_is(t, i, "where") || token_is(t, i, "from") || token_is(t, i, "returning"))
            in_set = false;
        if (!in_set && is_key(s, t, i))
            return true;
    }
    return false;
}

static void scope_check(struct sqlc *s, struct query *q)
{
    const struct token_list *t = &q->tokens;
    struct str owned = STR_NONE;

    if (str_given(q->scope) || word_in(t, "casefile_visible") || word_in(t, "casefile_scope"))
        return;
    if (token_is(t, 0, "insert") && !word_in(t, "select"))
        return;
    for (size_t i = 0; i < t->n; i++) {
        const struct token *word = &t->items[i];
        bool column = token_is(t, i + 1, ".") || (i > 0 && token_is(t, i - 1, "."));
        if (word->kind == TOKEN_WORD && !column && map_get(&s->case_owned, word->text))
            owned = word->text;
    }
    if (str_given(owned) && !is_keyed(s, t))
        sqlc_error(s, q->file, q->line,
                   "%.*s reads %.*s across cases: join casefile_visible, or key it by "
                   "casefile_id = $n, or say \"-- scope: none, why\"",
                   STR_ARG(q->name), STR_ARG(owned));
}

void query_scope_check(struct sqlc *s)
{
    for (struct query *q = s->queries.first; q; q = q->next) {
        scope_check(s, q);
        if (q->twin)
            scope_check(s, q->twin);
    }
}
