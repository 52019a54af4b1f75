/* tools/msgc.c: compiles the catalogues (*.po) of all folders into one table of messages.
 *
 *   msgc [--allow-missing] [--pseudo] [--depfile FILE] OUT.c OUT.h OUT.fr OUT.es OUT.ar PATH...
 *
 * OUT.fr, OUT.es and OUT.ar are the same messages as files for the browser, a language each.
 * A PATH is a catalogue, or a folder that is searched for them. Prints what is wrong with which
 * line and writes nothing then. Outputs that would not change are not touched. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/map.h"
#include "msgc.h"

#define FILE_MAX (16u << 20)
#define OUT_N (1 + MSGC_LANG_N) /* the .c and the .h, and a file for each language but English */
#define READ_SIZE ((size_t)65536)

LIST_TYPE(paths, struct str);

struct msgc {
    struct arena *arena;
    struct po_report report;
    struct paths files, folders;
    struct msgc_messages messages;
    struct map by_key;  /* key → size_t, its index in messages */
    struct map by_name; /* MSG_ constant → key */
    bool allow_missing, pseudo;
};

static void die(const char *path)
{
    fprintf(stderr, "msgc: %s: %s\n", path, strerror(errno));
    exit(1);
}

/* The whole file; STR_NONE and *ret_missing when there is none. */
static struct str read_file(struct arena *a, const char *path, bool *ret_missing)
{
    FILE *f = fopen(path, "rb");
    struct buf b;
    struct str s = STR_NONE;

    if (ret_missing)
        *ret_missing = !f;
    if (!f && ret_missing && errno == ENOENT)
        return STR_NONE;
    if (!f)
        die(path);
    buf_init(&b, a, FILE_MAX);
    for (size_t n = READ_SIZE; n == READ_SIZE;) {
        char *room = buf_room(&b, READ_SIZE);

        n = room ? fread(room, 1, READ_SIZE, f) : 0;
        if (n > 0)
            buf_commit(&b, n);
    }
    if (ferror(f) || fclose(f) != 0 || buf_done(&b, &s) != OK)
        die(path);
    return s;
}

static void write_file(struct arena *a, const char *path, struct str s)
{
    bool missing;
    struct str old = read_file(a, path, &missing);
    FILE *f;

    if (!missing && str_eq(old, s))
        return;
    f = fopen(path, "wb");
    if (!f || fwrite(s.p, 1, s.n, f) != s.n || fclose(f) != 0)
        die(path);
}

static int by_bytes(const void *x, const void *y)
{
    return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

/* Sorts: readdir's order differs between machines. */
static void gather(struct msgc *m, const char *path)
{
    struct stat st;
    struct paths names = {0};
    DIR *dir;

    if (stat(path, &st) != 0)
        die(path);
    if (!S_ISDIR(st.st_mode)) {
        LIST_ADD(m->arena, &m->files, str_dup(m->arena, str_c(path)));
        return;
    }
    LIST_ADD(m->arena, &m->folders, str_dup(m->arena, str_c(path)));
    dir = opendir(path);
    if (!dir)
        die(path);
    for (struct dirent *d = readdir(dir); d; d = readdir(dir)) {
        struct str name = str_c(d->d_name);

        if (d->d_name[0] != '.' && (d->d_type == DT_DIR || str_has_suffix(name, STR(".po"))))
            LIST_ADD(m->arena, &names, str_fmt(m->arena, "%s/%s", path, d->d_name));
    }
    closedir(dir);
    if (names.n > 0)
        qsort(names.items, names.n, sizeof *names.items, by_bytes);
    for (size_t i = 0; i < names.n; i++)
        gather(m, str_z(m->arena, names.items[i]));
}

/* "src/feature/note/note.fr.po" → noun "note", index of "fr"; -1 when it is not named like that. */
static int name_parts(struct po *po)
{
    struct str rest = po->path, part, base = STR_NONE;

    while (str_split(&rest, '/', &part))
        base = part;
    rest = base;
    if (!str_split(&rest, '.', &po->noun) || !str_split(&rest, '.', &po->lang) ||
        !str_eq(rest, STR("po")))
        return -1;
    for (int i = 0; i < MSGC_LANG_N; i++)
        if (str_eq(po->lang, str_c(msgc_langs[i].tag)))
            return i;
    return -1;
}

static bool is_key(struct str key)
{
    bool dot = false;

    for (size_t i = 0; i < key.n; i++) {
        char c = key.p[i];

        if (!((c >= 'a' && c <= 'z') || (i > 0 && c >= '0' && c <= '9') || c == '_' || c == '.'))
            return false;
        if (c == '.' && (i == 0 || i + 1 == key.n || key.p[i - 1] == '.'))
            return false;
        dot = dot || c == '.';
    }
    return dot;
}

/* A key names its file: note.… and event.note.… stand in note.*.po. The shared words of core and
 * app have prefixes of their own. */
static bool key_is_at_home(const struct po *po, struct str key)
{
    if (str_eq(po->noun, STR("core")) || str_eq(po->noun, STR("app")))
        return true;
    if (str_has_prefix(key, STR("event.")))
        key = str_from(key, 6);
    return str_has_prefix(key, po->noun) && key.n > po->noun.n && key.p[po->noun.n] == '.';
}

static struct msgc_message *message(struct msgc *m, const struct po *po, const struct po_entry *e)
{
    size_t *index = map_get(&m->by_key, e->key);
    struct str name, *other;
    struct msgc_message *ret;

    if (index)
        return &m->messages.items[*index];
    name = msgc_constant(m->arena, e->key);
    other = map_get(&m->by_name, name);
    if (other)
        po_error(&m->report, po->path, e->line, "%.*s and %.*s have the same constant",
                 STR_ARG(e->key), STR_ARG(*other));
    other = ARENA_NEW(m->arena, struct str);
    *other = e->key;
    map_set(&m->by_name, name, other);
    index = ARENA_NEW(m->arena, size_t);
    *index = m->messages.n;
    map_set(&m->by_key, e->key, index);
    ret = LIST_PUSH(m->arena, &m->messages);
    ret->key = e->key;
    return ret;
}

static void add_entry(struct msgc *m, const struct po *po, int lang, const struct po_entry *e)
{
    struct msgc_message *to;

    if (!is_key(e->key)) {
        po_error(&m->report, po->path, e->line, "msgid \"%.*s\" is not a key like note.in_future",
                 STR_ARG(e->key));
        return;
    }
    if (!key_is_at_home(po, e->key))
        po_error(&m->report, po->path, e->line, "%.*s does not begin with %.*s.", STR_ARG(e->key),
                 STR_ARG(po->noun));
    to = message(m, po, e);
    if (to->po[lang]) {
        po_error(&m->report, po->path, e->line, "%.*s is there twice, first at %.*s",
                 STR_ARG(e->key), STR_ARG(to->po[lang]->path));
        return;
    }
    to->po[lang] = po;
    if (!e->fuzzy && !(e->form_n == 1 && e->text[0].n == 0))
        to->in[lang] = e;
}

static void read_po(struct msgc *m, struct str path)
{
    struct po *po = ARENA_NEW(m->arena, struct po);
    int lang;

    po->path = path;
    lang = name_parts(po);
    if (lang < 0) {
        po_error(&m->report, path, 0,
                 "a catalogue is named NOUN.LANGUAGE.po, with en, fr, es or ar");
        return;
    }
    po_read(m->arena, po, read_file(m->arena, str_z(m->arena, path), NULL), &m->report);
    msgc_check_header(po, lang, &m->report);
    for (size_t i = 0; i < po->entries.n; i++)
        add_entry(m, po, lang, &po->entries.items[i]);
}

static int by_key(const void *x, const void *y)
{
    return str_cmp(((const struct msgc_message *)x)->key, ((const struct msgc_message *)y)->key);
}

/* Where the missing text is to be written: beside a language that has it. */
static void missing(struct msgc *m, const struct msgc_message *msg, int lang)
{
    const struct po *po = NULL;
    struct po_report none = {0};

    for (int i = 0; i < MSGC_LANG_N && !po; i++)
        po = msg->po[i];
    if (!po)
        return;
    po_error(m->allow_missing && lang > 0 ? &none : &m->report,
             str_fmt(m->arena, "%.*s%s.po",
                     STR_ARG(str_slice(po->path, 0, po->path.n - po->lang.n - 3)),
                     msgc_langs[lang].tag),
             0, "missing: %.*s", STR_ARG(msg->key));
}

static void check_all(struct msgc *m)
{
    for (int lang = 0; lang < MSGC_LANG_N; lang++)
        for (size_t i = 0; i < m->messages.n; i++)
            if (!m->messages.items[i].in[lang])
                missing(m, &m->messages.items[i], lang);
    for (size_t i = 0; i < m->messages.n; i++)
        msgc_check(m->arena, &m->messages.items[i], &m->report);
}

/* Folders too: a new file in one of them is a reason to run again. */
static struct str depfile(struct msgc *m, const char *target)
{
    struct buf b;
    struct str s = STR_NONE;

    buf_init(&b, m->arena, FILE_MAX);
    buf_printf(&b, "%s:", target);
    for (size_t i = 0; i < m->files.n; i++)
        buf_printf(&b, " \\\n  %.*s", STR_ARG(m->files.items[i]));
    for (size_t i = 0; i < m->folders.n; i++)
        buf_printf(&b, " \\\n  %.*s", STR_ARG(m->folders.items[i]));
    buf_put_c(&b, '\n');
    if (buf_done(&b, &s) != OK)
        return STR_NONE;
    return s;
}

static int compile(struct msgc *m, char **path, const char *dep)
{
    for (char **p = path + OUT_N; *p; p++)
        gather(m, *p);
    for (size_t i = 0; i < m->files.n; i++)
        read_po(m, m->files.items[i]);
    if (m->messages.n > 0)
        qsort(m->messages.items, m->messages.n, sizeof *m->messages.items, by_key);
    check_all(m);
    if (m->report.error_n > 0) {
        fprintf(stderr, "msgc: %d found; see docs/how-to/text.md\n", m->report.error_n);
        return 1;
    }
    write_file(m->arena, path[0], msgc_source(m->arena, &m->messages, m->pseudo));
    write_file(m->arena, path[1], msgc_header(m->arena, &m->messages));
    for (int lang = 1; lang < MSGC_LANG_N; lang++)
        write_file(m->arena, path[1 + lang], msgc_language(m->arena, &m->messages, lang));
    if (dep)
        write_file(m->arena, dep, depfile(m, path[0]));
    return 0;
}

int main(int argc, char **argv)
{
    struct msgc m = {.arena = arena_new(256u << 20)};
    const char *dep = NULL;
    int i = 1, status = 2;

    map_init(&m.by_key, m.arena);
    map_init(&m.by_name, m.arena);
    for (; i < argc && argv[i][0] == '-'; i++) {
        if (strcmp(argv[i], "--allow-missing") == 0)
            m.allow_missing = true;
        else if (strcmp(argv[i], "--pseudo") == 0)
            m.pseudo = true;
        else if (strcmp(argv[i], "--depfile") == 0 && i + 1 < argc)
            dep = argv[++i];
        else
            break;
    }
    if (argc - i > OUT_N && argv[i][0] != '-')
        status = compile(&m, argv + i, dep);
    else
        fputs("usage: msgc [--allow-missing] [--pseudo] [--depfile FILE] OUT.c OUT.h OUT.fr OUT.es"
              " OUT.ar PATH...\n",
              stderr);
    arena_free(m.arena);
    return status;
}
