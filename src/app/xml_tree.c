/* app/xml_tree.c: expat's events into expr_nodes. */
#include "app/xml_tree.h"

#include <expat.h>
#include <string.h>

#include "base/buf.h"

#define ATTRIBUTES_MAX 1000 /* of one element */
#define BETWEEN '\n'        /* of address, name and prefix, as expat hands names over */

struct reader {
    struct arena *arena;
    XML_Parser parser;
    struct expr_node *here;
    struct expr_node *declared; /* namespaces of the element that comes next */
    struct buf text;            /* that no node has yet */
    const char *problem;
    int depth, nodes;
};

static void stop(struct reader *r, const char *problem)
{
    if (!r->problem)
        r->problem = problem;
    XML_StopParser(r->parser, XML_FALSE);
}

static struct expr_node *node_add(struct reader *r, enum expr_node_kind kind, struct str name)
{
    if (++r->nodes == XML_TREE_NODES)
        stop(r, "the document has too many parts");
    return expr_node_add(r->arena, r->here, kind, name);
}

static void flush(struct reader *r)
{
    if (r->text.n == 0)
        return;
    node_add(r, EXPR_TEXT, STR_NONE)->text = str_dup(r->arena, buf_str(&r->text));
    r->text.n = 0;
}

/* "address\nname\nprefix", "address\nname" or "name". */
static void set_name(struct reader *r, struct expr_node *node, const char *full)
{
    struct str rest = str_dup(r->arena, str_c(full)), first = STR_NONE, second = STR_NONE;

    (void)str_split(&rest, BETWEEN, &first);
    node->name = first;
    if (!str_split(&rest, BETWEEN, &second))
        return;
    node->ns = first;
    node->name = second;
    node->prefix = rest;
}

static void on_start(void *arg, const XML_Char *name, const XML_Char **attrs)
{
    struct reader *r = arg;
    struct expr_node *node;

    flush(r);
    if (++r->depth > XML_TREE_DEPTH) {
        stop(r, "elements are nested too deep");
        return;
    }
    node = node_add(r, EXPR_ELEMENT, STR_NONE);
    set_name(r, node, name);
    node->declared = r->declared;
    for (struct expr_node *d = node->declared; d; d = d->next)
        d->parent = node;
    r->declared = NULL;
    r->here = node;
    for (int n = 0; *attrs; attrs += 2) {
        struct expr_node *attr = node_add(r, EXPR_ATTRIBUTE, STR_NONE);

        set_name(r, attr, attrs[0]);
        attr->text = str_dup(r->arena, str_c(attrs[1]));
        if (++n > ATTRIBUTES_MAX) {
            stop(r, "an element has too many attributes");
            return;
        }
    }
}

static void on_end(void *arg, const XML_Char *name)
{
    struct reader *r = arg;

    (void)name;
    flush(r);
    r->depth--;
    r->here = r->here->parent;
}

static void on_text(void *arg, const XML_Char *s, int n)
{
    struct reader *r = arg;

    if (r->here->kind == EXPR_ELEMENT)
        buf_put(&r->text, (struct str){s, (size_t)n});
}

static void on_comment(void *arg, const XML_Char *s)
{
    struct reader *r = arg;

    flush(r);
    node_add(r, EXPR_COMMENT, STR_NONE)->text = str_dup(r->arena, str_c(s));
}

static void on_instruction(void *arg, const XML_Char *target, const XML_Char *data)
{
    struct reader *r = arg;
    struct expr_node *node;

    flush(r);
    node = node_add(r, EXPR_INSTRUCTION, str_dup(r->arena, str_c(target)));
    node->text = str_dup(r->arena, str_c(data));
}

static void on_namespace(void *arg, const XML_Char *prefix, const XML_Char *address)
{
    struct reader *r = arg;
    struct expr_node *node = ARENA_NEW(r->arena, struct expr_node);

    node->kind = EXPR_NAMESPACE;
    node->name = str_dup(r->arena, str_c(prefix));
    node->text = str_dup(r->arena, str_c(address));
    node->next = r->declared;
    r->declared = node;
    if (++r->nodes == XML_TREE_NODES)
        stop(r, "the document has too many parts");
}

/* Entities are declared between the brackets of a document type. */
static void on_doctype(void *arg, const XML_Char *name, const XML_Char *system,
                       const XML_Char *public, int has_brackets)
{
    (void)name;
    (void)system;
    (void)public;
    if (has_brackets)
        stop(arg, "entities of a document's own are not allowed");
}

static enum err parse(struct reader *r, struct str text, struct str *problem)
{
    XML_SetUserData(r->parser, r);
    XML_SetReturnNSTriplet(r->parser, 1);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetCommentHandler(r->parser, on_comment);
    XML_SetProcessingInstructionHandler(r->parser, on_instruction);
    XML_SetStartNamespaceDeclHandler(r->parser, on_namespace);
    XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
    if (XML_Parse(r->parser, text.p, (int)text.n, 1) == XML_STATUS_OK)
        return OK;
    *problem = str_fmt(r->arena, "line %lu: %s", (unsigned long)XML_GetCurrentLineNumber(r->parser),
                       r->problem ? r->problem : XML_ErrorString(XML_GetErrorCode(r->parser)));
    return E_INVALID;
}

enum err xml_tree_read(struct arena *a, struct str text, struct expr_node **ret,
                       struct str *problem)
{
    struct reader r = {.arena = a};
    enum err e;

    /* White space in front of the prologue is a slip of many who paste documents. */
    text = str_trim(text);
    if (text.n > XML_TREE_MAX) {
        *problem = STR("the document is too large");
        return E_LIMIT;
    }
    *ret = r.here = expr_node_add(a, NULL, EXPR_DOCUMENT, STR_NONE);
    buf_init(&r.text, a, XML_TREE_MAX);
    r.parser = XML_ParserCreateNS("UTF-8", BETWEEN);
    if (!r.parser)
        return E_LIMIT;
    e = parse(&r, text, problem);
    XML_ParserFree(r.parser);
    (void)expr_node_number(*ret, 1);
    return e;
}
