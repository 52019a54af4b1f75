/* device/device_views.h: views of the pages of devices. */
#ifndef DEVICE_VIEWS_H
#define DEVICE_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "core/web.h"

struct device_row_view {
    struct id id;
    struct str name, owner;
    struct instant enrolled_at, seen_at, wiped_at;
    bool office, works, revoked, wipe_ordered, clock_wrong;
};
LIST_TYPE(device_row_view_list, struct device_row_view);

struct devices_view {
    struct device_row_view_list rows;
    struct field_view name, office;
    bool takes_along; /* the program for devices is here */
};
struct device_admin_view {
    struct device_row_view_list rows;
    struct pager_view pager;
};
struct device_secret_view {
    struct id id;
    struct str name, secret;
};

#endif
