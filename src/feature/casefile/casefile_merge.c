/* casefile/casefile_merge.c: cases follow when two records of a person become one, and go back when
 * that is undone. The name on the case follows by itself: see casefile_on_event(). */
#include "core/event.h"
#include "feature/casefile/casefile_merge_store.h"
#include "feature/casefile/casefile_rules.h"

enum err casefile_on_merge(struct ctx *ctx, const struct event *event)
{
    struct person_merge merge;
    struct person_row_list cases = {0}, parts = {0};

    TRY(person_merge_find(ctx, event->subject_id, &merge));
    TRY(casefile_merge_store_cases(ctx, &merge, &cases));
    for (size_t i = 0; i < cases.n; i++)
        TRY(person_merge_moved(ctx, merge.id, "casefile", cases.items[i]));
    TRY(casefile_merge_store_people(ctx, &merge, &parts));
    for (size_t i = 0; i < parts.n; i++)
        TRY(person_merge_moved(ctx, merge.id, "casefile_person", parts.items[i]));
    return OK;
}

enum err casefile_on_merge_undone(struct ctx *ctx, const struct event *event)
{
    struct person_merge merge;
    struct person_row_list cases = {0}, parts = {0};

    TRY(person_merge_find(ctx, event->subject_id, &merge));
    TRY(person_merge_rows(ctx, merge.id, "casefile", &cases));
    for (size_t i = 0; i < cases.n; i++)
        TRY(casefile_merge_store_case_back(ctx, &merge, cases.items[i]));
    TRY(person_merge_rows(ctx, merge.id, "casefile_person", &parts));
    for (size_t i = 0; i < parts.n; i++)
        TRY(casefile_merge_store_person_back(ctx, &merge, parts.items[i]));
    return casefile_client_renew(ctx, merge.merged_id);
}
