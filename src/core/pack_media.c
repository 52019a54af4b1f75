/* core/pack_media.c: what lies in the folder media of a form of a pack: lists to choose from,
 * pictures and sounds that it shows. */
#include <string.h>

#include "core/form_model.h"
#include "core/i18n.h"
#include "core/pack_sheet.h"
#include "plat/crypto.h"

#define IMAGE_MAX ((size_t)512 << 10)
#define AUDIO_MAX ((size_t)2 << 20)
/* In the definition of a form the bytes are left out: it names them. */
#define DIGEST_PREFIX "sha256:"
#define DIGEST_N 64

/* Types that no browser runs anything of, and how their bytes begin. No SVG: it may hold scripts.
 */
static const struct medium {
    const char *suffix, *kind;
    const char *begin;
    size_t at; /* where these bytes stand */
} media[] = {
    {".png", "image/png", "\x89PNG\r\n", 0},    {".jpg", "image/jpeg", "\xff\xd8\xff", 0},
    {".jpeg", "image/jpeg", "\xff\xd8\xff", 0}, {".webp", "image/webp", "WEBP", 8},
    {".mp3", "audio/mpeg", "ID3", 0},           {".ogg", "audio/ogg", "OggS", 0},
};

static const struct medium *medium_of(struct str name)
{
    for (size_t i = 0; i < sizeof media / sizeof *media; i++)
        if (str_has_suffix(name, str_c(media[i].suffix)))
            return &media[i];
    return NULL;
}

bool pack_media_is_known(struct str name)
{
    return medium_of(name) || str_has_suffix(name, STR(".csv"));
}

static bool is_sound(const char *kind)
{
    return kind && str_has_prefix(str_c(kind), STR("audio/"));
}

/* Are the bytes what the name says, and not too many? */
static void check_bytes(struct loader *l, struct str path, const struct medium *m, struct str bytes)
{
    size_t most = is_sound(m->kind) ? AUDIO_MAX : IMAGE_MAX;

    if (!str_has_prefix(str_from(bytes, m->at), str_c(m->begin)))
        loader_problem(l, path, "this is no file of the kind %s; save it as one", m->kind);
    if (bytes.n > most)
        loader_problem(l, path, "the file has %zu bytes, and may have %zu; make it smaller",
                       bytes.n, most);
}

static struct pack_picture *picture_read(struct loader *l, struct str path, struct str bytes)
{
    const struct medium *m = medium_of(path);
    struct pack_picture *picture = ARENA_NEW(l->arena, struct pack_picture);
    struct sha256 digest = crypto_sha256(bytes);
    struct buf out;

    picture->kind = m->kind;
    if (str_has_prefix(bytes, STR(DIGEST_PREFIX)) && bytes.n == strlen(DIGEST_PREFIX) + DIGEST_N) {
        picture->digest = str_from(bytes, strlen(DIGEST_PREFIX));
        return picture;
    }
    check_bytes(l, path, m, bytes);
    buf_init(&out, l->arena, DIGEST_N + 1);
    for (size_t i = 0; i < sizeof digest.b; i++)
        buf_printf(&out, "%02x", digest.b[i]);
    picture->bytes = bytes;
    picture->digest = buf_str(&out);
    return picture;
}

void pack_media_read(struct loader *l, struct pack_form *form, struct str folder)
{
    struct str in = str_cat(l->arena, folder, STR("media/"));

    form->media = ARENA_NEW(l->arena, struct map);
    form->pictures = ARENA_NEW(l->arena, struct map);
    map_init(form->media, l->arena);
    map_init(form->pictures, l->arena);
    for (size_t i = 0; i < l->files->n; i++) {
        struct str path = l->files->entries[i].key;
        struct str *text = l->files->entries[i].value;

        if (!str_has_prefix(path, in))
            continue;
        if (medium_of(path))
            map_set(form->pictures, str_from(path, in.n), picture_read(l, path, *text));
        else
            map_set(form->media, str_from(path, in.n), text);
    }
}

static void check_named(struct sheet *s, const struct pack_form *form, const char *column,
                        const struct text *name)
{
    bool sound = *column == 'a';

    for (int i = 0; i < PACK_LANG_N; i++) {
        struct str file = name->in[i];
        const struct pack_picture *picture = map_get(form->pictures, file);

        if (!str_given(file))
            continue;
        if (!picture)
            sheet_problem(s, "%s: there is no %.*s in forms/%.*s/media; put it there, as %s",
                          column, STR_ARG(file), STR_ARG(form->name),
                          sound ? ".mp3 or .ogg" : ".png, .jpg or .webp");
        else if (is_sound(picture->kind) != sound)
            sheet_problem(s, "%s: %.*s is %s", column, STR_ARG(file), picture->kind);
    }
}

void pack_pictures_check(struct sheet *s, const struct pack_form *form,
                         const struct form_item *item)
{
    check_named(s, form, "image", &item->image);
    check_named(s, form, "audio", &item->audio);
}

const struct pack_picture *pack_picture_of(const struct map *pictures, const struct text *name,
                                           bool sound, const struct locale *l)
{
    const struct pack_picture *picture = pictures ? map_get(pictures, text_in(name, l)) : NULL;

    return picture && picture->kind && is_sound(picture->kind) == sound ? picture : NULL;
}

/* Codes that come twice, or none, are a file for something else. */
void pack_media_check(struct sheet *s, const struct pack_form *form, const struct form_item *item)
{
    const struct pack_codes *list = item->list;
    struct map seen;

    map_init(&seen, s->loader->arena);
    if (!list)
        sheet_problem(s, "there is no file forms/%.*s/media/%.*s; put it there",
                      STR_ARG(form->name), STR_ARG(item->list_name));
    else if (list->codes.n == 0)
        sheet_problem(s,
                      "%.*s has no choices; it needs the columns name and label, or say others: "
                      "value=COLUMN label=COLUMN under parameters",
                      STR_ARG(item->list_name));
    for (size_t i = 0; list && i < list->codes.n; i++) {
        const struct pack_code *code = &list->codes.items[i];

        if (!pack_code_ok(code->code))
            sheet_problem(s, "%.*s: \"%.*s\" is not a code; use a-z, 0-9, _ and -",
                          STR_ARG(item->list_name), STR_ARG(code->code));
        if (map_get(&seen, code->code))
            sheet_problem(s, "%.*s has the code %.*s twice; delete one row",
                          STR_ARG(item->list_name), STR_ARG(code->code));
        map_set(&seen, code->code, s);
    }
}
