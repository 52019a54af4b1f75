/* print/print_views.h: views of the pages of prints. */
#ifndef PRINT_VIEWS_H
#define PRINT_VIEWS_H

#include "core/core_views.h"

/** Where a PDF stands. */
struct print_page_view {
    struct str page, title, file_href;
    bool is_waiting, is_done, is_large;
};

#endif
