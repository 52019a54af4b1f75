/* tools/sqlc.h: the parts of sqlc. Tokens of SQL, queries of .sql files, migrations. */
#ifndef TOOLS_SQLC_H
#define TOOLS_SQLC_H

#include "base/buf.h"
#include "base/list.h"
#include "base/map.h"
#include "base/str.h"

enum token_kind {
    TOKEN_WORD, /* a name or keyword, also "quoted" */
    TOKEN_NUMBER,
    TOKEN_STRING,  /* '…' */
    TOKEN_PARAM,   /* $1 */
    TOKEN_MACRO,   /* {id} */
    TOKEN_COMMENT, /* "-- …" to the end of the line */
    TOKEN_OTHER,   /* one character */
};

struct token {
    enum token_kind kind;
    struct str text;
    int line;    /* from 1 */
    size_t from; /* where in the text */
};
LIST_TYPE(token_list, struct token);

enum dialect { DIALECT_BOTH, DIALECT_SQLITE, DIALECT_PG };

enum { QUERY_MAX = 64 * 1024 };

/* Or a fragment of queries. */
struct query {
    struct str name, file;
    int line;
    bool is_fragment, is_used;
    enum dialect dialect;
    struct str scope, scan;   /* reasons; empty when not given */
    struct str doc;           /* lines with LF */
    struct str text;          /* without comments */
    struct token_list tokens; /* of text */
    int arg_n;
    struct query *twin; /* the other dialect; only the first of the two is in the chain */
    struct query *next;
};

/** In the order of the files. */
struct query_chain {
    struct query *first, *last;
    size_t n;
};

struct migration_file {
    int number;
    struct str name, file;
    struct str sqlite, pg;
    struct token_list tokens;
    char sha256[65];
};
LIST_TYPE(migration_file_list, struct migration_file);

struct sqlc {
    struct arena *arena;
    struct query_chain queries;
    struct map fragments; /* of the file that is read, by name */
    struct migration_file_list migrations;
    struct map case_owned; /* tables and views that hold rows of cases */
    struct map grows;      /* tables declared to grow */
    int error_n;
};

/** Prints "file:line: …" and counts. */
void sqlc_error(struct sqlc *s, struct str file, int line, const char *fmt, ...) PRINTF_LIKE(4, 5);

/** Splits SQL; a quote that is not closed or an unknown character ends in TOKEN_OTHER. */
void lex(struct arena *a, struct str text, struct token_list *ret);
/** Lower-cased comparison of a word with a keyword. */
bool token_is(const struct token_list *t, size_t i, const char *word);
/** "_" and letters and digits, beginning with a letter. */
bool is_name(struct str s);

/** Puts a query at the end. */
void query_add(struct query_chain *chain, struct query *q);
/** Adds the queries of one file and checks each by itself. */
void query_file(struct sqlc *s, const char *path);
/** Notes a fragment of the file that is read; refuses a second of the name. */
void fragment_add(struct sqlc *s, struct query *q);
/** The text of q with each {name} replaced by the fragment. */
struct str fragment_expand(struct sqlc *s, const struct query *q, struct str text);
/** At the end of a file: refuses fragments that no query includes. */
void fragments_end(struct sqlc *s);
/** Puts the two dialects of a name together; refuses a name that occurs twice. */
void query_pair(struct sqlc *s);
/** Refuses queries over cases that are neither keyed nor scoped. Needs the migrations. */
void query_scope_check(struct sqlc *s);

/** Adds migrations/NNNN_name.sql. */
void migration_file(struct sqlc *s, const char *path);
/** Sorts, looks for gaps, and notes which tables are case-owned and which grow. */
void migration_done(struct sqlc *s);

void emit_header(struct sqlc *s, struct str stem, struct buf *out);
void emit_queries(struct sqlc *s, struct buf *out);
void emit_migrations(struct sqlc *s, struct buf *out);

#endif
