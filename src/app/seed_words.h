/* app/seed_words.h: what made-up people of a programme want, do and say, in two languages, and
 * which of its codes stand for it. One file a programme: seed_words_NAME.c. */
#ifndef APP_SEED_WORDS_H
#define APP_SEED_WORDS_H

#include "base/str.h"

struct seed_said {
    const char *latin, *arabic;
};
/** A goal as people say it, and two ways towards it. */
struct seed_aim {
    const char *domain;
    struct seed_said wish, ours, theirs;
};
/** What to answer to a question of a form: one of the words, "" for nothing. "@client" is the
 * client's name, "@worker" the worker's, "@name" somebody's, "@given" a first name, "@drawn" a
 * signature, "@age" the client's age, "@days-90" a date. The question is a name in answers or its
 * end: "member/1/member_age", "member_age". */
struct seed_fact {
    const char *question, *words;
};
/** The same in a sentence. */
struct seed_line {
    const char *question;
    struct seed_said said;
};
/** Why somebody asks for help, and with which codes. */
struct seed_request {
    const char *channel, *concern;
    struct seed_said why;
};
struct seed_texts {
    const char *const *items;
    uint32_t n;
};
/** The forms that the demo fills in: those of intake once, the others several times. */
struct seed_forms {
    const char *intake[3], *again[3];
};

struct seed_words {
    const char *programme;     /* name of the pack */
    uint32_t children;         /* of a hundred clients */
    struct seed_texts kinds;   /* of notes; none: all kinds of contact that the pack has */
    const char *ours, *theirs; /* kinds of actions */
    struct seed_texts notes[2], summaries[2], tasks[2]; /* English, Arabic */
    const struct seed_aim *aims;
    uint32_t aim_n;
    const struct seed_said *wants, *remarks, *promises;
    uint32_t want_n, remark_n, promise_n;
    struct seed_said ending[2]; /* why a case was closed: as planned, or not */
    const struct seed_request *requests;
    uint32_t request_n;
    struct seed_forms forms;
    const char *several; /* repeats of the forms that have two instances, with spaces between */
    const struct seed_fact *facts; /* these and the lines end with an empty one */
    const struct seed_line *lines;
};

#define SEED_TEXTS(list) {(list), sizeof(list) / sizeof(list)[0]}
#define SEED_N(list) (sizeof(list) / sizeof(list)[0])
/** The lists that each programme's file has, all under these names. */
#define SEED_LISTS                                                                                 \
    .notes = {SEED_TEXTS(notes_en), SEED_TEXTS(notes_ar)},                                         \
    .summaries = {SEED_TEXTS(summaries_en), SEED_TEXTS(summaries_ar)},                             \
    .tasks = {SEED_TEXTS(tasks_en), SEED_TEXTS(tasks_ar)}, .aims = aims, .aim_n = SEED_N(aims),    \
    .wants = wants, .want_n = SEED_N(wants), .remarks = remarks, .remark_n = SEED_N(remarks),      \
    .promises = promises, .promise_n = SEED_N(promises), .requests = requests,                     \
    .request_n = SEED_N(requests), .facts = facts, .lines = lines

extern const struct seed_words seed_words_family, seed_words_work, seed_words_income;

#endif
