/* plat/memfile.c: pages in two layers, see memfile.h. */
#include "plat/memfile.h"

#include <stdlib.h>
#include <string.h>

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static const uint8_t *page_shown(const struct memfile *f, size_t page)
{
    if (page >= f->page_n)
        return NULL;
    return f->pages[page].above ? f->pages[page].above : f->pages[page].below;
}

bool memfile_read(const struct memfile *f, void *out, size_t n, size_t at)
{
    size_t there = at < f->size ? smaller(n, f->size - at) : 0;

    memset(out, 0, n);
    for (size_t done = 0; done < there;) {
        size_t offset = (at + done) % MEMFILE_PAGE;
        size_t part = smaller(there - done, MEMFILE_PAGE - offset);
        const uint8_t *page = page_shown(f, (at + done) / MEMFILE_PAGE);

        if (page)
            memcpy((uint8_t *)out + done, page + offset, part);
        done += part;
    }
    return there == n;
}

static enum err room_make(struct memfile *f, size_t page_n)
{
    size_t cap = f->page_n ? f->page_n : 64, per = f->block / MEMFILE_PAGE;
    struct memfile_page *pages;
    bool *dirty;

    if (page_n <= f->page_n)
        return OK;
    while (cap < page_n)
        cap *= 2;
    pages = realloc(f->pages, cap * sizeof *pages);
    if (!pages)
        return E_IO;
    f->pages = pages;
    dirty = realloc(f->dirty, (cap / per + 1) * sizeof *dirty);
    if (!dirty)
        return E_IO;
    f->dirty = dirty;
    memset(pages + f->page_n, 0, (cap - f->page_n) * sizeof *pages);
    for (size_t i = f->page_n ? f->page_n / per + 1 : 0; i < cap / per + 1; i++)
        dirty[i] = false;
    f->page_n = cap;
    return OK;
}

static enum err page_open(struct memfile *f, size_t page)
{
    struct memfile_page *p = &f->pages[page];

    if (p->above)
        return OK;
    p->above = malloc(MEMFILE_PAGE);
    if (!p->above)
        return E_IO;
    if (p->below)
        memcpy(p->above, p->below, MEMFILE_PAGE);
    else
        memset(p->above, 0, MEMFILE_PAGE);
    return OK;
}

enum err memfile_write(struct memfile *f, const void *p, size_t n, size_t at)
{
    TRY(room_make(f, (at + n + MEMFILE_PAGE - 1) / MEMFILE_PAGE));
    for (size_t done = 0; done < n;) {
        size_t page = (at + done) / MEMFILE_PAGE, offset = (at + done) % MEMFILE_PAGE;
        size_t part = smaller(n - done, MEMFILE_PAGE - offset);

        TRY(page_open(f, page));
        memcpy(f->pages[page].above + offset, (const uint8_t *)p + done, part);
        done += part;
    }
    if (at + n > f->size)
        f->size = at + n;
    return OK;
}

void memfile_cut(struct memfile *f, size_t size)
{
    if (size < f->size)
        f->size = size;
}

void memfile_drop(struct memfile *f)
{
    for (size_t i = 0; i < f->page_n; i++) {
        free(f->pages[i].above);
        f->pages[i].above = NULL;
    }
    f->size = f->settled_size;
}

void memfile_settle(struct memfile *f)
{
    for (size_t i = 0; i < f->page_n; i++) {
        struct memfile_page *p = &f->pages[i];

        if (!p->above)
            continue;
        if (p->below && memcmp(p->below, p->above, MEMFILE_PAGE) == 0) {
            free(p->above);
        } else {
            free(p->below);
            p->below = p->above;
            f->dirty[i * MEMFILE_PAGE / f->block] = true;
        }
        p->above = NULL;
    }
    f->settled_size = f->size;
}

bool memfile_next(struct memfile *f, size_t *ret_block)
{
    size_t n = (f->settled_size + f->block - 1) / f->block;

    for (size_t i = 0; i < n; i++) {
        if (!f->dirty[i])
            continue;
        f->dirty[i] = false;
        *ret_block = i;
        return true;
    }
    return false;
}

void memfile_block_get(const struct memfile *f, size_t block, void *out)
{
    size_t per = f->block / MEMFILE_PAGE;

    for (size_t i = 0; i < per; i++) {
        size_t page = block * per + i;
        uint8_t *at = (uint8_t *)out + i * MEMFILE_PAGE;

        if (page < f->page_n && f->pages[page].below)
            memcpy(at, f->pages[page].below, MEMFILE_PAGE);
        else
            memset(at, 0, MEMFILE_PAGE);
    }
}

enum err memfile_block_put(struct memfile *f, size_t block, const void *p, size_t n)
{
    size_t per = f->block / MEMFILE_PAGE, first = block * per;

    TRY(room_make(f, first + per));
    for (size_t done = 0; done < n; done += MEMFILE_PAGE) {
        struct memfile_page *page = &f->pages[first + done / MEMFILE_PAGE];

        if (!page->below)
            page->below = malloc(MEMFILE_PAGE);
        if (!page->below)
            return E_IO;
        memcpy(page->below, (const uint8_t *)p + done, smaller(n - done, MEMFILE_PAGE));
    }
    if (block * f->block + n > f->settled_size)
        f->settled_size = f->size = block * f->block + n;
    return OK;
}
