/* core/media.h: what an uploaded file is, by its bytes and not by its name, and pictures without
 * what does not belong to the picture (where and when it was taken, by whom, with what). It works
 * on a stream: a file is never whole in memory, and what is taken out is never on the disk.
 *
 * Kinds that are not on the list are refused, and so is what pretends: a file that is two kinds at
 * once, a picture that would unpack to more than MEDIA_PIXELS_MAX, one that is cut short.
 */
#ifndef CORE_MEDIA_H
#define CORE_MEDIA_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define MEDIA_PIXELS_MAX (INT64_C(100) * 1000 * 1000)
#define MEDIA_HEAD 1024 /* bytes that the kind is known by */
#define MEDIA_TAIL 1024

/** A kind of file that is taken. */
struct media_kind {
    const char *type;    /* "image/jpeg" */
    const char *endings; /* of names, the usual one first, with spaces between */
    const char *group;   /* "image", "audio", "video" or "file" */
};
/** The kind of that type, or NULL. */
const struct media_kind *media_kind_of(struct str type);
/** What a browser may offer for a group, for the attribute accept: "image/jpeg,image/png,…"; for
 * "file" everything that is taken. */
const char *media_accept(struct str group);
/** The name as it may be offered again: its last part, without what no name needs, with an ending
 * that is the kind's. Memory: the arena. */
struct str media_filename(struct arena *a, struct str given, const struct media_kind *kind);

/** Where bytes go. */
typedef enum err (*media_out_fn)(void *arg, struct str bytes);

/** A segment or chunk of a picture that is looked at before it goes on. */
struct media_hold {
    uint8_t *p;
    size_t n, want;
};

/** How far a picture has been read. */
struct media_picture {
    int state, next; /* of the format's own machine */
    uint32_t left;   /* bytes of a part that still come */
    uint8_t mark[8]; /* of the part: marker, type or name */
    size_t mark_n;
    struct media_hold hold;
    int64_t side; /* pixels of the longer side */
    bool keep, has_size, has_body, ended, has_turn;
    int64_t trail_n;   /* bytes behind the picture */
    uint8_t trail[16]; /* the first of them */
    int64_t announced; /* of RIFF: the file's size by its own word */
    char out[4096];
    size_t out_n;
};

/** One file on its way. */
struct media {
    struct arena *arena;
    media_out_fn out;
    void *arg;
    const struct media_kind *kind; /* NULL until it is known */
    const char *problem;           /* message key, when it is refused */
    int64_t n;                     /* bytes that came */
    uint8_t head[MEDIA_HEAD], tail[MEDIA_TAIL];
    size_t head_n, tail_n;
    uint32_t utf8_left; /* of text: bytes of a character that still come */
    uint8_t utf8_lo, utf8_hi;
    unsigned found; /* of packed documents: which names were seen */
    struct media_picture picture;
};

/** Begins a file, whose bytes go to out once they may. */
void media_begin(struct media *m, struct arena *a, media_out_fn out, void *arg);
/** The next bytes. Errors: E_INVALID  refused, see m->problem; those of out. */
enum err media_add(struct media *m, struct str bytes) MUST_CHECK;
/** There are no more. m->kind says what it is. Errors: as media_add(). */
enum err media_end(struct media *m) MUST_CHECK;

#endif
