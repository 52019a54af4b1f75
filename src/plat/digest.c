/* plat/digest.c: MD5 and SHA-1 written out; the SHA-2 family is libsodium's. */
#include "plat/digest.h"

#include <sodium.h>
#include <string.h>

/* One block of 64 bytes into the state. */
typedef void block_fn(uint32_t state[5], const uint8_t block[64]);

static uint32_t rotate(uint32_t x, int n)
{
    return x << n | x >> (32 - n);
}

/* sin(1) … sin(64) times 2^32. */
static const uint32_t md5_sines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};

static void md5_block(uint32_t state[5], const uint8_t block[64])
{
    static const int turns[4][4] = {
        {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];

    for (int i = 0; i < 64; i++) {
        static const int factor[4] = {1, 5, 3, 7}, shift[4] = {0, 1, 5, 0};
        int round = i / 16;
        size_t at = (size_t)(factor[round] * i + shift[round]) % 16 * 4;
        uint32_t word = block[at] | (uint32_t)block[at + 1] << 8 | (uint32_t)block[at + 2] << 16 |
                        (uint32_t)block[at + 3] << 24;
        uint32_t mixed[4] = {(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)};
        uint32_t next = b + rotate(a + mixed[round] + md5_sines[i] + word, turns[round][i % 4]);

        a = d;
        d = c;
        c = b;
        b = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
}

static void sha1_block(uint32_t state[5], const uint8_t block[64])
{
    static const uint32_t constants[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
    uint32_t w[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];

    for (int i = 0; i < 16; i++, block += 4)
        w[i] = (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 | (uint32_t)block[2] << 8 |
               block[3];
    for (int i = 16; i < 80; i++)
        w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t mixed[4] = {(b & c) | (~b & d), b ^ c ^ d, (b & c) | (b & d) | (c & d), b ^ c ^ d};
        uint32_t next = rotate(a, 5) + mixed[i / 20] + e + constants[i / 20] + w[i];

        e = d;
        d = c;
        c = rotate(b, 30);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

/* Both end with 0x80, zeros, and the length in bits: last byte first in MD5. */
static void run_blocks(block_fn *block, uint32_t state[5], struct str s, bool little)
{
    uint8_t last[128] = {0};
    size_t whole = s.n / 64 * 64, rest = s.n - whole, n = rest < 56 ? 64 : 128;
    uint64_t bits = (uint64_t)s.n * 8;

    for (size_t i = 0; i < whole; i += 64)
        block(state, (const uint8_t *)s.p + i);
    if (rest > 0)
        memcpy(last, s.p + whole, rest);
    last[rest] = 0x80;
    for (int i = 0; i < 8; i++)
        last[n - 8 + (size_t)(little ? i : 7 - i)] = (uint8_t)(bits >> 8 * i);
    for (size_t i = 0; i < n; i += 64)
        block(state, last + i);
}

static size_t put_words(const uint32_t *state, int n, bool little, uint8_t *out)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < 4; k++)
            out[4 * i + k] = (uint8_t)(state[i] >> 8 * (little ? k : 3 - k));
    return (size_t)n * 4;
}

/* SHA-384 is SHA-512 from another start, cut. */
static void sha384(struct str s, uint8_t out[64])
{
    static const uint64_t start[8] = {0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17,
                                      0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511,
                                      0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};
    crypto_hash_sha512_state state;

    crypto_hash_sha512_init(&state);
    memcpy(state.state, start, sizeof start);
    crypto_hash_sha512_update(&state, (const uint8_t *)s.p, s.n);
    crypto_hash_sha512_final(&state, out);
}

size_t digest_of(struct str algorithm, struct str s, uint8_t out[64])
{
    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

    if (!s.p)
        s.p = "";
    if (str_eq(algorithm, STR("MD5"))) {
        run_blocks(md5_block, state, s, true);
        return put_words(state, 4, true, out);
    }
    if (str_eq(algorithm, STR("SHA-1"))) {
        run_blocks(sha1_block, state, s, false);
        return put_words(state, 5, false, out);
    }
    if (str_eq(algorithm, STR("SHA-256"))) {
        crypto_hash_sha256(out, (const uint8_t *)s.p, s.n);
        return 32;
    }
    if (str_eq(algorithm, STR("SHA-384"))) {
        sha384(s, out);
        return 48;
    }
    if (!str_eq(algorithm, STR("SHA-512")))
        return 0;
    crypto_hash_sha512(out, (const uint8_t *)s.p, s.n);
    return 64;
}
