/* core/genogram.h: a family as people of the field draw it: one row a generation, partners joined
 * below, children hung from that line. Geometry only; who these people are is the caller's. Any
 * data gives a picture in which no two people share a place: what contradicts itself is left out
 * and counted. */
#ifndef CORE_GENOGRAM_H
#define CORE_GENOGRAM_H

#include "base/arena.h"
#include "base/date.h"
#include "base/list.h"
#include "base/str.h"

#define GENOGRAM_PEOPLE_MAX 500
#define GENOGRAM_LINKS_MAX 2000
#define GENOGRAM_SYMBOL 36 /* width and height of a person's symbol */
#define GENOGRAM_FONT 13
#define GENOGRAM_LEADING 18
#define GENOGRAM_LABEL 114 /* width of a line of a label */
#define GENOGRAM_LINES 3   /* of a label at most */

enum genogram_tie {
    GENOGRAM_PARENT, /* the first is a parent of the second */
    GENOGRAM_ADOPTED,
    GENOGRAM_FOSTER,
    GENOGRAM_MARRIED,
    GENOGRAM_PARTNER,
    GENOGRAM_SEPARATED,
    GENOGRAM_DIVORCED,
    GENOGRAM_FORMER, /* partners once */
    GENOGRAM_SIBLING,
};
/** Both are places in the list of people. */
struct genogram_link {
    int a, b;
    enum genogram_tie tie;
};
LIST_TYPE(genogram_link_list, struct genogram_link);

/** What the layout has to know of somebody. */
struct genogram_person {
    struct date born; /* elder brothers and sisters stand first */
    bool is_exact;    /* the day is to be trusted: the same day makes twins */
    bool is_male;     /* stands first in a couple, as is custom */
};
LIST_TYPE(genogram_person_list, struct genogram_person);

/** A symbol: its centre, and the baseline of its label's first line, centred below it. */
struct genogram_node {
    int person; /* -1: a parent whom nobody has told of */
    int x, y, label_y;
};
LIST_TYPE(genogram_node_list, struct genogram_node);

enum genogram_stroke {
    GENOGRAM_SOLID,
    GENOGRAM_DASHED, /* not married; adopted, in foster care */
    GENOGRAM_DOTTED, /* parents; whether they are a couple is not told */
    GENOGRAM_SLASH,  /* across a couple's line: one, separated; two, divorced */
};
struct genogram_line {
    struct str d; /* an SVG path */
    enum genogram_stroke stroke;
};
LIST_TYPE(genogram_line_list, struct genogram_line);

struct genogram {
    int width, height;
    struct genogram_node_list nodes;
    struct genogram_line_list lines;
    int left_out; /* links and people that are not in it */
};
/**
 * Lays out a family. The first person is the one it is about: generations are counted from there.
 *
 * Shape   mirrored when rtl, so that elder ones stand on the right; 0 people: nothing, width 0
 * Memory  arena
 */
void genogram_lay(struct arena *a, const struct genogram_person_list *people,
                  const struct genogram_link_list *links, bool rtl, struct genogram *ret);

#endif
