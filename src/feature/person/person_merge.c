/* person/person_merge.c: two records become one, and can be taken apart again.
 *
 * The record of a merge has a line for each row that was moved ("identifier 0199…"), for each unit
 * that came to see the record ("scope …"), and two for each field that was taken over ("was phone
 * …", "took phone …"; line ends in a value are written as 0x1F, which no text of ours contains). */
#include "core/authz.h"
#include "core/event.h"
#include "feature/person/person_key.h"
#include "feature/person/person_merge_store.h"
#include "feature/person/person_part.h"
#include "feature/person/person_store.h"

#define LINE_END_IN_VALUE '\x1f'
#define MOVED_MAX ((size_t)256 << 10)

/* ---- lines ---------------------------------------------------------------------------------- */

static struct str swapped(struct ctx *ctx, struct str s, char from, char to)
{
    char *copy = arena_copy(ctx->arena, s.p, s.n);

    for (size_t i = 0; i < s.n; i++) {
        if (copy[i] == from)
            copy[i] = to;
    }
    return (struct str){copy, s.n};
}

static void line_id(struct buf *out, const char *noun, struct id id)
{
    char text[ID_TEXT];

    buf_put_z(out, noun);
    buf_put_c(out, ' ');
    buf_put(out, id_format(id, text));
    buf_put_c(out, '\n');
}

static void line_part(struct ctx *ctx, struct buf *out, const char *word, const char *part,
                      struct str value)
{
    buf_printf(out, "%s %s ", word, part);
    buf_put(out, swapped(ctx, value, '\n', LINE_END_IN_VALUE));
    buf_put_c(out, '\n');
}

/* Cuts the next line that begins with this word; its rest is in *ret. */
static bool line_next(struct str *lines, const char *word, struct str *ret)
{
    struct str line, first;

    while (str_split(lines, '\n', &line)) {
        if (str_split(&line, ' ', &first) && str_eq(first, str_c(word))) {
            *ret = line;
            return true;
        }
    }
    return false;
}

/* ---- merging -------------------------------------------------------------------------------- */

static bool is_taken(struct str take, const char *name)
{
    struct str one;

    while (str_split(&take, ' ', &one)) {
        if (str_eq(one, str_c(name)))
            return true;
    }
    return false;
}

/* The fields that come from the record that goes; notes what they were. */
static void fields_take(struct ctx *ctx, struct person *kept, const struct person *merged,
                        struct str take, struct buf *moved)
{
    for (int i = 0; i < person_part_n; i++) {
        const struct person_part *part = &person_parts[i];
        struct str was = person_part_get(ctx, kept, part);
        struct str took = person_part_get(ctx, merged, part);

        if (!is_taken(take, part->name) || str_eq(was, took))
            continue;
        line_part(ctx, moved, "was", part->name, was);
        line_part(ctx, moved, "took", part->name, took);
        person_part_copy(kept, merged, part);
    }
}

static enum err person_write(struct ctx *ctx, struct person *p)
{
    p->version++;
    TRY(person_store_update(ctx, p, person_sort_key(ctx, p), person_digits(ctx, p->phone)));
    return person_keys_renew(ctx, p);
}

static enum err rows_move(struct ctx *ctx, struct id kept, struct id merged, struct buf *moved)
{
    for (int r = 0; r < PERSON_ROWS_N; r++) {
        struct person_row_list rows = {0};

        TRY(person_merge_store_move(ctx, (enum person_rows)r, kept, merged, &rows));
        for (size_t i = 0; i < rows.n; i++)
            line_id(moved, person_merge_store_noun((enum person_rows)r), rows.items[i]);
    }
    struct person_row_list scopes = {0};

    TRY(person_merge_store_scopes(ctx, kept, merged, &scopes));
    for (size_t i = 0; i < scopes.n; i++)
        line_id(moved, "scope", scopes.items[i]);
    return OK;
}

static enum err lock_both(struct ctx *ctx, struct id a, struct id b)
{
    bool a_first = id_cmp(a, b) < 0;

    TRY(person_store_lock(ctx, a_first ? a : b));
    return person_store_lock(ctx, a_first ? b : a);
}

static enum err check(struct ctx *ctx, const struct person *kept, const struct person *merged,
                      const struct person_merge_draft *draft)
{
    struct person a, b;

    if (id_eq(kept->id, merged->id))
        return ctx_fail(ctx, E_INVALID, "person.same_person", NULL);
    if (!str_given(str_trim(draft->reason)))
        return ctx_fail(ctx, E_INVALID, "person.merge_reason_missing", "reason");
    TRY(lock_both(ctx, kept->id, merged->id));
    TRY(person_store_find(ctx, kept->id, &a));
    TRY(person_store_find(ctx, merged->id, &b));
    if (a.version != draft->kept_version || b.version != draft->merged_version ||
        id_given(a.merged_into) || id_given(b.merged_into))
        return ctx_fail(ctx, E_CONFLICT, "person.merge_changed", NULL);
    return OK;
}

static struct str parts_diff(struct ctx *ctx, const struct person *before,
                             const struct person *after)
{
    struct event_diff diff = {.ctx = ctx};

    for (int i = 0; i < person_part_n; i++)
        event_diff_add(&diff, person_parts[i].name, person_part_get(ctx, before, &person_parts[i]),
                       person_part_get(ctx, after, &person_parts[i]));
    return event_diff_done(&diff);
}

/* On both records: kind about the one that stays, other_kind about the one that goes. */
static enum err emit_both(struct ctx *ctx, const struct person_merge *merge, const char *kind,
                          const char *other_kind, struct str data)
{
    TRY(event_emit(ctx, &(struct event){.kind = other_kind,
                                        .subject_id = merge->merged_id,
                                        .person_id = merge->merged_id,
                                        .summary = merge->reason}));
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = merge->id,
                                           .person_id = merge->kept_id,
                                           .summary = merge->reason,
                                           .data = data});
}

enum err person_merge(struct ctx *ctx, const struct person *kept, const struct person *merged,
                      const struct person_merge_draft *draft, struct id *ret)
{
    struct person_merge merge = {
        .kept_id = kept->id, .merged_id = merged->id, .reason = str_trim(draft->reason)};
    struct person person = *kept;
    struct buf moved;
    struct str lines;

    TRY(authz_need(ctx, CAP_PERSON_MERGE));
    TRY(check(ctx, kept, merged, draft));
    buf_init(&moved, ctx->arena, MOVED_MAX);
    fields_take(ctx, &person, merged, draft->take, &moved);
    TRY(person_write(ctx, &person));
    TRY(rows_move(ctx, kept->id, merged->id, &moved));
    TRY(person_merge_store_point(ctx, merged->id, kept->id));
    TRY(buf_done(&moved, &lines));
    merge.id = id_new(ctx, "person_merge");
    TRY(person_merge_store_insert(ctx, &merge, lines));
    TRY(emit_both(ctx, &merge, "person.merged", "person.merged_away",
                  parts_diff(ctx, kept, &person)));
    *ret = merge.id;
    return OK;
}

/* ---- undoing -------------------------------------------------------------------------------- */

/* A field gets back what it was, unless somebody has changed it since. */
static enum err fields_back(struct ctx *ctx, struct str lines, struct person *kept)
{
    struct str all = lines, was, took, name;

    while (line_next(&lines, "was", &was)) {
        str_split(&was, ' ', &name);
        struct str rest = all, other = STR_NONE;

        while (line_next(&rest, "took", &took)) {
            if (str_split(&took, ' ', &other) && str_eq(other, name))
                break;
        }
        for (int i = 0; i < person_part_n; i++) {
            const struct person_part *part = &person_parts[i];
            struct str now = person_part_get(ctx, kept, part);

            if (str_eq(name, str_c(part->name)) && str_eq(other, name) &&
                str_eq(now, swapped(ctx, took, LINE_END_IN_VALUE, '\n')))
                TRY(person_part_set(kept, part, swapped(ctx, was, LINE_END_IN_VALUE, '\n')));
        }
    }
    return OK;
}

static enum err rows_back(struct ctx *ctx, const struct person_merge *merge, struct str moved)
{
    for (int r = 0; r < PERSON_ROWS_N; r++) {
        struct str lines = moved, text;
        struct id id;

        while (line_next(&lines, person_merge_store_noun((enum person_rows)r), &text)) {
            TRY(id_parse(text, &id));
            TRY(person_merge_store_back(ctx, (enum person_rows)r, id, merge));
        }
    }
    return OK;
}

/* After the cases have gone back: who saw the record only because of the merge no longer does. */
static enum err scopes_back(struct ctx *ctx, const struct person_merge *merge, struct str moved)
{
    struct str text;
    struct id id;

    while (line_next(&moved, "scope", &text)) {
        TRY(id_parse(text, &id));
        TRY(person_store_unshare(ctx, merge->kept_id, id));
    }
    return OK;
}

enum err person_merge_undo(struct ctx *ctx, struct id merge_id, struct person_merge *ret)
{
    struct person_merge merge;
    struct person kept, merged, before;
    struct str moved;

    TRY(authz_need(ctx, CAP_PERSON_MERGE));
    TRY(person_merge_store_find(ctx, merge_id, &merge, &moved));
    /* Both must be in the actor's scope, or there is no such merge. */
    TRY(person_store_find(ctx, merge.kept_id, &kept));
    TRY(person_store_find(ctx, merge.merged_id, &merged));
    TRY(lock_both(ctx, kept.id, merged.id));
    if (instant_given(merge.undone_at))
        return ctx_fail(ctx, E_CONFLICT, "person.merge_undone_already", NULL);
    if (id_given(kept.merged_into) || !id_eq(merged.merged_into, kept.id))
        return ctx_fail(ctx, E_CONFLICT, "person.merge_merged_further", NULL);
    before = kept;
    TRY(fields_back(ctx, moved, &kept));
    TRY(person_write(ctx, &kept));
    TRY(person_merge_store_point(ctx, merged.id, ID_NONE));
    TRY(rows_back(ctx, &merge, moved));
    TRY(person_merge_store_undone(ctx, merge_id));
    TRY(emit_both(ctx, &merge, "person.merge_undone", "person.restored",
                  parts_diff(ctx, &before, &kept)));
    TRY(scopes_back(ctx, &merge, moved));
    *ret = merge;
    return OK;
}

enum err person_merges(struct ctx *ctx, const struct person *person, struct person_merge_list *ret)
{
    return person_merge_store_list(ctx, person->id, ret);
}

/* ---- for other features --------------------------------------------------------------------- */

enum err person_merge_find(struct ctx *ctx, struct id merge_id, struct person_merge *ret)
{
    return person_merge_store_find(ctx, merge_id, ret, NULL);
}

enum err person_merge_moved(struct ctx *ctx, struct id merge_id, const char *noun, struct id row_id)
{
    struct buf line;

    buf_init(&line, ctx->arena, 200);
    line_id(&line, noun, row_id);
    return person_merge_store_note(ctx, merge_id, buf_str(&line));
}

enum err person_merge_rows(struct ctx *ctx, struct id merge_id, const char *noun,
                           struct person_row_list *ret)
{
    struct person_merge merge;
    struct str moved, text;
    struct id id;

    TRY(person_merge_store_find(ctx, merge_id, &merge, &moved));
    while (line_next(&moved, noun, &text)) {
        TRY(id_parse(text, &id));
        LIST_ADD(ctx->arena, ret, id);
    }
    return OK;
}
