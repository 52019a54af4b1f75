/* core/view_compile.c: a checked tree to C. The generated code describes fields by __typeof__ and
 * offsetof and leaves every question about types to the C compiler, which then answers with the
 * template's line. */
#include "core/view_compile.h"

#define TYPE_MAX 4096

/** A field (or item) reached in this template. In C: `<name>_v7`, with pointers followed
 * `<name>_t7`. */
struct type {
    int parent; /* -1: the view itself */
    struct str name;
    int item;    /* type of a list's items, or -1 */
    bool nested; /* something inside it is drawn */
};

struct way {
    int end, step_n, step;
};

/** A reference as it will be printed. type -1: none. */
struct ref_row {
    int up, type, step_n, step;
    bool test;
    enum view_at at;
};

struct op_row {
    const char *kind;
    enum view_place place;
    bool negate;
    const char *style;
    struct ref_row ref;
    int a;
    struct str b, extra;
};

struct emitter {
    struct arena *a;
    struct view_fault *fault;
    const struct view_unit *unit;
    const struct view_tree *tree;
    struct buf *c, text, steps;
    LIST_OF(struct type) types;
    LIST_OF(struct way) ways;
    LIST_OF(struct op_row) ops;
    int step_n, table_n;
    bool label; /* something jumps here: text may not join the text before */
    struct {
        int type;
        bool each;
    } scopes[VIEW_BLOCKS_MAX + 1];
    int scope_n;
};

#define NAME(e) STR_ARG((e)->tree->name)
#define NO_REF ((struct ref_row){.type = -1})

static void put_literal(struct buf *out, struct str s)
{
    buf_put_c(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '\n')
            buf_put_z(out, i + 1 < s.n ? "\\n\"\n    \"" : "\\n");
        else if (c == '"' || c == '\\' || c == '?')
            buf_printf(out, "\\%c", c);
        else if (c < 32 || c > 126)
            buf_printf(out, "\\%03o", c);
        else
            buf_put_c(out, (char)c);
    }
    buf_put_c(out, '"');
}

static void put_line(struct emitter *e, int line)
{
    buf_printf(e->c, "#line %d ", line);
    put_literal(e->c, e->tree->file);
    buf_put_c(e->c, '\n');
}

/** Complains at the template's line unless the condition, written for the field, holds. */
static void put_assert(struct emitter *e, int line, struct str condition, struct str what)
{
    put_line(e, line);
    buf_printf(e->c, "_Static_assert(%.*s, ", STR_ARG(condition));
    put_literal(e->c, what);
    buf_put_z(e->c, ");\n");
}

static int type_add(struct emitter *e, int parent, struct str name)
{
    struct type *t = LIST_PUSH(e->a, &e->types);

    *t = (struct type){.parent = parent, .name = name, .item = -1};
    return (int)e->types.n - 1;
}

static int type_field(struct emitter *e, int parent, struct str name, int line)
{
    int id;

    for (size_t i = 1; i < e->types.n; i++)
        if (e->types.items[i].parent == parent && str_eq(e->types.items[i].name, name))
            return (int)i;
    id = type_add(e, parent, name);
    e->types.items[parent].nested = true;
    put_line(e, line);
    buf_printf(e->c, "typedef __typeof__(((%.*s_t%d *)0)->%.*s) %.*s_v%d;\n", NAME(e), parent,
               STR_ARG(name), NAME(e), id);
    put_line(e, line);
    buf_printf(e->c, "typedef __typeof__(*VIEW_ADDRESS(*(%.*s_v%d *)0)) %.*s_t%d;\n", NAME(e), id,
               NAME(e), id);
    return id;
}

/** The items of a list. Their type has no name of its own, so that a field may not be mistaken. */
static int type_item(struct emitter *e, int list, int line)
{
    int id = e->types.items[list].item;

    e->types.items[list].nested = true;
    if (id >= 0)
        return id;
    id = type_add(e, -2, STR_NONE);
    e->types.items[list].item = id;
    put_line(e, line);
    buf_printf(e->c, "typedef __typeof__(*((%.*s_t%d *)0)->items) %.*s_v%d;\n", NAME(e), list,
               NAME(e), id);
    put_line(e, line);
    buf_printf(e->c, "typedef __typeof__(*VIEW_ADDRESS(*(%.*s_v%d *)0)) %.*s_t%d;\n", NAME(e), id,
               NAME(e), id);
    return id;
}

static int way_add(struct emitter *e, int root, const struct view_path *path, int end)
{
    for (size_t i = 0; i < e->ways.n; i++)
        if (e->ways.items[i].end == end && e->ways.items[i].step_n == path->part_n)
            return e->ways.items[i].step;
    LIST_ADD(e->a, &e->ways, ((struct way){end, path->part_n, e->step_n}));
    for (int i = 0, type = root; i < path->part_n; i++) {
        int next = type_field(e, type, path->parts[i], 1);
        buf_printf(&e->steps,
                   "    {offsetof(%.*s_t%d, %.*s), VIEW_IS_PTR(*(%.*s_v%d *)0), "
                   "{\"%.*s\", %zu}},\n",
                   NAME(e), type, STR_ARG(path->parts[i]), NAME(e), next, STR_ARG(path->parts[i]),
                   path->parts[i].n);
        type = next;
    }
    e->step_n += path->part_n;
    return e->step_n - path->part_n;
}

static enum err ref_at(struct emitter *e, const struct view_path *path, int line,
                       struct ref_row *ret)
{
    for (int i = e->scope_n - 1, up = 0; i >= 0; i--, up++) {
        if (e->scopes[i].each) {
            *ret = (struct ref_row){.type = 0, .at = path->at, .up = up};
            return OK;
        }
    }
    return view_fail(e->a, e->fault, line, "@index, @first and @last stand inside {{#each}}");
}

/** Finds the field in its scope; declares what is new on the way. */
static enum err ref_make(struct emitter *e, const struct view_path *path, int line,
                         struct ref_row *ret)
{
    int root, type;

    if (path->at != VIEW_AT_NONE)
        return ref_at(e, path, line, ret);
    if (path->up >= e->scope_n)
        return view_fail(e->a, e->fault, line, "../ leaves the template");
    type = root = e->scopes[e->scope_n - 1 - path->up].type;
    for (int i = 0; i < path->part_n; i++)
        type = type_field(e, type, path->parts[i], line);
    *ret = (struct ref_row){.up = path->up, .type = type, .step_n = path->part_n};
    ret->step = path->part_n ? way_add(e, root, path, type) : 0;
    if (e->types.n > TYPE_MAX || e->step_n > UINT16_MAX)
        return view_fail(e->a, e->fault, line, "too many fields");
    return OK;
}

/** How the C code names the value: fields as declared, `this` with pointers followed. */
static struct str ref_value(struct emitter *e, const struct ref_row *r)
{
    return str_fmt(e->a, "*(%.*s_%c%d *)0", NAME(e), r->step_n ? 'v' : 't', r->type);
}

static void put_ref(struct emitter *e, struct buf *out, const struct ref_row *r)
{
    static const char *const at[] = {"", "VIEW_T_INDEX", "VIEW_T_FIRST", "VIEW_T_LAST"};
    struct str value = ref_value(e, r);

    if (r->type < 0) {
        buf_put_z(out, "{0, 0, 0, 0, 0, 0}");
    } else if (r->at != VIEW_AT_NONE) {
        buf_printf(out, "{%d, %s, 0, 0, 0, 0}", r->up, at[r->at]);
    } else {
        buf_printf(out, "{%d, VIEW_TYPE(%.*s), ", r->up, STR_ARG(value));
        if (r->test)
            buf_printf(out, "VIEW_N_FLAG(%.*s) | %s, %d, %d, offsetof(VIEW_COUNTED(%.*s), n)}",
                       STR_ARG(value), e->types.items[r->type].nested ? "VIEW_REF_NESTED" : "0",
                       r->step_n, r->step, STR_ARG(value));
        else
            buf_printf(out, "0, %d, %d, 0}", r->step_n, r->step);
    }
}

static struct str path_text(struct emitter *e, const struct view_path *path)
{
    struct str s = STR("");

    for (int i = 0; i < path->up; i++)
        s = str_cat(e->a, s, STR("../"));
    for (int i = 0; i < path->part_n; i++)
        s = str_fmt(e->a, "%.*s%s%.*s", STR_ARG(s), i ? "." : "", STR_ARG(path->parts[i]));
    return path->part_n ? s : str_cat(e->a, s, STR("this"));
}

/** The field must be one of these types (names of VIEW_ sets). */
static void need_types(struct emitter *e, const struct view_path *path, const struct ref_row *r,
                       int line, const char *const say[2])
{
    struct str value = ref_value(e, r), name = path_text(e, path);

    if (r->at == VIEW_AT_NONE)
        put_assert(e, line, str_fmt(e->a, "VIEW_ONE_OF(%.*s, %s)", STR_ARG(value), say[0]),
                   str_fmt(e->a, "{{%.*s}}: %s", STR_ARG(name), say[1]));
}

static int op_add(struct emitter *e, const char *kind, struct ref_row ref)
{
    struct op_row *op = LIST_PUSH(e->a, &e->ops);

    *op = (struct op_row){
        .kind = kind, .ref = ref, .style = "0", .b = STR("0"), .extra = STR("NULL")};
    e->label = false;
    return (int)e->ops.n - 1;
}

static int here(struct emitter *e)
{
    e->label = true;
    return (int)e->ops.n;
}

static void emit_text(struct emitter *e, const struct view_node *n)
{
    struct op_row *last = e->ops.n ? &e->ops.items[e->ops.n - 1] : NULL;
    size_t from = e->text.n, before = 0;

    if (!n->text.n)
        return;
    if (last && !e->label && str_eq(str_c(last->kind), STR("TEXT"))) {
        from = (size_t)last->a;
        before = e->text.n - from;
    } else {
        op_add(e, "TEXT", NO_REF);
        last = &e->ops.items[e->ops.n - 1];
    }
    buf_put(&e->text, n->text);
    last->a = (int)from;
    last->b = str_fmt(e->a, "%zu", before + n->text.n);
}

static const char *const say_text[2] = {
    "VIEW_TEXTS | VIEW_BIT(VIEW_T_HTML)",
    "only text, numbers, ids, dates and struct html can be printed"};
static const char *const say_plain[2] = {"VIEW_TEXTS",
                                         "only text, numbers, ids and dates can be printed here"};
static const char *const say_str[2] = {"VIEW_BIT(VIEW_T_STR)", "this takes a struct str"};
static const char *const say_int[2] = {"VIEW_INTS", "this takes a whole number"};
static const char *const say_day[2] = {"VIEW_BIT(VIEW_T_DATE) | VIEW_BIT(VIEW_T_INSTANT)",
                                       "this takes a struct date or struct instant"};
static const char *const say_instant[2] = {"VIEW_BIT(VIEW_T_INSTANT)",
                                           "this takes a struct instant"};
static const char *const say_panel[2] = {"VIEW_BIT(VIEW_T_PANEL)",
                                         "this takes a struct panel_view"};
static const char *const say_test[2] = {"~VIEW_BIT(VIEW_T_BAD)", "this cannot be tested"};

static enum err emit_print(struct emitter *e, const struct view_node *n)
{
    struct ref_row ref;
    int op;

    TRY(ref_make(e, &n->path, n->line, &ref));
    if (ref.at == VIEW_AT_FIRST || ref.at == VIEW_AT_LAST)
        return view_fail(e->a, e->fault, n->line, "@first and @last are for {{#if}}");
    need_types(e, &n->path, &ref, n->line, n->place == VIEW_IN_TEXT ? say_text : say_plain);
    op = op_add(e, "PRINT", ref);
    e->ops.items[op].place = n->place;
    return OK;
}

/** `static const struct view_each <name>_e3`: how a list lies in memory. */
static struct str each_table(struct emitter *e, int list, int item, int line)
{
    int k = e->table_n++;

    put_line(e, line);
    buf_printf(e->c,
               "static const struct view_each %.*s_e%d = {offsetof(%.*s_t%d, items), "
               "offsetof(%.*s_t%d, n), sizeof(((%.*s_t%d *)0)->n), VIEW_IS_PTR(*(%.*s_v%d *)0), "
               "sizeof(%.*s_v%d)};\n",
               NAME(e), k, NAME(e), list, NAME(e), list, NAME(e), list, NAME(e), item, NAME(e),
               item);
    return str_fmt(e->a, "&%.*s_e%d", NAME(e), k);
}

/** `static const struct view_arg <name>_a3[]`: arguments of a helper. */
static enum err arg_table(struct emitter *e, const struct view_node *n, int from, struct str *ret)
{
    struct buf out;
    int k = e->table_n++;

    buf_init(&out, e->a, 1 << 16);
    for (int i = from; i < n->word_n; i++) {
        const struct view_word *w = &n->words[i];
        struct ref_row ref = NO_REF;
        if (w->kind == VIEW_WORD_PATH) {
            TRY(ref_make(e, &w->path, n->line, &ref));
            if (ref.at == VIEW_AT_FIRST || ref.at == VIEW_AT_LAST)
                return view_fail(e->a, e->fault, n->line, "@first and @last are for {{#if}}");
            need_types(e, &w->path, &ref, n->line, n->op == VIEW_OP_T ? say_plain : say_str);
        }
        buf_put_z(&out, "    {");
        put_literal(&out, w->name);
        buf_put_z(&out, ", {");
        put_literal(&out, w->kind == VIEW_WORD_TEXT ? w->text : STR_NONE);
        buf_printf(&out, ", %zu}, %lldLL, ", w->kind == VIEW_WORD_TEXT ? w->text.n : 0,
                   (long long)w->number);
        put_ref(e, &out, &ref);
        buf_printf(&out, ", VIEW_ARG_%s},\n",
                   w->kind == VIEW_WORD_PATH   ? "FIELD"
                   : w->kind == VIEW_WORD_TEXT ? "TEXT"
                                               : "NUMBER");
    }
    buf_printf(e->c, "static const struct view_arg %.*s_a%d[] = {\n%.*s};\n", NAME(e), k,
               STR_ARG(buf_str(&out)));
    *ret = str_fmt(e->a, "%.*s_a%d", NAME(e), k);
    return out.over ? E_LIMIT : OK;
}

static enum err emit_t(struct emitter *e, const struct view_node *n)
{
    struct str key = n->words[0].text, args = STR("NULL"), name;
    char *upper = arena_copy(e->a, key.p, key.n);
    int op;

    for (size_t i = 0; i < key.n; i++)
        upper[i] = key.p[i] == '.'                      ? '_'
                   : key.p[i] >= 'a' && key.p[i] <= 'z' ? (char)(key.p[i] - 32)
                                                        : key.p[i];
    name = str_fmt(e->a, "MSG_%s", upper);
    put_assert(e, n->line, str_fmt(e->a, "%.*s >= 0", STR_ARG(name)), STR("unknown message"));
    if (n->word_n > 1)
        TRY(arg_table(e, n, 1, &args));
    op = op_add(e, "T", NO_REF);
    e->ops.items[op].place = n->place;
    e->ops.items[op].a = n->word_n - 1;
    e->ops.items[op].b = name;
    e->ops.items[op].extra = args;
    return OK;
}

static enum err emit_date(struct emitter *e, const struct view_node *n, int op)
{
    static const struct {
        const char *word, *style;
    } styles[] = {{"short", "DATE_SHORT"},     {"medium", "DATE_MEDIUM"},
                  {"long", "DATE_LONG"},       {"month", "DATE_MONTH"},
                  {"weekday", "DATE_WEEKDAY"}, {"day_month", "DATE_DAY_MONTH"}};

    e->ops.items[op].style = "DATE_MEDIUM";
    if (!n->word_n)
        return OK;
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++) {
        if (str_eq(n->words[0].text, str_c(styles[i].word))) {
            e->ops.items[op].style = styles[i].style;
            return OK;
        }
    }
    return view_fail(e->a, e->fault, n->line, "no such date style: '%.*s'",
                     STR_ARG(n->words[0].text));
}

static enum err emit_panels(struct emitter *e, const struct view_node *n)
{
    struct ref_row ref;
    int item, op;

    TRY(ref_make(e, &n->path, n->line, &ref));
    item = type_item(e, ref.type, n->line);
    put_assert(
        e, n->line,
        str_fmt(e->a, "__builtin_types_compatible_p(%.*s_t%d, struct panel_view)", NAME(e), item),
        STR("{{panels}} takes a list of struct panel_view"));
    op = op_add(e, "PANELS", ref);
    e->ops.items[op].extra = each_table(e, ref.type, item, n->line);
    return OK;
}

/** Name of the op and the types its value may have; NULL: it has no value. */
static const char *helper_info(enum view_op_kind op, const char *const **ret_say)
{
    static const struct {
        enum view_op_kind op;
        const char *name;
        const char *const *say;
    } infos[] = {{VIEW_OP_TKEY, "TKEY", say_str},       {VIEW_OP_CODE, "CODE", say_str},
                 {VIEW_OP_DATE, "DATE", say_day},       {VIEW_OP_TIME, "TIME", say_instant},
                 {VIEW_OP_CLOCK, "CLOCK", say_instant}, {VIEW_OP_PRINT, "PRINT", say_day},
                 {VIEW_OP_NUM, "NUM", say_int},         {VIEW_OP_PERCENT, "PERCENT", say_int},
                 {VIEW_OP_LINES, "LINES", say_str},     {VIEW_OP_BDI, "BDI", say_str},
                 {VIEW_OP_URL, "URL", say_plain},       {VIEW_OP_CSRF, "CSRF", NULL},
                 {VIEW_OP_ASSET, "ASSET", NULL},        {VIEW_OP_ICON, "ICON", NULL},
                 {VIEW_OP_LANG, "LANG", NULL},          {VIEW_OP_DIR, "DIR", NULL},
                 {VIEW_OP_RENDER, "RENDER", say_panel}};

    for (size_t i = 0; i < sizeof infos / sizeof infos[0]; i++) {
        if (infos[i].op == op) {
            *ret_say = infos[i].say;
            return infos[i].name;
        }
    }
    return "";
}

static enum err emit_helper(struct emitter *e, const struct view_node *n)
{
    const char *const *say = NULL;
    const char *name = helper_info(n->op, &say);
    struct ref_row ref = NO_REF;
    int op;
    struct str args = STR("NULL");

    if (n->op == VIEW_OP_T)
        return emit_t(e, n);
    if (n->op == VIEW_OP_PANELS)
        return emit_panels(e, n);
    if (say) {
        TRY(ref_make(e, &n->path, n->line, &ref));
        if (ref.at == VIEW_AT_FIRST || ref.at == VIEW_AT_LAST || (ref.at && say != say_int))
            return view_fail(e->a, e->fault, n->line,
                             "@index is a number, @first and @last are tests");
        need_types(e, &n->path, &ref, n->line, say);
        if (n->op == VIEW_OP_RENDER)
            e->types.items[ref.type].nested = true;
    }
    if (n->op == VIEW_OP_CODE || n->op == VIEW_OP_ASSET || n->op == VIEW_OP_ICON)
        TRY(arg_table(e, n, 0, &args));
    op = op_add(e, name, ref);
    e->ops.items[op].place = n->place;
    e->ops.items[op].extra = args;
    return n->op == VIEW_OP_DATE ? emit_date(e, n, op) : OK;
}

static enum err emit_nodes(struct emitter *e, const struct view_node *n);

/** The two ways of a test whose op is already there. */
static enum err emit_ways(struct emitter *e, const struct view_node *n, int op)
{
    int jump;

    TRY(emit_nodes(e, n->body));
    if (!n->otherwise) {
        e->ops.items[op].a = here(e);
        return OK;
    }
    jump = op_add(e, "JUMP", NO_REF);
    e->ops.items[op].a = here(e);
    TRY(emit_nodes(e, n->otherwise));
    e->ops.items[jump].a = here(e);
    return OK;
}

static enum err emit_if(struct emitter *e, const struct view_node *n)
{
    struct ref_row ref;
    int op;

    TRY(ref_make(e, &n->path, n->line, &ref));
    need_types(e, &n->path, &ref, n->line, say_test);
    ref.test = true;
    op = op_add(e, "IF", ref);
    e->ops.items[op].negate = n->negate;
    return emit_ways(e, n, op);
}

static enum err emit_is(struct emitter *e, const struct view_node *n)
{
    const struct view_word *w = &n->words[0];
    struct ref_row ref;
    int op, k;

    TRY(ref_make(e, &n->path, n->line, &ref));
    if (ref.at != VIEW_AT_NONE)
        return view_fail(e->a, e->fault, n->line, "is takes a field");
    need_types(e, &n->path, &ref, n->line, w->kind == VIEW_WORD_TEXT ? say_str : say_int);
    op = op_add(e, "IS", ref);
    if (w->kind == VIEW_WORD_TEXT) {
        k = e->table_n++;
        buf_printf(e->c, "static const struct str %.*s_s%d = {", NAME(e), k);
        put_literal(e->c, w->text);
        buf_printf(e->c, ", %zu};\n", w->text.n);
        e->ops.items[op].extra = str_fmt(e->a, "&%.*s_s%d", NAME(e), k);
    } else {
        put_assert(e, n->line,
                   str_fmt(e->a, "(%.*s) == (int32_t)(%.*s)", STR_ARG(w->text), STR_ARG(w->text)),
                   STR("is compares with numbers of 32 bits"));
        e->ops.items[op].b = str_fmt(e->a, "(int32_t)(%.*s)", STR_ARG(w->text));
    }
    return emit_ways(e, n, op);
}

static enum err emit_scope(struct emitter *e, const struct view_node *n)
{
    bool each = n->kind == VIEW_NODE_EACH;
    struct ref_row ref;
    int op, item;

    TRY(ref_make(e, &n->path, n->line, &ref));
    if (ref.at != VIEW_AT_NONE)
        return view_fail(e->a, e->fault, n->line, "{{#%.*s}} needs a field", STR_ARG(n->text));
    e->types.items[ref.type].nested = true;
    item = each ? type_item(e, ref.type, n->line) : ref.type;
    if (!each && ref.step_n)
        put_assert(e, n->line,
                   str_fmt(e->a, "__builtin_classify_type(*(%.*s_t%d *)0) == 12", NAME(e), item),
                   STR("{{#with}} takes a struct or a pointer to one"));
    op = op_add(e, each ? "EACH" : "WITH", ref);
    if (each)
        e->ops.items[op].extra = each_table(e, ref.type, item, n->line);
    e->scopes[e->scope_n].type = item;
    e->scopes[e->scope_n++].each = each;
    TRY(emit_nodes(e, n->body));
    e->scope_n--;
    e->ops.items[op].a = here(e);
    TRY(emit_nodes(e, n->otherwise));
    e->ops.items[op].b = str_fmt(e->a, "%d", here(e));
    return OK;
}

static const struct view_tree *unit_find(const struct view_unit *unit, struct str name)
{
    for (size_t i = 0; i < unit->tree_n; i++)
        if (str_eq(unit->trees[i].name, name))
            return &unit->trees[i];
    return NULL;
}

static enum err emit_partial(struct emitter *e, const struct view_node *n)
{
    const struct view_tree *known = unit_find(e->unit, n->text);
    struct str view = known ? known->view : str_fmt(e->a, "%.*s_view", STR_ARG(n->text));
    struct ref_row ref;
    int op;

    TRY(ref_make(e, &n->path, n->line, &ref));
    if (ref.at != VIEW_AT_NONE)
        return view_fail(e->a, e->fault, n->line, "a partial takes a field");
    e->types.items[ref.type].nested = true;
    put_assert(e, n->line,
               str_fmt(e->a, "__builtin_types_compatible_p(%.*s_t%d, struct %.*s)", NAME(e),
                       ref.type, STR_ARG(view)),
               str_fmt(e->a, "{{> %.*s}} takes a struct %.*s", STR_ARG(n->text), STR_ARG(view)));
    if (!known) {
        /* Of another folder. The symbol does not link unless it takes the view of that name. */
        buf_printf(e->c, "extern const struct tmpl tmpl_%.*s;\n", STR_ARG(n->text));
        buf_printf(e->c, "extern const char tmpl_%.*s_takes_%.*s;\n", STR_ARG(n->text),
                   STR_ARG(view));
        buf_printf(e->c,
                   "static const char *const %.*s_p%d __attribute__((used)) = "
                   "&tmpl_%.*s_takes_%.*s;\n",
                   NAME(e), e->table_n++, STR_ARG(n->text), STR_ARG(view));
    }
    op = op_add(e, "PARTIAL", ref);
    e->ops.items[op].extra = str_fmt(e->a, "&tmpl_%.*s", STR_ARG(n->text));
    return OK;
}

static enum err emit_nodes(struct emitter *e, const struct view_node *n)
{
    for (; n; n = n->next) {
        switch (n->kind) {
        case VIEW_NODE_TEXT:
            emit_text(e, n);
            break;
        case VIEW_NODE_PRINT:
            TRY(emit_print(e, n));
            break;
        case VIEW_NODE_HELPER:
            TRY(emit_helper(e, n));
            break;
        case VIEW_NODE_IF:
            TRY(emit_if(e, n));
            break;
        case VIEW_NODE_IS:
            TRY(emit_is(e, n));
            break;
        case VIEW_NODE_EACH:
        case VIEW_NODE_WITH:
            TRY(emit_scope(e, n));
            break;
        case VIEW_NODE_PARTIAL:
            TRY(emit_partial(e, n));
            break;
        }
    }
    return OK;
}

/** Back to counting the lines of the generated file itself. */
static void put_own_line(struct emitter *e)
{
    int line = 2;

    for (size_t i = 0; i < e->c->n; i++)
        line += e->c->p[i] == '\n';
    buf_printf(e->c, "#line %d ", line);
    put_literal(e->c, e->unit->c_name);
    buf_put_c(e->c, '\n');
}

static void emit_tables(struct emitter *e)
{
    static const char *const places[] = {"TEXT",     "RCDATA",    "ATTR",    "URL_WHOLE",
                                         "URL_PATH", "URL_QUERY", "URL_ADDR"};
    struct buf *c = e->c;

    put_own_line(e);
    buf_printf(c, "static const char %.*s_text[] =\n    ", NAME(e));
    put_literal(c, buf_str(&e->text));
    buf_printf(
        c,
        ";\nstatic const struct view_step %.*s_steps[] = {\n%.*s    {0, false, {NULL, 0}},\n};\n",
        NAME(e), STR_ARG(buf_str(&e->steps)));
    buf_printf(c, "static const struct view_op %.*s_ops[] = {\n", NAME(e));
    for (size_t i = 0; i < e->ops.n; i++) {
        const struct op_row *op = &e->ops.items[i];
        buf_printf(c, "    {VIEW_OP_%s, VIEW_IN_%s, %s, %s, ", op->kind, places[op->place],
                   op->style, op->negate ? "true" : "false");
        put_ref(e, c, &op->ref);
        buf_printf(c, ", %d, %.*s, %.*s},\n", op->a, STR_ARG(op->b), STR_ARG(op->extra));
    }
    buf_put_z(c, "    {0},\n};\n");
    buf_printf(c, "extern const char tmpl_%.*s_takes_%.*s;\n", NAME(e), STR_ARG(e->tree->view));
    buf_printf(c, "const char tmpl_%.*s_takes_%.*s = 0;\n", NAME(e), STR_ARG(e->tree->view));
    buf_printf(c,
               "const struct tmpl tmpl_%.*s = {{\"%.*s\", %zu}, %.*s_text, %.*s_ops, %.*s_steps, "
               "%zu};\n\n",
               NAME(e), NAME(e), e->tree->name.n, NAME(e), NAME(e), NAME(e), e->ops.n);
}

static enum err emit_tree(struct emitter *e)
{
    struct str view = e->tree->view;

    buf_init(&e->text, e->a, 1 << 20);
    buf_init(&e->steps, e->a, 1 << 20);
    buf_printf(e->c, "/* %.*s.html */\n", NAME(e));
    type_add(e, -1, STR_NONE);
    put_line(e, 1);
    buf_printf(e->c, "typedef struct %.*s %.*s_t0;\n", STR_ARG(view), NAME(e));
    put_line(e, 1);
    buf_printf(e->c, "_Static_assert(sizeof(%.*s_t0) > 0, \"the view\");\n", NAME(e));
    e->scopes[0].type = 0;
    e->scope_n = 1;
    TRY(emit_nodes(e, e->tree->nodes));
    emit_tables(e);
    return e->text.over || e->steps.over ? E_LIMIT : OK;
}

static bool uses_messages(const struct view_node *n)
{
    for (; n; n = n->next)
        if ((n->kind == VIEW_NODE_HELPER && n->op == VIEW_OP_T) || uses_messages(n->body) ||
            uses_messages(n->otherwise))
            return true;
    return false;
}

static void emit_header(struct arena *a, const struct view_unit *unit, struct buf *h)
{
    char *guard = arena_copy(a, unit->feature.p, unit->feature.n);

    for (size_t i = 0; i < unit->feature.n; i++)
        guard[i] = guard[i] >= 'a' && guard[i] <= 'z' ? (char)(guard[i] - 32) : guard[i];
    buf_printf(h, "/* Generated by tmplc from the templates of %.*s. */\n", STR_ARG(unit->feature));
    buf_printf(h, "#ifndef %s_TMPL_GEN_H\n#define %s_TMPL_GEN_H\n\n#include \"core/view.h\"\n\n",
               guard, guard);
    for (size_t i = 0; i < unit->tree_n; i++)
        buf_printf(h, "/* takes struct %.*s */\nextern const struct tmpl tmpl_%.*s;\n",
                   STR_ARG(unit->trees[i].view), STR_ARG(unit->trees[i].name));
    buf_put_z(h, "\n#endif\n");
}

enum err view_emit(struct arena *a, const struct view_unit *unit, struct buf *c, struct buf *h,
                   struct view_fault *ret_fault)
{
    bool messages = false;

    for (size_t i = 0; i < unit->tree_n; i++)
        messages |= uses_messages(unit->trees[i].nodes);
    buf_printf(c, "/* Generated by tmplc from the templates of %.*s. */\n", STR_ARG(unit->feature));
    buf_printf(
        c,
        "#include \"core/view_table.h\"\n#include \"%.*s_tmpl.gen.h\"\n#include \"%.*s_views.h\"\n",
        STR_ARG(unit->feature), STR_ARG(unit->feature));
    buf_put_z(c, messages ? "#include \"core/messages.gen.h\"\n\n" : "\n");
    for (size_t i = 0; i < unit->tree_n; i++) {
        struct emitter e = {
            .a = a, .fault = ret_fault, .unit = unit, .tree = &unit->trees[i], .c = c};
        ret_fault->file = unit->trees[i].file;
        TRY(emit_tree(&e));
    }
    emit_header(a, unit, h);
    return c->over || h->over ? E_LIMIT : OK;
}
