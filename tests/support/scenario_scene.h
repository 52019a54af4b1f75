/* support/scenario_scene.h: one *.scn file being run, for the files that run it. */
#ifndef SCENARIO_SCENE_H
#define SCENARIO_SCENE_H

#include "scenario.h"

#define WORDS_MAX 64

/* One file being run. */
struct scene {
    struct world world;
    struct arena *arena;
    const char *file;
    int line;
    struct str names[128], values[128]; /* saved ids */
    int saved_n;
    struct str post_target, post_body; /* for AGAIN */
    bool post_json;
    struct http_response last;
    const char *url, *pack_dir;
    struct str text; /* the whole file, to begin again for the matrix */
    bool failed;
};

/** Says what is wrong with the present line; the file has failed. */
void scene_fail(struct scene *s, const char *what, struct str more);
/** The address that the last answer led to, or STR_NONE. */
struct str scene_location(const struct scene *s);
/** Judges the last answer by the words behind "=>". */
void scene_expect(struct scene *s, struct str *words, int n);
/** journal KIND [by LOGIN] [times N]: there is such an event, or there are N. */
void scene_journal(struct scene *s, struct str *words, int n);
/** verify: the journal is whole. */
void scene_verify(struct scene *s);

#endif
