/* base/err.h: the one error type of the product, and the two macros that carry it.
 * The code tells the caller what it can do; the words for the user are put in ctx by fail(). */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/** What a caller can do about a failure. Everything that can fail returns this. */
enum err {
    OK = 0,
    E_NOT_FOUND, /* no such record, or it is outside the actor's scope: the two look alike */
    E_DENIED,    /* the actor lacks the capability; nothing about a record is revealed */
    E_INVALID,   /* the input is wrong; ctx says which field and why */
    E_CONFLICT,  /* the record changed, or its state forbids this */
    E_LIMIT,     /* too large, too many, too often */
    E_BUSY,      /* try the whole command again */
    E_IO,        /* disk, database or network failed */
    E_BUG        /* our own mistake; never shown in detail */
};

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

/** Returns from the enclosing function when the call fails. The only macro with hidden control
 * flow. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        enum err try_e_ = (call);                                                                  \
        if (try_e_ != OK)                                                                          \
            return try_e_;                                                                         \
    } while (0)

/** The code's name ("E_NOT_FOUND") for log lines and test output. Static memory. */
const char *err_name(enum err e);

#endif
