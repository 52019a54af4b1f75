/* referral/referral_rules_test.c: every act in every state, for each side. */
#include "base/test.h"
#include "feature/referral/referral_rules.h"

/* In the order of enum referral_state: d requested a r i h c f x(cancelled) e. Which letters may.
 */
static const char *const may[REFERRAL_ACT_N] = {
    [REFERRAL_SEND] = "d",       [REFERRAL_ACCEPT] = "qh",     [REFERRAL_REJECT] = "qh",
    [REFERRAL_WAIT] = "qaih",    [REFERRAL_ATTEND] = "aih",    [REFERRAL_MISS] = "aih",
    [REFERRAL_COMPLETE] = "ai",  [REFERRAL_FAIL] = "aih",      [REFERRAL_COUNTER] = "aihc",
    [REFERRAL_CANCEL] = "dqaih", [REFERRAL_VOID] = "dqarihcfx"};
static const char letters[] = "dqarihcfxe";

static bool is_sender(int act)
{
    return act == REFERRAL_SEND || act == REFERRAL_CANCEL || act == REFERRAL_VOID;
}

TEST(referral_rules, every_act_in_every_state)
{
    for (int act = 0; act < REFERRAL_ACT_N; act++) {
        for (int from = 0; from < REFERRAL_STATE_N; from++) {
            enum referral_state to;
            bool want = str_find(str_c(may[act]), (struct str){&letters[from], 1}, 0) >= 0;
            bool sent = referral_may((enum referral_state)from, (enum referral_act)act,
                                     REFERRAL_SENDER, &to);
            bool received = referral_may((enum referral_state)from, (enum referral_act)act,
                                         REFERRAL_RECEIVER, &to);

            CHECK(sent == (want && is_sender(act)));
            CHECK(received == (want && !is_sender(act)));
            CHECK(referral_may((enum referral_state)from, (enum referral_act)act, REFERRAL_PROGRAM,
                               &to) == (want && act == REFERRAL_CANCEL));
        }
    }
}

TEST(referral_rules, codes_go_both_ways)
{
    for (int i = 0; i < REFERRAL_STATE_N; i++) {
        enum referral_state state = REFERRAL_STATE_N;

        CHECK(referral_state_parse(referral_state_code((enum referral_state)i), &state) == OK);
        CHECK((int)state == i);
    }
    for (int i = 0; i < REFERRAL_ACT_N; i++) {
        enum referral_act act = REFERRAL_ACT_N;

        CHECK(referral_act_parse(referral_act_code((enum referral_act)i), &act) == OK);
        CHECK((int)act == i);
    }
    CHECK(referral_state_is_open(REFERRAL_REQUESTED) && !referral_state_is_open(REFERRAL_DRAFT));
    CHECK(!referral_state_is_open(REFERRAL_COMPLETED));
}
