/* core/merkle.c: see merkle.h. The number of kept roots is the number of one bits of size. */
#include "core/merkle.h"

#include <assert.h>

static struct sha256 merkle_node(const struct sha256 *left, const struct sha256 *right)
{
    struct str parts[] = {
        {"\x01", 1}, {(const char *)left->b, SHA256_SIZE}, {(const char *)right->b, SHA256_SIZE}};

    return crypto_sha256_parts(parts, 3);
}

struct sha256 merkle_leaf(struct str data)
{
    struct str parts[] = {{"\0", 1}, data};

    return crypto_sha256_parts(parts, 2);
}

void merkle_add(struct merkle *m, const struct sha256 *leaf)
{
    assert(m->root_n < MERKLE_LEVELS);
    m->roots[m->root_n++] = *leaf;
    /* Each trailing one bit of the old size is a subtree as large as what we carry. */
    for (int64_t size = m->size; size & 1; size >>= 1) {
        m->roots[m->root_n - 2] = merkle_node(&m->roots[m->root_n - 2], &m->roots[m->root_n - 1]);
        m->root_n--;
    }
    m->size++;
}

struct sha256 merkle_root(const struct merkle *m)
{
    if (m->root_n == 0)
        return crypto_sha256((struct str){"", 0});

    struct sha256 root = m->roots[m->root_n - 1];

    for (int i = m->root_n - 2; i >= 0; i--)
        root = merkle_node(&m->roots[i], &root);
    return root;
}
