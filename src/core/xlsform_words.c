/* core/xlsform_words.c: the words of XLSForm in all their spellings: columns, languages, types.
 * What stands here is what the import keeps. */
#include <string.h>

#include "core/i18n.h"
#include "core/xlsform_read.h"

/* ---- columns ----------------------------------------------------------------------------------
 */

struct column {
    const char *name;
    bool is_text; /* one column for each language */
};
static const struct column columns[XLSFORM_PARTS][24] = {
    {{"type", false},
     {"name", false},
     {"label", true},
     {"hint", true},
     {"guidance_hint", true},
     {"required", false},
     {"required_message", true},
     {"relevant", false},
     {"constraint", false},
     {"constraint_message", true},
     {"calculation", false},
     {"default", false},
     {"read_only", false},
     {"appearance", false},
     {"choice_filter", false},
     {"repeat_count", false},
     {"trigger", false},
     {"parameters", false},
     {"image", true},
     {"audio", true},
     {"disabled", false}},
    {{"list_name", false}, {"name", false}, {"label", true}, {"image", true}, {"audio", true}},
    {{"form_title", false}, {"form_id", false}, {"version", false}, {"default_language", false}},
};
static const char *const aliases[][2] = {
    {"caption", "label"},
    {"command", "type"},
    {"relevance", "relevant"},
    {"calculate", "calculation"},
    {"readonly", "read_only"},
    {"jr:count", "repeat_count"},
    {"jr:requiredmsg", "required_message"},
    {"requiredmsg", "required_message"},
    {"jr:constraintmsg", "constraint_message"},
    {"constraining_message", "constraint_message"},
    {"value", "name"},
    {"list", "list_name"},
    {"title", "form_title"},
    {"id_string", "form_id"},
};
static const char *const prefixes[] = {
    "media::", "media:", "bind::", "bind:", "body::", "body:", "control::", "control:"};

static struct str lower(struct arena *a, struct str s, char space)
{
    char *out = arena_copy(a, s.p, s.n);

    for (size_t i = 0; i < s.n; i++) {
        if (out[i] >= 'A' && out[i] <= 'Z')
            out[i] = (char)(out[i] - 'A' + 'a');
        if (out[i] == ' ')
            out[i] = space;
    }
    return (struct str){out, s.n};
}

static const struct column *column_find(enum xlsform_part part, struct str name)
{
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (str_eq(name, str_c(aliases[i][0])))
            name = str_c(aliases[i][1]);
    for (size_t i = 0; i < 24 && columns[part][i].name; i++)
        if (str_eq(name, str_c(columns[part][i].name)))
            return &columns[part][i];
    return NULL;
}

/* The column of "Media::Image::French" or "label:en", and the language: "French", "en". */
static const struct column *column_of(struct arena *a, enum xlsform_part part, struct str raw,
                                      struct str *ret_language)
{
    struct str name = lower(a, raw, '_');
    size_t from = 0;

    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes && from == 0; i++)
        if (str_has_prefix(name, str_c(prefixes[i])))
            from = strlen(prefixes[i]);
    const struct column *c = column_find(part, str_from(name, from));
    ptrdiff_t colon = str_find(name, STR(":"), from);

    *ret_language = STR_NONE;
    if (c || colon < 0)
        return c;
    c = column_find(part, str_trim(str_slice(name, from, (size_t)colon)));
    while ((size_t)colon < raw.n && raw.p[colon] == ':')
        colon++;
    *ret_language = str_trim(str_from(raw, (size_t)colon));
    return c && c->is_text ? c : NULL;
}

/* ---- languages --------------------------------------------------------------------------------
 */

static const char *const spoken[][2] = {
    {"en", "en"},
    {"eng", "en"},
    {"english", "en"},
    {"fr", "fr"},
    {"fra", "fr"},
    {"fre", "fr"},
    {"french", "fr"},
    {"fran\xC3\xA7"
     "ais",
     "fr"},
    {"francais", "fr"},
    {"es", "es"},
    {"spa", "es"},
    {"spanish", "es"},
    {"espa\xC3\xB1ol", "es"},
    {"espanol", "es"},
    {"castellano", "es"},
    {"ar", "ar"},
    {"ara", "ar"},
    {"arabic", "ar"},
    {"العربية", "ar"},
};

struct str xlsform_language(struct str name)
{
    ptrdiff_t open = str_find(name, STR("("), 0);
    struct str s = name;

    if (open >= 0 && str_has_suffix(s, STR(")")))
        s = str_slice(s, (size_t)open + 1, s.n - 1);
    s = str_trim(s);
    if (s.n > 3 && (s.p[2] == '-' || s.p[2] == '_'))
        s = str_slice(s, 0, 2);
    for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++)
        if (str_eq_nocase(s, str_c(spoken[i][0])))
            return str_c(spoken[i][1]);
    return STR_NONE;
}

/* "label", "fr" → "label::Français (fr)". */
static struct str heading_in(struct arena *a, const char *column, struct str tag)
{
    for (int i = 0; locale_all[i]; i++)
        if (str_eq(locale_tag(locale_all[i]), tag))
            return str_fmt(a, "%s::%.*s (%.*s)", column, STR_ARG(locale_name(locale_all[i])),
                           STR_ARG(tag));
    return str_c(column);
}

static bool is_video(struct str name)
{
    if (str_has_prefix(name, STR("media:")))
        name = str_from(name, str_has_prefix(name, STR("media::")) ? 7 : 6);
    return str_eq(name, STR("video")) || str_has_prefix(name, STR("video:"));
}

struct xlsform_heading xlsform_heading(struct arena *a, enum xlsform_part part, struct str raw,
                                       struct str otherwise)
{
    struct str language;
    const struct column *c = column_of(a, part, raw, &language);
    struct xlsform_heading h = {0};

    if (!c && str_has_prefix(lower(a, raw, '_'), STR("alidade:")))
        h.name = lower(a, raw, '_');
    else if (!c && is_video(lower(a, raw, '_')))
        h.why = "is not shown by Alidade (pictures and sounds are)";
    else if (!c && part == XLSFORM_CHOICES && str_find(raw, STR(":"), 0) < 0)
        h.name = raw; /* something that a choice_filter may ask for, by this very name */
    else if (!c)
        h.why = "has no use in Alidade";
    else if (!c->is_text)
        h.name = str_c(c->name);
    else if (!str_given(language))
        h = (struct xlsform_heading){heading_in(a, c->name, otherwise), NULL, true};
    else if (str_given(xlsform_language(language)))
        h.name = heading_in(a, c->name, xlsform_language(language));
    else
        h = (struct xlsform_heading){str_fmt(a, "%s::%.*s", c->name, STR_ARG(language)),
                                     "is in a language that Alidade does not speak",
                                     .foreign = language};
    return h;
}

/* "pt" or "Português (pt)" of the settings, "Português (pt)" of the heading. */
static bool is_language(struct arena *a, struct str heading, struct str wanted)
{
    return str_given(wanted) && (str_eq_nocase(heading, wanted) ||
                                 str_has_suffix(heading, str_fmt(a, "(%.*s)", STR_ARG(wanted))));
}

struct str xlsform_only_language(struct arena *a, const struct book_sheet *survey,
                                 struct str wanted)
{
    struct str first = STR_NONE, found = STR_NONE;

    for (size_t i = 0; survey->rows.n > 0 && i < survey->rows.items[0].cells.n; i++) {
        struct str raw = str_trim(survey->rows.items[0].cells.items[i].text);
        struct xlsform_heading h = xlsform_heading(a, XLSFORM_SURVEY, raw, STR("en"));

        if (!str_has_prefix(h.name, STR("label")))
            continue;
        if (!h.why)
            return STR_NONE;
        if (!str_given(first))
            first = h.foreign;
        if (!str_given(found) && is_language(a, h.foreign, wanted))
            found = h.foreign;
    }
    return str_given(found) ? found : first;
}

bool xlsform_is_media(struct str heading)
{
    return str_has_prefix(heading, STR("image")) || str_has_prefix(heading, STR("audio")) ||
           str_has_prefix(heading, STR("video")); /* of a pack's sheet */
}

/* ---- types ------------------------------------------------------------------------------------
 */

#define AS_TEXT "cannot be asked yet; its text stays, as a note"
#define AS_FILE "is asked for as any file"
#define BY_ITSELF                                                                                  \
    "is something a phone records by itself, which Alidade does not; the field stays empty"

/* becomes NULL: ours too. */
static const struct {
    const char *name, *becomes, *why;
} types[] = {
    {"text", NULL, NULL},
    {"string", "text", NULL},
    {"tel", "text", NULL},
    {"integer", NULL, NULL},
    {"int", "integer", NULL},
    {"decimal", NULL, NULL},
    {"range", NULL, NULL},
    {"date", NULL, NULL},
    {"time", NULL, NULL},
    {"datetime", "dateTime", NULL},
    {"date time", "dateTime", NULL},
    {"note", NULL, NULL},
    {"geopoint", NULL, NULL},
    {"gps", "geopoint", NULL},
    {"location", "geopoint", NULL},
    {"image", NULL, NULL},
    {"photo", "image", NULL},
    {"audio", NULL, NULL},
    {"file", NULL, NULL},
    {"video", "file", AS_FILE},
    {"barcode", NULL, NULL},
    {"acknowledge", NULL, NULL},
    {"trigger", "acknowledge", NULL},
    {"calculate", NULL, NULL},
    {"hidden", NULL, NULL},
    {"begin group", "begin_group", NULL},
    {"end group", "end_group", NULL},
    {"begin repeat", "begin_repeat", NULL},
    {"end repeat", "end_repeat", NULL},
    {"geotrace", "note", AS_TEXT},
    {"geoshape", "note", AS_TEXT},
    {"background-audio", "note", AS_TEXT},
    {"osm", "note", AS_TEXT},
    {"start", NULL, NULL},
    {"today", NULL, NULL},
    {"end", "hidden", BY_ITSELF},
    {"start-geopoint", "hidden", BY_ITSELF},
    {"background-geopoint", "hidden", BY_ITSELF},
    {"deviceid", "hidden", BY_ITSELF},
    {"device id", "hidden", BY_ITSELF},
    {"subscriberid", "hidden", BY_ITSELF},
    {"simserial", "hidden", BY_ITSELF},
    {"phonenumber", "hidden", BY_ITSELF},
    {"phone number", "hidden", BY_ITSELF},
    {"username", "hidden", BY_ITSELF},
    {"email", "hidden", BY_ITSELF},
    {"imei", "hidden", BY_ITSELF},
    {"audit", "hidden", BY_ITSELF},
    {"xml-external", "hidden", "reads a file beside the form, which is not in the workbook"},
    {"csv-external", "hidden", "reads a file beside the form, which is not in the workbook"},
};
/* These are followed by a list; longer ones first. */
static const char *const selects[][2] = {
    {"select one from file", "select_one_from_file"},
    {"select multiple from file", "select_multiple_from_file"},
    {"select one external", "select_one"},
    {"select one from", "select_one"},
    {"select one", "select_one"},
    {"select1", "select_one"},
    {"add select one prompt using", "select_one"},
    {"select all that apply from", "select_multiple"},
    {"select all that apply", "select_multiple"},
    {"select multiple", "select_multiple"},
    {"add select multiple prompt using", "select_multiple"},
    {"rank", "rank"},
};

/* Small letters, one space between words, none written as '_'. */
static struct str plain(struct arena *a, struct str raw)
{
    struct str s = lower(a, str_trim(raw), ' ');
    char *out = arena_alloc(a, s.n);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        bool blank = s.p[i] == '_' || s.p[i] == '\n' || s.p[i] == '\t';
        char c = (char)(blank ? ' ' : s.p[i]);

        if (c != ' ' || (n > 0 && out[n - 1] != ' '))
            out[n++] = c;
    }
    return (struct str){out, n};
}

/* "LIST or specify other" → "LIST or_other". */
static struct str list_of(struct arena *a, struct str raw)
{
    static const char *const others[] = {" or other", " or_other", " or specify other"};
    struct str s = str_trim(raw);

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_has_suffix(lower(a, s, ' '), str_c(others[i])))
            return str_fmt(a, "%.*s or_other",
                           STR_ARG(str_trim(str_slice(s, 0, s.n - strlen(others[i])))));
    return s;
}

/* The list keeps its spelling, so it is cut off the raw text word by word. */
static struct str after_words(struct str raw, struct str words)
{
    size_t left = 1;

    for (size_t i = 0; i < words.n; i++)
        left += words.p[i] == ' ';
    raw = str_trim(raw);
    for (size_t i = 0; i < raw.n; i++) {
        bool between = raw.p[i] == ' ' || (raw.p[i] == '_' && left > 1);

        if (between && (i == 0 || (raw.p[i - 1] != ' ' && raw.p[i - 1] != '_')) && --left == 0)
            return str_from(raw, i + 1);
    }
    return STR_NONE;
}

enum err xlsform_type(struct arena *a, struct str raw, struct str *ret, const char **why)
{
    struct str name = plain(a, raw);

    if (str_has_prefix(name, STR("osm "))) /* a list of tags follows */
        name = STR("osm");
    if (str_has_prefix(name, STR("uri:"))) /* "uri:deviceid" */
        name = str_from(name, 4);
    *why = NULL;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!str_eq(name, str_c(types[i].name)))
            continue;
        *ret = str_c(types[i].becomes ? types[i].becomes : types[i].name);
        *why = types[i].why;
        return OK;
    }
    for (size_t i = 0; i < sizeof selects / sizeof *selects; i++) {
        struct str words = str_c(selects[i][0]);
        struct str list = list_of(a, after_words(raw, words));

        if (!str_has_prefix(name, words) || name.n <= words.n || name.p[words.n] != ' ' ||
            !str_given(list))
            continue;
        *ret = str_fmt(a, "%s %.*s", selects[i][1], STR_ARG(list));
        return OK;
    }
    return E_NOT_FOUND;
}
