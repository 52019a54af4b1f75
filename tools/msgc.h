/* tools/msgc.h: what the parts of the message compiler share. */
#ifndef TOOLS_MSGC_H
#define TOOLS_MSGC_H

#include "base/err.h"
#include "core/i18n_tables.h"
#include "po.h"

#define MSGC_LANG_N 4

/** A shipped language, in the order of locale_all. The first one is the source language. */
struct msgc_lang {
    const char *tag;
    const char *forms;        /* CLDR categories of msgstr[0], msgstr[1]…: letters of "zotfmx" */
    const char *exact;        /* of these, the ones that stand for one number only: may omit {n} */
    const char *plural_forms; /* what the header of the .po file says */
};
extern const struct msgc_lang msgc_langs[MSGC_LANG_N];

/** One key with its text in each language; NULL where missing. */
struct msgc_message {
    struct str key;
    const struct po_entry *in[MSGC_LANG_N];
    const struct po *po[MSGC_LANG_N];
};
LIST_TYPE(msgc_messages, struct msgc_message);

enum plural msgc_form(char form);

/** Everything that can be wrong with a file's header and with a message. */
void msgc_check_header(const struct po *po, int lang, struct po_report *report);
void msgc_check(struct arena *a, const struct msgc_message *m, struct po_report *report);

/** The two generated files as text; the messages must be sorted and complete. */
struct str msgc_header(struct arena *a, const struct msgc_messages *messages);
struct str msgc_source(struct arena *a, const struct msgc_messages *messages, bool pseudo);
/** The file of one language for msg_install(): each message, then MSG_END_MARK. */
struct str msgc_language(struct arena *a, const struct msgc_messages *messages, int lang);
/** MSG_NOTE_IN_FUTURE for note.in_future. */
struct str msgc_constant(struct arena *a, struct str key);
/** The text as the pseudo-language has it: accented, 40 % longer, {places} kept. */
struct str msgc_pseudo(struct arena *a, struct str text);

#endif
