/* tools/msgc_check.c: what a text of the catalogues may not contain, and how the languages of one
 * message must agree. The rules are explained to authors in docs/how-to/text.md. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "msgc.h"

#define PLACE_MAX 16

const struct msgc_lang msgc_langs[MSGC_LANG_N] = {
    {"en", "ox", "o", "nplurals=2; plural=n != 1;"},
    {"fr", "omx", "",
     "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;"},
    {"es", "omx", "o", "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;"},
    {"ar", "zotfmx", "zot",
     "nplurals=6; plural=n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : "
     "n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5;"},
};

static const char form_letters[] = "zotfmx";

/* "zero", "one" … of a letter of msgc_lang.forms; its place in enum plural. */
static const char *msgc_form_name(char form)
{
    static const char *const names[] = {"zero", "one", "two", "few", "many", "other"};

    return names[msgc_form(form)];
}

enum plural msgc_form(char form)
{
    return (enum plural)(strchr(form_letters, form) - form_letters);
}

/* The names in {braces} of a text, each once. */
struct places {
    struct str name[PLACE_MAX];
    int n;
};

static bool places_has(const struct places *p, struct str name)
{
    for (int i = 0; i < p->n; i++)
        if (str_eq(p->name[i], name))
            return true;
    return false;
}

static bool is_name(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || s.p[i] == '_' ||
              (i > 0 && s.p[i] >= '0' && s.p[i] <= '9')))
            return false;
    return s.n > 0;
}

/* NULL, or what is wrong with the braces. */
static const char *places_read(struct str text, struct places *ret)
{
    *ret = (struct places){0};
    for (size_t i = 0; i < text.n; i++) {
        ptrdiff_t end;
        struct str name;

        if (text.p[i] == '}')
            return "} without {";
        if (text.p[i] != '{')
            continue;
        end = str_find(text, STR("}"), i);
        name = end < 0 ? STR_NONE : str_slice(text, i + 1, (size_t)end);
        if (!is_name(name))
            return "braces hold the name of a place, as in {name}";
        if (!places_has(ret, name)) {
            if (ret->n == PLACE_MAX)
                return "too many places";
            ret->name[ret->n++] = name;
        }
        i = (size_t)end;
    }
    return NULL;
}

/* Marks that turn the direction of what follows. The page isolates texts; these would leak. */
static bool is_bidi_control(int32_t cp)
{
    return cp == 0x61C || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* "<b", "</", "<!", "&amp;", "&#8217;" */
static bool looks_like_html(struct str s)
{
    for (size_t i = 0; i + 1 < s.n; i++) {
        size_t end = i + 1;

        if (s.p[i] == '<' && (is_alnum(s.p[end]) || s.p[end] == '/' || s.p[end] == '!'))
            return true;
        if (s.p[i] != '&')
            continue;
        while (end < s.n && (is_alnum(s.p[end]) || s.p[end] == '#'))
            end++;
        if (end > i + 1 && end < s.n && s.p[end] == ';')
            return true;
    }
    return false;
}

/* NULL, or what is wrong with the text by itself. */
static const char *text_fault(struct str s)
{
    size_t i = 0;
    int32_t cp;

    if (!utf8_is_valid(s))
        return "not UTF-8";
    if (str_trim(s).n != s.n)
        return "white space at the start or the end: sentences are not glued together";
    while ((cp = utf8_next(s, &i)) >= 0) {
        if (is_bidi_control(cp))
            return "a bidi control character";
        if ((cp < 0x20 && cp != '\n') || cp == 0x7F)
            return "a control character";
    }
    if (looks_like_html(s))
        return "HTML belongs into the template";
    return NULL;
}

/* A text, or all plural forms of the language, and none too many. */
static void check_form_count(const struct msgc_message *m, int lang, struct po_report *report)
{
    const struct msgc_lang *l = &msgc_langs[lang];
    const struct po_entry *e = m->in[lang];
    int want = e->plural ? (int)strlen(l->forms) : 1;

    for (int i = 0; i < want; i++)
        if (i >= e->form_n || e->text[i].n == 0)
            po_error(report, m->po[lang]->path, e->line,
                     "%.*s: msgstr[%d], the form \"%s\", is missing", STR_ARG(m->key), i,
                     msgc_form_name(l->forms[i]));
    if (e->form_n > want)
        po_error(report, m->po[lang]->path, e->line, "%.*s: %s has %d plural forms, not %d",
                 STR_ARG(m->key), l->tag, want, e->form_n);
}

static void message_error(const struct msgc_message *m, int lang, struct po_report *report,
                          const char *why)
{
    po_error(report, m->po[lang]->path, m->in[lang]->line, "%.*s: %s", STR_ARG(m->key), why);
}

/* Form f may leave {n} out when it stands for one number only ("one case", "two cases"). */
static bool may_omit(const struct msgc_message *m, int lang, int f, struct str place)
{
    const struct msgc_lang *l = &msgc_langs[lang];

    return m->in[lang]->plural && str_eq(place, STR("n")) && strchr(l->exact, l->forms[f]) != NULL;
}

/* Each place of the English text must be in this one, and no other. */
static void check_form(struct arena *a, const struct msgc_message *m, int lang, int f,
                       struct po_report *report)
{
    const struct po_entry *source = m->in[0];
    struct places want, got;
    const char *why = text_fault(m->in[lang]->text[f]);

    if (!why)
        why = places_read(m->in[lang]->text[f], &got);
    if (why) {
        message_error(m, lang, report, why);
        return;
    }
    if (!source || places_read(source->text[source->form_n - 1], &want) != NULL)
        return;
    for (int i = 0; i < got.n; i++)
        if (!places_has(&want, got.name[i]))
            message_error(m, lang, report,
                          str_fmt(a, "{%.*s} is not in the English text", STR_ARG(got.name[i])).p);
    for (int i = 0; i < want.n; i++)
        if (!places_has(&got, want.name[i]) && !may_omit(m, lang, f, want.name[i]))
            message_error(m, lang, report,
                          str_fmt(a, "{%.*s} is missing", STR_ARG(want.name[i])).p);
    if (m->in[lang]->plural && !places_has(&want, STR("n")))
        message_error(m, lang, report, "a text with plural forms says {n}");
}

void msgc_check(struct arena *a, const struct msgc_message *m, struct po_report *report)
{
    for (int lang = 0; lang < MSGC_LANG_N; lang++) {
        const struct po_entry *e = m->in[lang];

        if (!e)
            continue;
        if (m->in[0] && e->plural != m->in[0]->plural) {
            message_error(m, lang, report,
                          e->plural ? "plural here but not in English"
                                    : "plural in English, not here");
            continue;
        }
        check_form_count(m, lang, report);
        for (int f = 0; f < e->form_n && f < (int)strlen(msgc_langs[lang].forms); f++)
            check_form(a, m, lang, f, report);
    }
}

void msgc_check_header(const struct po *po, int lang, struct po_report *report)
{
    const struct msgc_lang *l = &msgc_langs[lang];

    if (str_find(po->header, STR("charset=UTF-8"), 0) < 0)
        po_error(report, po->path, 1, "the header must say charset=UTF-8");
    if (str_find(po->header, str_c(l->plural_forms), 0) < 0)
        po_error(report, po->path, 1, "the header must say Plural-Forms: %s", l->plural_forms);
}
