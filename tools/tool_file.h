/* tools/tool_file.h: reading and writing for the programs of the build. */
#ifndef TOOLS_TOOL_FILE_H
#define TOOLS_TOOL_FILE_H

#include "base/arena.h"
#include "base/str.h"

/** The whole file. Ends the program with a message when it cannot be read. */
struct str tool_read(struct arena *a, const char *path);
/**
 * Writes the file unless it holds this text already: ninja then builds nothing that depends on
 * it. Ends the program with a message when it cannot be written.
 */
void tool_write(const char *path, struct str text);
/** The part of a path after the last slash. */
struct str tool_name(const char *path);

#endif
