/* base/num.h: strict parsing of numbers. atoi, strtol and sscanf do not compile (banned.h). */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/err.h"
#include "base/str.h"

/**
 * A whole decimal integer with an optional sign, nothing before or after it.
 *
 * Errors  E_INVALID  not a number, empty, or does not fit
 */
enum err num_parse_i64(struct str s, int64_t *ret) MUST_CHECK;
/** As num_parse_i64, and within [min, max]. Errors: E_INVALID. */
enum err num_parse_range(struct str s, int64_t min, int64_t max, int64_t *ret) MUST_CHECK;
/** The value of a hexadecimal digit, or -1. */
int num_hex_digit(char c);
/** Hexadecimal to bytes; exactly n bytes. Errors: E_INVALID. */
enum err num_parse_hex(struct str s, void *out, size_t n) MUST_CHECK;
/**
 * Turns the digits of Arabic-Indic, Extended Arabic-Indic, Devanagari and Khmer scripts into ASCII;
 * other bytes are kept. For what people type into number and date fields.
 */
struct str num_ascii_digits(struct arena *a, struct str s);

#endif
