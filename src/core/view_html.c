/* core/view_html.c: prints values into a page, escaped for the place the compiler found. The only
 * code that writes user data into HTML. */
#include <string.h>

#include "core/view_run.h"

/** What & < > " ' become; the entry is NULL for all others. */
static const struct str *entity(char c)
{
    static const struct str amp = {"&amp;", 5}, lt = {"&lt;", 4}, gt = {"&gt;", 4},
                            quot = {"&quot;", 6}, apos = {"&#39;", 5};

    switch (c) {
    case '&':
        return &amp;
    case '<':
        return &lt;
    case '>':
        return &gt;
    case '"':
        return &quot;
    case '\'':
        return &apos;
    default:
        return NULL;
    }
}

static void put_run(struct buf *out, struct str s, size_t from, size_t to)
{
    if (to > from)
        buf_put(out, (struct str){s.p + from, to - from});
}

void view_escape(struct buf *out, struct str s)
{
    /* Most of a page is none of them: one look-up a character. */
    static const bool special[256] = {
        ['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true};
    size_t from = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (!special[(unsigned char)s.p[i]])
            continue;
        put_run(out, s, from, i);
        buf_put(out, *entity(s.p[i]));
        from = i + 1;
    }
    put_run(out, s, from, s.n);
}

static bool is_unreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '~';
}

/** Percent-encodes all but letters, digits, -._~ and the characters of keep. */
static void put_encoded(struct buf *out, struct str s, struct str keep)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t from = 0;

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (is_unreserved(c) || (keep.n && c && memchr(keep.p, c, keep.n)))
            continue;
        put_run(out, s, from, i);
        buf_put(out, (struct str){(const char[]){'%', hex[c >> 4], hex[c & 15]}, 3});
        from = i + 1;
    }
    put_run(out, s, from, s.n);
}

/** Relative, or of a scheme that runs nothing. */
static bool url_is_allowed(struct str s)
{
    static const char *const schemes[] = {"http", "https", "mailto", "tel"};
    size_t colon = 0;

    /* Browsers drop control characters, strip blanks and read \ as /. */
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '\\' || s.p[i] == 127)
            return false;
    if (s.n >= 2 && s.p[0] == '/' && s.p[1] == '/')
        return false;
    while (colon < s.n && !memchr(":/?#", s.p[colon], 4))
        colon++;
    if (colon == s.n || s.p[colon] != ':')
        return true;
    for (size_t i = 0; i < 4; i++)
        if (str_eq_nocase(str_slice(s, 0, colon), str_c(schemes[i])))
            return true;
    return false;
}

static void put_url(struct buf *out, struct str s, struct arena *a)
{
    struct buf encoded;

    if (!url_is_allowed(s)) {
        buf_put_c(out, '#');
        return;
    }
    buf_init(&encoded, a, s.n * 3 + 1);
    put_encoded(&encoded, s, STR(":/?#[]@!$&'()*+,;=%"));
    view_escape(out, buf_str(&encoded));
}

/** Any text, for its place. */
static void put_text(const struct view_run *r, struct str s, enum view_place place)
{
    struct buf *out = r->d->out;

    switch (place) {
    case VIEW_IN_URL_WHOLE:
        put_url(out, s, r->d->env->arena);
        break;
    case VIEW_IN_URL_ROOT:
    case VIEW_IN_URL_PATH:
        /* A segment of dots would climb, and "//" would leave. */
        if (str_eq(s, STR(".")) || str_eq(s, STR("..")))
            buf_put_c(out, '_');
        else
            put_encoded(out, s, STR_NONE);
        break;
    case VIEW_IN_URL_QUERY:
        put_encoded(out, s, STR_NONE);
        break;
    case VIEW_IN_URL_ADDR:
        put_encoded(out, s, STR("@+"));
        break;
    default:
        view_escape(out, s);
        break;
    }
}

/** What was formatted into the page from mark on is escaped after the fact. */
static void escape_from(const struct view_run *r, size_t mark, enum view_place place)
{
    struct buf *out = r->d->out;
    struct str s = {out->p + mark, out->n - mark};
    char small[128];
    bool clean = place < VIEW_IN_URL_WHOLE;

    for (size_t i = 0; clean && i < s.n; i++)
        clean = !entity(s.p[i]);
    if (clean || out->over || !s.n)
        return;
    if (s.n <= sizeof small)
        memcpy(small, s.p, s.n);
    s.p = s.n <= sizeof small ? small : arena_copy(r->d->env->arena, s.p, s.n);
    out->n = mark;
    put_text(r, s, place);
}

/** A value as its plain text; not escaped, and none of its characters would be but in a str. */
static void put_plain(struct buf *out, const void *p, int type)
{
    char text[ID_TEXT];

    switch (type) {
    case VIEW_T_STR:
        buf_put(out, *(const struct str *)p);
        break;
    case VIEW_T_ID:
        buf_put(out, id_format(*(const struct id *)p, text));
        break;
    case VIEW_T_DATE:
        buf_put(out, date_format(*(const struct date *)p, text));
        break;
    case VIEW_T_INSTANT:
        if (instant_given(*(const struct instant *)p))
            buf_put(out, instant_format(*(const struct instant *)p, text));
        break;
    default:
        buf_put_i64(out, view_int(p, type));
        break;
    }
}

static size_t loop_index(const struct view_frame *f, const struct view_ref *ref)
{
    for (int up = ref->up; up > 0; up--)
        f = f->up;
    return f->index;
}

static void print(const struct view_run *r, const struct view_frame *f, const struct view_op *op)
{
    const void *p;

    if (op->ref.type == VIEW_T_INDEX) {
        buf_put_i64(r->d->out, (int64_t)loop_index(f, &op->ref));
        return;
    }
    p = view_value(r, f, &op->ref, false);
    if (!p)
        return;
    if (op->ref.type == VIEW_T_STR)
        put_text(r, *(const struct str *)p, op->place);
    else if (op->ref.type == VIEW_T_HTML)
        buf_put(r->d->out, ((const struct html *)p)->s);
    else
        put_plain(r->d->out, p, op->ref.type);
}

static bool is_number(int type)
{
    return type >= VIEW_T_I8 && type <= VIEW_T_U64;
}

/** A field as a message's argument: numbers stay numbers, days are written for people. */
static void arg_field(const struct view_run *r, const struct view_frame *f,
                      const struct view_ref *ref, struct msg_arg *ret)
{
    const struct view_env *env = r->d->env;
    const void *p;
    struct buf text;

    if (ref->type == VIEW_T_INDEX) {
        ret->number = (int64_t)loop_index(f, ref);
        ret->is_number = true;
        return;
    }
    p = view_value(r, f, ref, false);
    if (!p)
        return;
    if (is_number(ref->type)) {
        ret->number = view_int(p, ref->type);
        ret->is_number = true;
        return;
    }
    if (ref->type == VIEW_T_STR) {
        ret->text = *(const struct str *)p;
        return;
    }
    buf_init(&text, env->arena, 200);
    if (ref->type == VIEW_T_DATE && date_given(*(const struct date *)p))
        calendar_date(&text, env->locale, env->calendar, *(const struct date *)p, DATE_MEDIUM);
    else if (ref->type == VIEW_T_INSTANT && instant_given(*(const struct instant *)p))
        calendar_instant(&text, env->locale, env->calendar, *(const struct instant *)p,
                         env->tz_offset_min);
    else if (ref->type == VIEW_T_ID)
        put_plain(&text, p, ref->type);
    ret->text = buf_str(&text);
}

static void put_message(const struct view_run *r, const struct view_frame *f,
                        const struct view_op *op)
{
    const struct view_arg *args = op->extra;
    struct msg_arg given[12] = {{0}};
    const struct view_env *env = r->d->env;

    if (!op->a) {
        put_text(r, msg_text(env->locale, op->b), op->place);
        return;
    }
    for (int i = 0; i < op->a; i++) {
        given[i].name = args[i].name;
        given[i].text = args[i].text;
        given[i].number = args[i].number;
        given[i].is_number = args[i].kind == VIEW_ARG_NUMBER;
        if (args[i].kind == VIEW_ARG_FIELD)
            arg_field(r, f, &args[i].ref, &given[i]);
    }
    put_text(r, msg_format(env->arena, env->locale, op->b, given, op->a), op->place);
}

/** A literal or a str field. */
static struct str arg_text(const struct view_run *r, const struct view_frame *f,
                           const struct view_arg *arg)
{
    const struct str *s;

    if (arg->kind != VIEW_ARG_FIELD)
        return arg->text;
    s = view_value(r, f, &arg->ref, false);
    return s ? *s : STR_NONE;
}

static void put_code(const struct view_run *r, const struct view_frame *f, const struct view_op *op,
                     struct str code)
{
    const struct view_env *env = r->d->env;
    struct str label = STR_NONE;

    if (code.n && env->code)
        label = env->code(env->code_arg, arg_text(r, f, op->extra), code, env->locale);
    put_text(r, label.n ? label : code, op->place);
}

enum block { BLOCK_NONE, BLOCK_TEXT, BLOCK_LIST };

/** Goes from one block of user text to the next. */
static void put_turn(struct buf *out, enum block from, enum block to)
{
    static const char *const close[] = {"", "</p>", "</ul>"};
    static const char *const open[] = {"", "<p dir=\"auto\">", "<ul>"};

    if (from != to) {
        buf_put_z(out, close[from]);
        buf_put_z(out, open[to]);
    } else if (to == BLOCK_TEXT) {
        buf_put_z(out, "<br>");
    }
}

/** One line of user text; *block is what it may continue. */
static void put_line(struct buf *out, struct str line, enum block *block)
{
    struct str text = str_trim(line);
    bool item = str_has_prefix(text, STR("- "));
    enum block to = !text.n ? BLOCK_NONE : item ? BLOCK_LIST : BLOCK_TEXT;

    put_turn(out, *block, to);
    *block = to;
    if (!item) {
        view_escape(out, text);
        return;
    }
    buf_put_z(out, "<li dir=\"auto\">");
    view_escape(out, str_trim(str_from(text, 2)));
    buf_put_z(out, "</li>");
}

static void put_lines(struct buf *out, struct str s)
{
    struct str line;
    enum block block = BLOCK_NONE;

    while (str_split(&s, '\n', &line))
        put_line(out, line, &block);
    put_turn(out, block, BLOCK_NONE);
}

static void put_asset(const struct view_run *r, struct str name, bool literal)
{
    struct buf *out = r->d->out;

    buf_put_z(out, "/assets/");
    put_encoded(out, r->d->env->asset_version, STR_NONE);
    buf_put_c(out, '/');
    put_encoded(out, name, literal ? STR("/") : STR_NONE);
}

static void put_icon(const struct view_run *r, struct str name)
{
    buf_put_z(r->d->out, "<svg class=\"i\" aria-hidden=\"true\"><use href=\"");
    put_asset(r, STR("icons.svg"), true);
    buf_put_c(r->d->out, '#');
    put_encoded(r->d->out, name, STR_NONE);
    buf_put_z(r->d->out, "\"></use></svg>");
}

static void put_csrf(const struct view_run *r)
{
    struct buf *out = r->d->out;

    buf_put_z(out, "<input type=\"hidden\" name=\"csrf\" value=\"");
    view_escape(out, r->d->env->csrf);
    buf_put_z(out, "\"><input type=\"hidden\" name=\"cmd\" value=\"");
    view_escape(out, r->d->env->cmd);
    if (str_given(r->d->env->draft)) {
        buf_put_z(out, "\"><input type=\"hidden\" name=\"draft\" value=\"");
        view_escape(out, r->d->env->draft);
    }
    buf_put_z(out, "\">");
}

static void put_key(const struct view_run *r, const struct view_op *op, struct str key)
{
    if (key.n)
        put_text(r, msg_by_key(r->d->env->arena, r->d->env->locale, key, NULL, 0), op->place);
}

/** Dates, times and numbers as the language writes them. */
static void put_localized(const struct view_run *r, const struct view_op *op, const void *p)
{
    const struct view_env *env = r->d->env;
    struct buf *out = r->d->out;
    bool is_date = op->ref.type == VIEW_T_DATE;
    size_t mark = out->n;

    if (op->kind == VIEW_OP_NUM)
        locale_number(out, env->locale, view_int(p, op->ref.type));
    else if (op->kind == VIEW_OP_PERCENT)
        locale_percent(out, env->locale, view_int(p, op->ref.type));
    else if (is_date && date_given(*(const struct date *)p))
        calendar_date(out, env->locale, env->calendar, *(const struct date *)p, op->style);
    else if (is_date || !instant_given(*(const struct instant *)p))
        return;
    else if (op->kind == VIEW_OP_DATE)
        calendar_date(out, env->locale, env->calendar,
                      date_of(*(const struct instant *)p, env->tz_offset_min), op->style);
    else if (op->kind == VIEW_OP_TIME)
        calendar_instant(out, env->locale, env->calendar, *(const struct instant *)p,
                         env->tz_offset_min);
    else
        locale_time(out, env->locale, *(const struct instant *)p, env->tz_offset_min);
    escape_from(r, mark, op->place);
}

static void put_component(const struct view_run *r, const void *p, int type)
{
    if (type == VIEW_T_STR)
        put_encoded(r->d->out, *(const struct str *)p, STR_NONE);
    else
        put_plain(r->d->out, p, type);
}

/** Helpers that print a field. */
static void html_value(const struct view_run *r, const struct view_frame *f,
                       const struct view_op *op)
{
    const void *p = view_value(r, f, &op->ref, false);

    if (!p)
        return;
    switch (op->kind) {
    case VIEW_OP_TKEY:
        put_key(r, op, *(const struct str *)p);
        break;
    case VIEW_OP_CODE:
        put_code(r, f, op, *(const struct str *)p);
        break;
    case VIEW_OP_LINES:
        put_lines(r->d->out, *(const struct str *)p);
        break;
    case VIEW_OP_BDI:
        buf_put_z(r->d->out, "<bdi>");
        view_escape(r->d->out, *(const struct str *)p);
        buf_put_z(r->d->out, "</bdi>");
        break;
    case VIEW_OP_URL:
        put_component(r, p, op->ref.type);
        break;
    default:
        put_localized(r, op, p);
        break;
    }
}

static void op_put(const struct view_run *r, const struct view_frame *f, const struct view_op *op)
{
    const struct view_env *env = r->d->env;
    const struct view_arg *arg = op->extra;

    switch (op->kind) {
    case VIEW_OP_PRINT:
        print(r, f, op);
        break;
    case VIEW_OP_T:
        put_message(r, f, op);
        break;
    case VIEW_OP_CSRF:
        put_csrf(r);
        break;
    case VIEW_OP_ASSET:
        put_asset(r, arg_text(r, f, arg), arg->kind == VIEW_ARG_TEXT);
        break;
    case VIEW_OP_ICON:
        put_icon(r, arg_text(r, f, arg));
        break;
    case VIEW_OP_LANG:
        put_text(r, locale_tag(env->locale), op->place);
        break;
    case VIEW_OP_DIR:
        buf_put_z(r->d->out, locale_is_rtl(env->locale) ? "rtl" : "ltr");
        break;
    default:
        html_value(r, f, op);
        break;
    }
}

void view_html_op(const struct view_run *r, const struct view_frame *f, const struct view_op *op)
{
    size_t mark = r->d->out->n;

    op_put(r, f, op);
    if (op->place == VIEW_IN_URL_ROOT && r->d->out->n == mark)
        buf_put_c(r->d->out, '_');
}

enum err view_html(const struct tmpl *t, const void *view, const struct view_env *env,
                   struct buf *out)
{
    struct view_draw d = {.env = env, .out = out};

    TRY(view_walk(&d, t, view, NULL));
    return out->over ? E_LIMIT : OK;
}
