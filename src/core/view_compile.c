/* core/view_compile.c: a checked tree to C: ops, tables and header. */
#include "core/view_emit.h"

static int op_add(struct view_emitter *e, const char *kind, struct view_ref_row ref)
{
    struct view_op_row *op = LIST_PUSH(e->a, &e->ops);

    *op = (struct view_op_row){
        .kind = kind, .ref = ref, .style = "0", .b = STR("0"), .extra = STR("NULL")};
    e->label = false;
    return (int)e->ops.n - 1;
}

static int here(struct view_emitter *e)
{
    e->label = true;
    return (int)e->ops.n;
}

static void emit_text(struct view_emitter *e, const struct view_node *n)
{
    struct view_op_row *last = e->ops.n ? &e->ops.items[e->ops.n - 1] : NULL;
    size_t from = e->text.n, before = 0;

    if (!n->text.n)
        return;
    if (last && !e->label && str_eq(str_c(last->kind), STR("TEXT"))) {
        from = (size_t)last->a;
        before = e->text.n - from;
    } else {
        op_add(e, "TEXT", VIEW_NO_REF);
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

static enum err emit_print(struct view_emitter *e, const struct view_node *n)
{
    struct view_ref_row ref = VIEW_NO_REF;
    int op;

    TRY(view_ref_make(e, &n->path, n->line, &ref));
    if (ref.at == VIEW_AT_FIRST || ref.at == VIEW_AT_LAST)
        return view_fail(e->a, e->fault, n->line, "@first and @last are for {{#if}}");
    view_need_types(e, &n->path, &ref, n->line, n->place == VIEW_IN_TEXT ? say_text : say_plain);
    op = op_add(e, "PRINT", ref);
    e->ops.items[op].place = n->place;
    return OK;
}

/** `static const struct view_each <name>_e3`: how a list lies in memory. */
static struct str each_table(struct view_emitter *e, int list, int item, int line)
{
    int k = e->table_n++;

    view_put_line(e, line);
    buf_printf(e->c,
               "static const struct view_each %.*s_e%d = {offsetof(%.*s_t%d, items), "
               "offsetof(%.*s_t%d, n), sizeof(((%.*s_t%d *)0)->n), VIEW_IS_PTR(*(%.*s_v%d *)0), "
               "sizeof(%.*s_v%d)};\n",
               VIEW_NAME(e), k, VIEW_NAME(e), list, VIEW_NAME(e), list, VIEW_NAME(e), list,
               VIEW_NAME(e), item, VIEW_NAME(e), item);
    return str_fmt(e->a, "&%.*s_e%d", VIEW_NAME(e), k);
}

/** One row of a table of arguments. */
static enum err arg_put(struct view_emitter *e, const struct view_node *n,
                        const struct view_word *w, struct buf *out)
{
    static const char *const kinds[] = {"FIELD", "TEXT", "NUMBER", "TEXT"};
    bool is_text = w->kind == VIEW_WORD_TEXT;
    struct view_ref_row ref = VIEW_NO_REF;

    if (w->kind == VIEW_WORD_PATH) {
        TRY(view_ref_make(e, &w->path, n->line, &ref));
        if (ref.at == VIEW_AT_FIRST || ref.at == VIEW_AT_LAST)
            return view_fail(e->a, e->fault, n->line, "@first and @last are for {{#if}}");
        view_need_types(e, &w->path, &ref, n->line, n->op == VIEW_OP_T ? say_plain : say_str);
    }
    buf_put_z(out, "    {");
    view_put_literal(out, w->name);
    buf_put_z(out, ", {");
    view_put_literal(out, is_text ? w->text : STR_NONE);
    buf_printf(out, ", %zu}, %lldLL, ", is_text ? w->text.n : 0, (long long)w->number);
    view_put_ref(e, out, &ref);
    buf_printf(out, ", VIEW_ARG_%s},\n", kinds[w->kind]);
    return OK;
}

/** `static const struct view_arg <name>_a3[]`: arguments of a helper. */
static enum err arg_table(struct view_emitter *e, const struct view_node *n, int from,
                          struct str *ret)
{
    struct buf out;
    int k = e->table_n++;

    buf_init(&out, e->a, 1 << 16);
    for (int i = from; i < n->word_n; i++)
        TRY(arg_put(e, n, &n->words[i], &out));
    buf_printf(e->c, "static const struct view_arg %.*s_a%d[] = {\n%.*s};\n", VIEW_NAME(e), k,
               STR_ARG(buf_str(&out)));
    *ret = str_fmt(e->a, "%.*s_a%d", VIEW_NAME(e), k);
    return out.over ? E_LIMIT : OK;
}

/** Upper case, and _ for what no C name may hold. */
static struct str constant_name(struct arena *a, struct str s)
{
    char *p = arena_copy(a, s.p, s.n);

    for (size_t i = 0; i < s.n; i++) {
        if (p[i] == '.' || p[i] == '/' || p[i] == '-')
            p[i] = '_';
        p[i] = char_upper(p[i]);
    }
    return (struct str){p, s.n};
}

static enum err emit_t(struct view_emitter *e, const struct view_node *n)
{
    struct str name = str_cat(e->a, STR("MSG_"), constant_name(e->a, n->words[0].text));
    struct str args = STR("NULL");
    int op;

    view_put_assert(e, n->line, str_fmt(e->a, "%.*s >= 0", STR_ARG(name)), STR("unknown message"));
    if (n->word_n > 1)
        TRY(arg_table(e, n, 1, &args));
    op = op_add(e, "T", VIEW_NO_REF);
    e->ops.items[op].place = n->place;
    e->ops.items[op].a = n->word_n - 1;
    e->ops.items[op].b = name;
    e->ops.items[op].extra = args;
    return OK;
}

static enum err emit_date(struct view_emitter *e, const struct view_node *n, int op)
{
    static const struct {
        const char *word, *style;
    } styles[] = {{"short", "DATE_SHORT"},
                  {"medium", "DATE_MEDIUM"},
                  {"long", "DATE_LONG"},
                  {"month", "DATE_MONTH"},
                  {"weekday", "DATE_WEEKDAY"},
                  {"day_month", "DATE_DAY_MONTH"},
                  {"full", "DATE_FULL"},
                  {"month_name", "DATE_MONTH_NAME"},
                  {"weekday_name", "DATE_WEEKDAY_NAME"},
                  {"weekday_short", "DATE_WEEKDAY_SHORT"}};

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

static enum err emit_panels(struct view_emitter *e, const struct view_node *n)
{
    struct view_ref_row ref = VIEW_NO_REF;
    int item, op;

    TRY(view_ref_make(e, &n->path, n->line, &ref));
    item = view_type_item(e, ref.type, n->line);
    view_put_assert(e, n->line,
                    str_fmt(e->a, "__builtin_types_compatible_p(%.*s_t%d, struct panel_view)",
                            VIEW_NAME(e), item),
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

static enum err emit_helper(struct view_emitter *e, const struct view_node *n)
{
    const char *const *say = NULL;
    const char *name = helper_info(n->op, &say);
    struct view_ref_row ref = VIEW_NO_REF;
    int op;
    struct str args = STR("NULL");

    if (n->op == VIEW_OP_T)
        return emit_t(e, n);
    if (n->op == VIEW_OP_PANELS)
        return emit_panels(e, n);
    if (say) {
        TRY(view_ref_make(e, &n->path, n->line, &ref));
        if (ref.at == VIEW_AT_FIRST || ref.at == VIEW_AT_LAST || (ref.at && say != say_int))
            return view_fail(e->a, e->fault, n->line,
                             "@index is a number, @first and @last are tests");
        view_need_types(e, &n->path, &ref, n->line, say);
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

static enum err emit_nodes(struct view_emitter *e, const struct view_node *n);

/** The two ways of a test whose op is already there. */
static enum err emit_ways(struct view_emitter *e, const struct view_node *n, int op)
{
    int jump;

    TRY(emit_nodes(e, n->body));
    if (!n->otherwise) {
        e->ops.items[op].a = here(e);
        return OK;
    }
    jump = op_add(e, "JUMP", VIEW_NO_REF);
    e->ops.items[op].a = here(e);
    TRY(emit_nodes(e, n->otherwise));
    e->ops.items[jump].a = here(e);
    return OK;
}

static enum err emit_if(struct view_emitter *e, const struct view_node *n)
{
    struct view_ref_row ref = VIEW_NO_REF;
    int op;

    TRY(view_ref_make(e, &n->path, n->line, &ref));
    view_need_types(e, &n->path, &ref, n->line, say_test);
    if (ref.at == VIEW_AT_NONE)
        view_need_list(e, &ref, n->line);
    ref.test = true;
    op = op_add(e, "IF", ref);
    e->ops.items[op].negate = n->negate;
    return emit_ways(e, n, op);
}

static enum err emit_is(struct view_emitter *e, const struct view_node *n)
{
    const struct view_word *w = &n->words[0];
    struct view_ref_row ref = VIEW_NO_REF;
    int op, k;

    TRY(view_ref_make(e, &n->path, n->line, &ref));
    if (ref.at != VIEW_AT_NONE)
        return view_fail(e->a, e->fault, n->line, "is takes a field");
    view_need_types(e, &n->path, &ref, n->line, w->kind == VIEW_WORD_TEXT ? say_str : say_int);
    op = op_add(e, "IS", ref);
    if (w->kind == VIEW_WORD_TEXT) {
        k = e->table_n++;
        buf_printf(e->c, "static const struct str %.*s_s%d = {", VIEW_NAME(e), k);
        view_put_literal(e->c, w->text);
        buf_printf(e->c, ", %zu};\n", w->text.n);
        e->ops.items[op].extra = str_fmt(e->a, "&%.*s_s%d", VIEW_NAME(e), k);
    } else {
        view_put_assert(
            e, n->line,
            str_fmt(e->a, "(%.*s) == (int32_t)(%.*s)", STR_ARG(w->text), STR_ARG(w->text)),
            STR("is compares with numbers of 32 bits"));
        e->ops.items[op].b = str_fmt(e->a, "(int32_t)(%.*s)", STR_ARG(w->text));
    }
    return emit_ways(e, n, op);
}

static enum err emit_scope(struct view_emitter *e, const struct view_node *n)
{
    bool each = n->kind == VIEW_NODE_EACH;
    struct view_ref_row ref = VIEW_NO_REF;
    int op, item;

    TRY(view_ref_make(e, &n->path, n->line, &ref));
    if (ref.at != VIEW_AT_NONE)
        return view_fail(e->a, e->fault, n->line, "{{#%.*s}} needs a field", STR_ARG(n->text));
    e->types.items[ref.type].nested = true;
    item = each ? view_type_item(e, ref.type, n->line) : ref.type;
    if (!each && ref.step_n)
        view_put_assert(
            e, n->line,
            str_fmt(e->a, "__builtin_classify_type(*(%.*s_t%d *)0) == 12", VIEW_NAME(e), item),
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

static enum err emit_partial(struct view_emitter *e, const struct view_node *n)
{
    const struct view_tree *known = unit_find(e->unit, n->text);
    struct str view = known ? known->view : str_fmt(e->a, "%.*s_view", STR_ARG(n->text));
    struct view_ref_row ref = VIEW_NO_REF;
    int op;

    TRY(view_ref_make(e, &n->path, n->line, &ref));
    if (ref.at != VIEW_AT_NONE)
        return view_fail(e->a, e->fault, n->line, "a partial takes a field");
    e->types.items[ref.type].nested = true;
    view_put_assert(
        e, n->line,
        str_fmt(e->a, "__builtin_types_compatible_p(%.*s_t%d, struct %.*s)", VIEW_NAME(e), ref.type,
                STR_ARG(view)),
        str_fmt(e->a, "{{> %.*s}} takes a struct %.*s", STR_ARG(n->text), STR_ARG(view)));
    if (!known) {
        /* Of another folder. The symbol does not link unless it takes the view of that name. */
        buf_printf(e->c, "extern const struct tmpl tmpl_%.*s;\n", STR_ARG(n->text));
        buf_printf(e->c, "extern const char tmpl_%.*s_takes_%.*s;\n", STR_ARG(n->text),
                   STR_ARG(view));
        buf_printf(e->c,
                   "static const char *const %.*s_p%d __attribute__((used)) = "
                   "&tmpl_%.*s_takes_%.*s;\n",
                   VIEW_NAME(e), e->table_n++, STR_ARG(n->text), STR_ARG(view));
    }
    op = op_add(e, "PARTIAL", ref);
    e->ops.items[op].extra = str_fmt(e->a, "&tmpl_%.*s", STR_ARG(n->text));
    return OK;
}

static enum err emit_nodes(struct view_emitter *e, const struct view_node *n)
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

static enum err emit_tree(struct view_emitter *e)
{
    struct str view = e->tree->view;

    buf_init(&e->text, e->a, 1 << 20);
    buf_init(&e->steps, e->a, 1 << 20);
    buf_printf(e->c, "/* %.*s.html */\n", VIEW_NAME(e));
    view_type_add(e, -1, STR_NONE);
    view_put_line(e, 1);
    buf_printf(e->c, "typedef struct %.*s %.*s_t0;\n", STR_ARG(view), VIEW_NAME(e));
    view_put_line(e, 1);
    buf_printf(e->c, "_Static_assert(sizeof(%.*s_t0) > 0, \"the view\");\n", VIEW_NAME(e));
    e->scopes[0].type = 0;
    e->scope_n = 1;
    TRY(emit_nodes(e, e->tree->nodes));
    view_put_tables(e);
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
    struct str guard = constant_name(a, unit->feature);

    buf_printf(h, "/* Generated by tmplc from the templates of %.*s. */\n", STR_ARG(unit->feature));
    buf_printf(h,
               "#ifndef %.*s_TMPL_GEN_H\n#define %.*s_TMPL_GEN_H\n\n#include \"core/view.h\"\n\n",
               STR_ARG(guard), STR_ARG(guard));
    for (size_t i = 0; i < unit->tree_n; i++)
        buf_printf(h, "/* takes struct %.*s */\nextern const struct tmpl tmpl_%.*s;\n",
                   STR_ARG(unit->trees[i].view), STR_ARG(unit->trees[i].name));
    buf_put_z(h, "\n#endif\n");
}

enum err view_emit(struct arena *a, const struct view_unit *unit, struct buf *c, struct buf *h,
                   struct view_fault *ret_fault)
{
    bool messages = false;
    size_t counted = 0;
    int lines = 0;

    for (size_t i = 0; i < unit->tree_n; i++)
        messages |= uses_messages(unit->trees[i].nodes);
    buf_printf(c, "/* Generated by tmplc from the templates of %.*s. */\n", STR_ARG(unit->feature));
    buf_printf(
        c,
        "#include \"core/view_table.h\"\n#include \"%.*s_tmpl.gen.h\"\n#include \"%.*s_views.h\"\n",
        STR_ARG(unit->feature), STR_ARG(unit->feature));
    buf_put_z(c, messages ? "#include \"core/messages.gen.h\"\n\n" : "\n");
    for (size_t i = 0; i < unit->tree_n; i++) {
        struct view_emitter e = {.a = a,
                                 .fault = ret_fault,
                                 .unit = unit,
                                 .tree = &unit->trees[i],
                                 .c = c,
                                 .counted = &counted,
                                 .lines = &lines};
        ret_fault->file = unit->trees[i].file;
        TRY(emit_tree(&e));
    }
    emit_header(a, unit, h);
    return c->over || h->over ? E_LIMIT : OK;
}
