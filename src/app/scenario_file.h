/* app/scenario_file.h: files in scenarios: samples to send, the body that carries them, and a place
 * to keep them. */
#ifndef APP_SCENARIO_FILE_H
#define APP_SCENARIO_FILE_H

#include "app/scenario.h"

/** A folder of its own for what is uploaded in this world; the one of the server that takes it
 * over, when its keys are given. Errors: none: without one nothing is taken. */
void scenario_vault_open(struct world *w, const struct world_setup *setup);
/** Removes it with all that is in it. */
void scenario_vault_close(struct world *w);

/** True for a word of a POST line that sends a file: BOX@FILENAME=SAMPLE. */
bool scenario_is_file(struct str word);
/** The body of a POST as multipart/form-data: its names and values, and its files. */
struct str scenario_multipart(struct arena *a, const struct str *words, int n);
/** Its content type. */
#define SCENARIO_MULTIPART "multipart/form-data; boundary=scene"

#endif
