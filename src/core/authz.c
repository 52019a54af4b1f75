/* core/authz.c: the table of roles and capabilities, and the one question asked of it. */
#include "core/authz.h"

#include <string.h>

static const struct {
    const char *name;
    const char *roles;
} caps[CAP_N] = {
#define CAP_ROW(name_, roles_) [CAP_##name_] = {#name_, roles_},
    CAP_LIST(CAP_ROW)
#undef CAP_ROW
};

static const struct {
    const char *code;
    char letter;
} roles[ROLE_N] = {
    [ROLE_NONE] = {"", ' '},
    [ROLE_WORKER] = {"worker", 'W'},
    [ROLE_SUPERVISOR] = {"supervisor", 'S'},
    [ROLE_COORDINATOR] = {"coordinator", 'C'},
    [ROLE_ANALYST] = {"analyst", 'N'},
    [ROLE_ADMINISTRATOR] = {"administrator", 'A'},
    [ROLE_AUDITOR] = {"auditor", 'U'},
};

const char *cap_name(enum cap cap)
{
    return cap > CAP_NONE && cap < CAP_N ? caps[cap].name : "NONE";
}

bool cap_is_open(enum cap cap)
{
    return cap == CAP_PUBLIC || cap == CAP_LINK || cap == CAP_DEVICE;
}

bool role_has(enum role role, enum cap cap)
{
    if (cap_is_open(cap))
        return true;
    if (cap <= CAP_NONE || cap >= CAP_N || role <= ROLE_NONE || role >= ROLE_N)
        return false;
    return strchr(caps[cap].roles, roles[role].letter) != NULL;
}

struct str role_code(enum role role)
{
    return str_c(role > ROLE_NONE && role < ROLE_N ? roles[role].code : "");
}

enum err role_parse(struct str code, enum role *ret)
{
    for (int i = ROLE_NONE + 1; i < ROLE_N; i++) {
        if (str_eq(code, str_c(roles[i].code))) {
            *ret = (enum role)i;
            return OK;
        }
    }
    return E_INVALID;
}

_Static_assert(CAP_N <= 128, "actor.caps holds 128 capabilities");

void authz_grant(struct actor *actor)
{
    memset(actor->caps, 0, sizeof actor->caps);
    for (int cap = CAP_NONE + 1; cap < CAP_N; cap++) {
        if (role_has(actor->role, (enum cap)cap))
            actor->caps[cap / 64] |= UINT64_C(1) << (cap % 64);
    }
}

bool authz_can(const struct ctx *ctx, enum cap cap)
{
    if (cap_is_open(cap))
        return true;
    if (cap <= CAP_NONE || cap >= CAP_N)
        return false;
    return (ctx->actor.caps[cap / 64] >> (cap % 64)) & 1;
}

enum err authz_need(struct ctx *ctx, enum cap cap)
{
    if (authz_can(ctx, cap))
        return OK;
    return ctx_fail(ctx, E_DENIED, "problem.denied", NULL);
}
