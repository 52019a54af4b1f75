/* base/err.c: the names of the error codes. */
#include "base/err.h"

const char *err_name(enum err e)
{
    switch (e) {
    case OK:
        return "OK";
    case E_NOT_FOUND:
        return "E_NOT_FOUND";
    case E_DENIED:
        return "E_DENIED";
    case E_INVALID:
        return "E_INVALID";
    case E_CONFLICT:
        return "E_CONFLICT";
    case E_LIMIT:
        return "E_LIMIT";
    case E_BUSY:
        return "E_BUSY";
    case E_IO:
        return "E_IO";
    case E_BUG:
        return "E_BUG";
    }
    return "E_UNKNOWN";
}
