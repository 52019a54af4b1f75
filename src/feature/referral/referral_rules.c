/* referral/referral_rules.c: the life of a referral, see referral_rules.h. */
#include "feature/referral/referral_rules.h"

static const char *const states[] = {
    [REFERRAL_DRAFT] = "draft",
    [REFERRAL_REQUESTED] = "requested",
    [REFERRAL_ACCEPTED] = "accepted",
    [REFERRAL_REJECTED] = "rejected",
    [REFERRAL_IN_PROGRESS] = "in_progress",
    [REFERRAL_ON_HOLD] = "on_hold",
    [REFERRAL_COMPLETED] = "completed",
    [REFERRAL_FAILED] = "failed",
    [REFERRAL_CANCELLED] = "cancelled",
    [REFERRAL_ENTERED_IN_ERROR] = "entered_in_error",
};

#define IN(state) (1u << REFERRAL_##state)
#define WORKING (IN(ACCEPTED) | IN(IN_PROGRESS) | IN(ON_HOLD))
#define SAME REFERRAL_STATE_N /* the state stays */

static const struct {
    const char *code;
    unsigned from, who;
    enum referral_state to;
} acts[] = {
    [REFERRAL_SEND] = {"send", IN(DRAFT), REFERRAL_SENDER, REFERRAL_REQUESTED},
    [REFERRAL_ACCEPT] = {"accept", IN(REQUESTED) | IN(ON_HOLD), REFERRAL_RECEIVER,
                         REFERRAL_ACCEPTED},
    [REFERRAL_REJECT] = {"reject", IN(REQUESTED) | IN(ON_HOLD), REFERRAL_RECEIVER,
                         REFERRAL_REJECTED},
    [REFERRAL_WAIT] = {"wait", IN(REQUESTED) | WORKING, REFERRAL_RECEIVER, REFERRAL_ON_HOLD},
    [REFERRAL_ATTEND] = {"attend", WORKING, REFERRAL_RECEIVER, REFERRAL_IN_PROGRESS},
    [REFERRAL_MISS] = {"miss", WORKING, REFERRAL_RECEIVER, SAME},
    [REFERRAL_COMPLETE] = {"complete", IN(ACCEPTED) | IN(IN_PROGRESS), REFERRAL_RECEIVER,
                           REFERRAL_COMPLETED},
    [REFERRAL_FAIL] = {"fail", WORKING, REFERRAL_RECEIVER, REFERRAL_FAILED},
    [REFERRAL_COUNTER] = {"counter", WORKING | IN(COMPLETED), REFERRAL_RECEIVER, SAME},
    [REFERRAL_CANCEL] = {"cancel", IN(DRAFT) | IN(REQUESTED) | WORKING,
                         REFERRAL_SENDER | REFERRAL_PROGRAM, REFERRAL_CANCELLED},
    [REFERRAL_VOID] = {"void", ((1u << REFERRAL_STATE_N) - 1) & ~IN(ENTERED_IN_ERROR),
                       REFERRAL_SENDER, REFERRAL_ENTERED_IN_ERROR},
};

struct str referral_state_code(enum referral_state state)
{
    return str_c(states[state]);
}

enum err referral_state_parse(struct str code, enum referral_state *ret)
{
    for (int i = 0; i < REFERRAL_STATE_N; i++) {
        if (str_eq(code, str_c(states[i]))) {
            *ret = (enum referral_state)i;
            return OK;
        }
    }
    return E_INVALID;
}

struct str referral_act_code(enum referral_act act)
{
    return str_c(acts[act].code);
}

enum err referral_act_parse(struct str code, enum referral_act *ret)
{
    for (int i = 0; i < REFERRAL_ACT_N; i++) {
        if (str_eq(code, str_c(acts[i].code))) {
            *ret = (enum referral_act)i;
            return OK;
        }
    }
    return E_INVALID;
}

bool referral_state_is_open(enum referral_state state)
{
    return ((IN(REQUESTED) | WORKING) >> state) & 1;
}

bool referral_may(enum referral_state from, enum referral_act act, unsigned sides,
                  enum referral_state *ret_to)
{
    if (!(acts[act].who & sides) || !((acts[act].from >> from) & 1))
        return false;
    *ret_to = acts[act].to == SAME ? from : acts[act].to;
    return true;
}
