/* account/account_device.c: the device of a session in two words its owner knows. Names are proper
 * names, the same in each language. */
#include "feature/account/account.h"

struct mark {
    const char *says, *name;
};

/* In this order: most browsers also claim to be others. */
static const struct mark browsers[] = {
    {"Edg/", "Edge"},        {"EdgA/", "Edge"},
    {"OPR/", "Opera"},       {"SamsungBrowser/", "Samsung Internet"},
    {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
    {"CriOS/", "Chrome"},    {"Chrome/", "Chrome"},
    {"Safari/", "Safari"},
};
static const struct mark systems[] = {
    {"Android", "Android"}, {"iPhone", "iPhone"},   {"iPad", "iPad"},   {"Windows", "Windows"},
    {"CrOS", "ChromeOS"},   {"Macintosh", "macOS"}, {"Linux", "Linux"},
};

static struct str name_of(const struct mark *marks, size_t n, struct str s)
{
    for (size_t i = 0; i < n; i++) {
        if (str_find(s, str_c(marks[i].says), 0) >= 0)
            return str_c(marks[i].name);
    }
    return STR_NONE;
}

struct str account_device_name(struct arena *a, struct str user_agent)
{
    struct str browser = name_of(browsers, sizeof browsers / sizeof *browsers, user_agent);
    struct str system = name_of(systems, sizeof systems / sizeof *systems, user_agent);

    if (!str_given(browser) || !str_given(system))
        return str_given(browser) ? browser : system;
    return str_fmt(a, "%.*s, %.*s", STR_ARG(browser), STR_ARG(system));
}
