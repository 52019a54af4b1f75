/* app/xml_tree.h: an XML document as a tree that expressions walk over. Native only. */
#ifndef APP_XML_TREE_H
#define APP_XML_TREE_H

#include "core/expr.h"

#define XML_TREE_MAX ((size_t)16 << 20) /* bytes of a document */
#define XML_TREE_DEPTH 150
#define XML_TREE_NODES 1000000

/**
 * Reads a whole document; ret is its document node. Entities of its own and external ones are
 * refused.
 *
 * Errors  E_INVALID  *problem is one line; E_LIMIT  too large or too deep
 */
enum err xml_tree_read(struct arena *a, struct str text, struct expr_node **ret,
                       struct str *problem) MUST_CHECK;

#endif
