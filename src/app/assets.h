/* app/assets.h: what is compiled in: features and the files of web/. */
#ifndef APP_ASSETS_H
#define APP_ASSETS_H

#include "core/feature.h"
#include "core/sync_table.h"

/** All features, NULL-terminated. */
extern const struct feature *const feature_all[];
/** Those of the browser's module, NULL-terminated. */
extern const struct feature *const feature_offline[];

/** What of each table goes to devices that work offline; ends with a NULL name. */
extern const struct sync_table sync_tables[];

/** A file of the web folder, compiled in. */
struct asset {
    const char *name, *type;
    struct str body, gzip; /* gzip is empty when it is not smaller */
};
/** The asset of a path "/assets/VERSION/NAME", or NULL. */
const struct asset *asset_find(struct str path);
/** The n-th asset, or NULL behind the last. */
const struct asset *asset_nth(size_t n);
/** A hash over all assets, so that browsers may keep them for ever. */
struct str asset_version(void);

#endif
