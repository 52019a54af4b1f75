/* directory/service_key.h: what services are found by, see the table service_key. Private to the
 * feature. */
#ifndef SERVICE_KEY_H
#define SERVICE_KEY_H

#include "feature/directory/directory.h"

#define SERVICE_KEY_WORDS 3
/* An area and those it lies in: so many, and one for services that are for everybody. */
#define SERVICE_KEY_AREAS 5

/** Keys of a service, each once. */
LIST_TYPE(service_key_list, struct str);

/** From inclusive, to exclusive. */
struct service_range {
    struct str from, to;
};
/** A filter as keys; an empty one takes any service. */
struct service_question {
    struct str need, language;
    struct str areas[SERVICE_KEY_AREAS]; /* the first is empty, or all are filled */
    struct service_range words[SERVICE_KEY_WORDS];
    int64_t age;
    int64_t most, after; /* how many, after how many */
    /* Where the search begins: at these keys, or, when the first is empty and there are words, at
     * the first of the words. */
    struct str from[SERVICE_KEY_AREAS];
    bool from_word;
};

/** The range of exactly this key. */
struct service_range service_key_only(struct ctx *ctx, struct str key);
/** "a:…" of an area; of ID_NONE: everywhere. */
struct str service_key_area(struct ctx *ctx, struct id area_id);
/** All keys of a service. */
struct service_key_list service_keys(struct ctx *ctx, const struct service *s,
                                     const struct service_area_list *areas);
/** Sorts places free before places not known, before waiting lists, before what is closed for a
 * time; then by name. */
struct str service_rank(struct ctx *ctx, const struct service *s);

#endif
