/* picture/picture_contact.c: when the family was met or spoken with, from notes and forms, and the
 * longest time in which it was not. */
#include "feature/note/note.h"
#include "feature/picture/picture.h"

#define PAGES_MAX 12 /* of notes */

static void sort_newest_first(struct picture_contact_list *list)
{
    for (size_t i = 1; i < list->n; i++) {
        struct picture_contact c = list->items[i];
        size_t k = i;

        for (; k > 0 && date_cmp(list->items[k - 1].on, c.on) < 0; k--)
            list->items[k] = list->items[k - 1];
        list->items[k] = c;
    }
}

static enum err notes_add(struct ctx *ctx, const struct casefile *file, struct date from,
                          struct picture_contact_list *ret)
{
    struct note_filter filter = {.contacts_only = true, .page = 1};
    bool more = true;

    for (; more && filter.page <= PAGES_MAX; filter.page++) {
        struct note_list notes = {0};

        TRY(note_list_for_casefile(ctx, file, &filter, &notes, &more));
        for (size_t i = 0; i < notes.n; i++) {
            const struct note *n = &notes.items[i];

            if (date_cmp(n->occurred_on, from) < 0)
                return OK;
            if (!n->hidden)
                LIST_ADD(ctx->arena, ret,
                         ((struct picture_contact){
                             .on = n->occurred_on, .kind = n->kind, .by = n->author_name}));
        }
    }
    return OK;
}

enum err picture_contacts(struct ctx *ctx, const struct casefile *file,
                          struct picture_contact_list *ret)
{
    struct date from = date_add_days(ctx_today(ctx), 1 - PICTURE_DAYS);
    struct picture_contact_list list = {0};
    struct casefile_contact_list forms = {0};

    TRY(notes_add(ctx, file, from, &list));
    TRY(timeline_contacts(ctx, file, from, &forms));
    for (size_t i = 0; i < forms.n; i++)
        LIST_ADD(ctx->arena, &list,
                 ((struct picture_contact){.on = forms.items[i].on,
                                           .form = forms.items[i].form,
                                           .by = forms.items[i].by}));
    sort_newest_first(&list);
    *ret = list;
    return OK;
}

void picture_gap(const struct picture_contact_list *contacts, struct date since, struct date today,
                 struct date *ret_from, struct date *ret_to)
{
    struct date to = today;
    int longest = 1;

    *ret_from = *ret_to = DATE_NONE;
    for (size_t i = 0; i <= contacts->n; i++) {
        struct date from = i < contacts->n ? contacts->items[i].on : since;

        if (to.day - from.day > longest) {
            longest = to.day - from.day;
            *ret_from = from;
            *ret_to = to;
        }
        to = from;
    }
}
