/* core/view_refs.c: fields of view structs and the tables of a template as C, by __typeof__ and
 * offsetof. All questions about types are left to the C compiler, which answers with the template's
 * line. */
#include "core/view_emit.h"

void view_put_literal(struct buf *out, struct str s)
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

void view_put_line(struct view_emitter *e, int line)
{
    buf_printf(e->c, "#line %d ", line);
    view_put_literal(e->c, e->tree->file);
    buf_put_c(e->c, '\n');
}

/** Complains at the template's line unless the condition, written for the field, holds. */
void view_put_assert(struct view_emitter *e, int line, struct str condition, struct str what)
{
    view_put_line(e, line);
    buf_printf(e->c, "_Static_assert(%.*s, ", STR_ARG(condition));
    view_put_literal(e->c, what);
    buf_put_z(e->c, ");\n");
}

int view_type_add(struct view_emitter *e, int parent, struct str name)
{
    struct view_field *t = LIST_PUSH(e->a, &e->types);

    *t = (struct view_field){.parent = parent, .name = name, .item = -1};
    return (int)e->types.n - 1;
}

static int type_field(struct view_emitter *e, int parent, struct str name, int line)
{
    int id;

    for (size_t i = 1; i < e->types.n; i++)
        if (e->types.items[i].parent == parent && str_eq(e->types.items[i].name, name))
            return (int)i;
    id = view_type_add(e, parent, name);
    e->types.items[parent].nested = true;
    view_put_line(e, line);
    buf_printf(e->c, "typedef __typeof__(((%.*s_t%d *)0)->%.*s) %.*s_v%d;\n", VIEW_NAME(e), parent,
               STR_ARG(name), VIEW_NAME(e), id);
    view_put_line(e, line);
    buf_printf(e->c, "typedef __typeof__(*VIEW_ADDRESS(*(%.*s_v%d *)0)) %.*s_t%d;\n", VIEW_NAME(e),
               id, VIEW_NAME(e), id);
    return id;
}

/** The items of a list. Their type has no name of its own, so that a field may not be mistaken. */
int view_type_item(struct view_emitter *e, int list, int line)
{
    int id = e->types.items[list].item;

    e->types.items[list].nested = true;
    if (id >= 0)
        return id;
    id = view_type_add(e, -2, STR_NONE);
    e->types.items[list].item = id;
    view_put_line(e, line);
    buf_printf(e->c, "typedef __typeof__(*((%.*s_t%d *)0)->items) %.*s_v%d;\n", VIEW_NAME(e), list,
               VIEW_NAME(e), id);
    view_put_line(e, line);
    buf_printf(e->c, "typedef __typeof__(*VIEW_ADDRESS(*(%.*s_v%d *)0)) %.*s_t%d;\n", VIEW_NAME(e),
               id, VIEW_NAME(e), id);
    return id;
}

static int way_add(struct view_emitter *e, int root, const struct view_path *path, int end)
{
    for (size_t i = 0; i < e->ways.n; i++)
        if (e->ways.items[i].end == end && e->ways.items[i].step_n == path->part_n)
            return e->ways.items[i].step;
    LIST_ADD(e->a, &e->ways, ((struct view_way){end, path->part_n, e->step_n}));
    for (int i = 0, type = root; i < path->part_n; i++) {
        int next = type_field(e, type, path->parts[i], 1);
        buf_printf(&e->steps,
                   "    {offsetof(%.*s_t%d, %.*s), VIEW_IS_PTR(*(%.*s_v%d *)0), "
                   "{\"%.*s\", %zu}},\n",
                   VIEW_NAME(e), type, STR_ARG(path->parts[i]), VIEW_NAME(e), next,
                   STR_ARG(path->parts[i]), path->parts[i].n);
        type = next;
    }
    e->step_n += path->part_n;
    return e->step_n - path->part_n;
}

static enum err ref_at(struct view_emitter *e, const struct view_path *path, int line,
                       struct view_ref_row *ret)
{
    for (int i = e->scope_n - 1, up = 0; i >= 0; i--, up++) {
        if (e->scopes[i].each) {
            *ret = (struct view_ref_row){.type = 0, .at = path->at, .up = up};
            return OK;
        }
    }
    return view_fail(e->a, e->fault, line, "@index, @first and @last stand inside {{#each}}");
}

/** Finds the field in its scope; declares what is new on the way. */
enum err view_ref_make(struct view_emitter *e, const struct view_path *path, int line,
                       struct view_ref_row *ret)
{
    int root, type;

    if (path->at != VIEW_AT_NONE)
        return ref_at(e, path, line, ret);
    if (path->up >= e->scope_n)
        return view_fail(e->a, e->fault, line, "../ leaves the template");
    type = root = e->scopes[e->scope_n - 1 - path->up].type;
    for (int i = 0; i < path->part_n; i++)
        type = type_field(e, type, path->parts[i], line);
    *ret = (struct view_ref_row){.up = path->up, .type = type, .step_n = path->part_n};
    ret->step = path->part_n ? way_add(e, root, path, type) : 0;
    if (e->types.n > VIEW_TYPE_MAX || e->step_n > UINT16_MAX)
        return view_fail(e->a, e->fault, line, "too many fields");
    return OK;
}

/** How the C code names the value: fields as declared, `this` with pointers followed. */
static struct str ref_value(struct view_emitter *e, const struct view_ref_row *r)
{
    return str_fmt(e->a, "*(%.*s_%c%d *)0", VIEW_NAME(e), r->step_n ? 'v' : 't', r->type);
}

void view_put_ref(struct view_emitter *e, struct buf *out, const struct view_ref_row *r)
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
            buf_printf(out, "VIEW_N_FLAG(%.*s) | %s, %d, %d, VIEW_N_OFF(%.*s)}", STR_ARG(value),
                       e->types.items[r->type].nested ? "VIEW_REF_NESTED" : "0", r->step_n, r->step,
                       STR_ARG(value));
        else
            buf_printf(out, "0, %d, %d, 0}", r->step_n, r->step);
    }
}

static struct str path_text(struct view_emitter *e, const struct view_path *path)
{
    struct str s = STR("");

    for (int i = 0; i < path->up; i++)
        s = str_cat(e->a, s, STR("../"));
    for (int i = 0; i < path->part_n; i++)
        s = str_fmt(e->a, "%.*s%s%.*s", STR_ARG(s), i ? "." : "", STR_ARG(path->parts[i]));
    return path->part_n ? s : str_cat(e->a, s, STR("this"));
}

/** The field must be one of these types (names of VIEW_ sets). */
void view_need_types(struct view_emitter *e, const struct view_path *path,
                     const struct view_ref_row *r, int line, const char *const say[2])
{
    struct str value = ref_value(e, r), name = path_text(e, path);

    if (r->at == VIEW_AT_NONE)
        view_put_assert(e, line, str_fmt(e->a, "VIEW_ONE_OF(%.*s, %s)", STR_ARG(value), say[0]),
                        str_fmt(e->a, "{{%.*s}}: %s", STR_ARG(name), say[1]));
}

/* The members stand here and not in a macro, so that the compiler blames the template. */
void view_need_list(struct view_emitter *e, const struct view_ref_row *r, int line)
{
    struct str value = ref_value(e, r);

    view_put_assert(e, line,
                    str_fmt(e->a,
                            "offsetof(VIEW_COUNTED(%.*s), items) + offsetof(VIEW_COUNTED(%.*s), n)",
                            STR_ARG(value), STR_ARG(value)),
                    STR("a list"));
}

/** Back to counting the lines of the generated file itself. */
static void put_own_line(struct view_emitter *e)
{
    for (; *e->counted < e->c->n; ++*e->counted)
        *e->lines += e->c->p[*e->counted] == '\n';
    buf_printf(e->c, "#line %d ", *e->lines + 2);
    view_put_literal(e->c, e->unit->c_name);
    buf_put_c(e->c, '\n');
}

void view_put_tables(struct view_emitter *e)
{
    static const char *const places[] = {"TEXT",     "RCDATA",   "ATTR",      "URL_WHOLE",
                                         "URL_ROOT", "URL_PATH", "URL_QUERY", "URL_ADDR"};
    struct buf *c = e->c;

    put_own_line(e);
    buf_printf(c, "static const char %.*s_text[] =\n    ", VIEW_NAME(e));
    view_put_literal(c, buf_str(&e->text));
    buf_printf(
        c,
        ";\nstatic const struct view_step %.*s_steps[] = {\n%.*s    {0, false, {NULL, 0}},\n};\n",
        VIEW_NAME(e), STR_ARG(buf_str(&e->steps)));
    buf_printf(c, "static const struct view_op %.*s_ops[] = {\n", VIEW_NAME(e));
    for (size_t i = 0; i < e->ops.n; i++) {
        const struct view_op_row *op = &e->ops.items[i];
        buf_printf(c, "    {VIEW_OP_%s, VIEW_IN_%s, %s, %s, ", op->kind, places[op->place],
                   op->style, op->negate ? "true" : "false");
        view_put_ref(e, c, &op->ref);
        buf_printf(c, ", %d, %.*s, %.*s},\n", op->a, STR_ARG(op->b), STR_ARG(op->extra));
    }
    buf_put_z(c, "    {0},\n};\n");
    buf_printf(c, "extern const char tmpl_%.*s_takes_%.*s;\n", VIEW_NAME(e),
               STR_ARG(e->tree->view));
    buf_printf(c, "const char tmpl_%.*s_takes_%.*s = 0;\n", VIEW_NAME(e), STR_ARG(e->tree->view));
    buf_printf(c,
               "const struct tmpl tmpl_%.*s = {{\"%.*s\", %zu}, %.*s_text, %.*s_ops, %.*s_steps, "
               "%zu};\n\n",
               VIEW_NAME(e), VIEW_NAME(e), e->tree->name.n, VIEW_NAME(e), VIEW_NAME(e),
               VIEW_NAME(e), e->ops.n);
}
