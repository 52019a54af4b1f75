/* app/scenario_file.c: files in scenarios, see scenario_file.h. The samples are no more than what
 * tells their kind: nobody could open the pictures. */
#include "app/scenario_file.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/num.h"
#include "plat/crypto.h"
#include "plat/os.h"

/* A picture of 16 by 8 with a place in its Exif, and turned by a quarter; a note; a second one. */
#define EXIF                                                                                       \
    "\xff\xe1\0\x37"                                                                               \
    "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS 36.8065 "          \
    "10.1815\0\0"
#define JPEG_OF(height, width)                                                                     \
    "\xff\xd8" EXIF "\xff\xfe\0\x0cTaken by X\xff\xc0\0\x0b\x08" height width "\x01\x01\x11\0"     \
    "\xff\xda\0\x08\x01\x01\0\0\x3f\0picture\xff\0more\xff\xd9"
#define JPEG JPEG_OF("\0\x08", "\0\x10")
#define PNG                                                                                        \
    "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x10\0\0\0\x08\x08\x02\0\0\0crc.\0\0\0\x0btEXtGPS 36."   \
    "8065crc.\0\0\0\x07IDATpicturecrc.\0\0\0\0IENDcrc."
#define PDF "%PDF-1.4\nwords\n%%EOF\n"

static const struct {
    const char *name;
    struct str bytes;
} samples[] = {
    {"jpeg", STR(JPEG)},
    {"jpeg-large", STR(JPEG_OF("\x0b\xb8", "\x0f\xa0"))}, /* 4,000 by 3,000 */
    {"png", STR(PNG)},
    {"pdf", STR(PDF)},
    {"jpeg-and-zip", STR(JPEG "PK\3\4and more")},
    {"pdf-and-page", STR(PDF "<script>alert(1)</script>")},
    {"jpeg-huge", STR("\xff\xd8\xff\xc0\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0")},
    {"jpeg-cut", STR("\xff\xd8" EXIF)},
    {"heic", STR("\0\0\0\x18"
                 "ftypheic\0\0\0\0mif1heic")},
    {"program", STR("MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff")},
    {"page", STR("<!doctype html><script>alert(1)</script>")},
    {"sound", STR("OggS\0\2\0\0\0\0\0\0\0\0sound")},
    {"virus", STR("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")},
    {"empty", STR("")},
};

/* A sample by its name, or the word itself. */
static struct str sample_of(struct str word)
{
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
        if (str_eq(word, str_c(samples[i].name)))
            return samples[i].bytes;
    return word;
}

static ptrdiff_t at_of(struct str word)
{
    ptrdiff_t at = str_find(word, STR("@"), 0), eq = str_find(word, STR("="), 0);

    return at > 0 && at < eq ? at : -1;
}

bool scenario_is_file(struct str word)
{
    return at_of(word) > 0;
}

struct str scenario_multipart(struct arena *a, const struct str *words, int n)
{
    struct buf body;

    buf_init(&body, a, 1 << 20);
    for (int i = 0; i < n; i++) {
        ptrdiff_t at = at_of(words[i]), eq = str_find(words[i], STR("="), 0);
        struct str value = str_from(words[i], (size_t)eq + 1);

        if (eq <= 0)
            continue;
        buf_put_z(&body, "--scene\r\nContent-Disposition: form-data; name=\"");
        buf_put(&body, str_slice(words[i], 0, (size_t)(at > 0 ? at : eq)));
        if (at > 0) {
            buf_put_z(&body, "\"; filename=\"");
            buf_put(&body, str_slice(words[i], (size_t)at + 1, (size_t)eq));
            value = sample_of(value);
        }
        buf_put_z(&body, "\"\r\n\r\n");
        buf_put(&body, value);
        buf_put_z(&body, "\r\n");
    }
    buf_put_z(&body, "--scene--\r\n");
    return buf_str(&body);
}

/* ---- where they are kept -------------------------------------------------------------------- */

/* As app/install.c finds them: PATH.files beside an SQLite file, and the key in KEYS/files.key. */
static bool vault_of_server(struct world *w, const struct world_setup *setup)
{
    struct str text, url = str_c(setup->url);
    struct arena *a = w->arena;

    if (!setup->keys || !str_has_prefix(url, STR("sqlite:")) ||
        os_read_file(a, str_z(a, str_fmt(a, "%s/files.key", setup->keys)), 4096, &text) != OK ||
        num_parse_hex(str_trim(text), w->vault.key, SEAL_KEY_SIZE) != OK)
        return false;
    w->vault.dir = str_z(a, str_cat(a, str_from(url, 7), STR(".files")));
    w->site.vault = &w->vault;
    w->vault_stays = true;
    return true;
}

void scenario_vault_open(struct world *w, const struct world_setup *setup)
{
    uint8_t name[8];
    struct buf dir;

    w->site.prints = true;
    if (vault_of_server(w, setup))
        return;

    os_random(name, sizeof name);
    buf_init(&dir, w->arena, 100);
    buf_put_z(&dir, "/tmp/alidade-scene-");
    buf_put_hex(&dir, name, sizeof name);
    crypto_seal_new_key(w->vault.key);
    w->vault.dir = str_z(w->arena, buf_str(&dir));
    w->site.vault = &w->vault;
}

void scenario_vault_close(struct world *w)
{
    struct os_names folders, files;
    char path[300];

    if (!w->vault.dir || w->vault_stays || os_list_dir(w->arena, w->vault.dir, &folders) != OK)
        return;
    for (size_t i = 0; i < folders.n; i++) {
        int n = snprintf(path, sizeof path, "%s/%.*s", w->vault.dir, STR_ARG(folders.items[i]));

        if (os_list_dir(w->arena, path, &files) != OK)
            continue;
        for (size_t k = 0; k < files.n; k++) {
            snprintf(path + n, sizeof path - (size_t)n, "/%.*s", STR_ARG(files.items[k]));
            (void)unlink(path);
        }
        path[n] = '\0';
        (void)rmdir(path);
    }
    (void)rmdir(w->vault.dir);
}
