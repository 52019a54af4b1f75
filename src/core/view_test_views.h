/* core/view_test_views.h: views of the templates in tests/templates, for view_test.c. */
#ifndef CORE_VIEW_TEST_VIEWS_H
#define CORE_VIEW_TEST_VIEWS_H

#include "base/id.h"
#include "core/view.h"

struct vt_person {
    struct str name;
};
struct vt_file {
    struct str number;
    struct vt_person *owner;
};
struct vt_row {
    struct id id;
    struct str name, none_text;
    LIST_OF(struct str) tags;
};
enum vt_kind { VT_NONE, VT_VISIT, VT_CALL };

struct vt_page_view {
    struct str title, key, no_key, open_text, count_text, else_text, closed_text, visit_text;
    struct str call_text, other_text, mode, fast_text, empty_text, gone_text, code, list, person,
        body;
    const struct vt_file *file, *gone, *spare;
    bool open;
    int count;
    enum vt_kind kind;
    LIST_OF(struct vt_row) rows;
    LIST_OF(struct vt_row) notes;
    LIST_OF(const struct vt_person *) people;
    struct date on, no_day;
    struct instant at, no_time;
    int64_t big;
    int share;
    struct html raw;
    struct panel_view panel;
    struct panel_view_list panels;
};

struct vt_panel_view {
    struct str text;
};

struct vt_tree_view {
    struct str name;
    LIST_OF(struct vt_tree_view) children;
};

struct vt_places_view {
    struct str x;
    LIST_OF(struct str) list;
};

struct vt_types_view {
    signed char i8;
    unsigned char u8;
    int16_t i16;
    uint16_t u16;
    int32_t i32;
    uint32_t u32;
    int64_t i64;
    uint64_t u64;
    size_t size;
    enum vt_kind kind;
    bool flag;
    struct id id;
    struct date date;
    struct instant time;
    struct html raw;
    struct panel_view panel;
    struct {
        const int *items;
        int n;
    } short_list;
};

#endif
