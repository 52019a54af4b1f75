/* plat/crypto_test.c: published vectors, and that what was changed is refused. */
#include "base/buf.h"
#include "base/num.h"
#include "base/test.h"
#include "plat/crypto.h"

#include <string.h>

static struct str crypto_test_hex(struct test *t, const void *p, size_t n)
{
    struct buf b;
    buf_init(&b, t->arena, 2 * n);
    buf_put_hex(&b, p, n);
    return buf_str(&b);
}

static struct str crypto_test_fill(struct test *t, int byte, size_t n)
{
    char *p = arena_alloc(t->arena, n);
    memset(p, byte, n);
    return (struct str){p, n};
}

TEST(crypto, sha256_vectors)
{
    CHECK_OK(crypto_init());
    CHECK_OK(crypto_init());
    struct sha256 h = crypto_sha256(STR("abc"));
    CHECK_STR(crypto_test_hex(t, h.b, 32),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    h = crypto_sha256(STR_NONE);
    CHECK_STR(crypto_test_hex(t, h.b, 32),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    struct str parts[] = {STR("a"), STR_NONE, STR("bc")};
    struct sha256 in_parts = crypto_sha256_parts(parts, 3), whole = crypto_sha256(STR("abc"));
    CHECK(memcmp(in_parts.b, whole.b, 32) == 0);
}

/* RFC 4231, cases 2 and 6. */
TEST(crypto, mac_vectors)
{
    CHECK_OK(crypto_init());
    struct sha256 m = crypto_mac(STR("Jefe"), STR("what do ya want for nothing?"));
    CHECK_STR(crypto_test_hex(t, m.b, 32),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    m = crypto_mac(crypto_test_fill(t, 0xaa, 131),
                   STR("Test Using Larger Than Block-Size Key - Hash Key First"));
    CHECK_STR(crypto_test_hex(t, m.b, 32),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(crypto, equal)
{
    CHECK(crypto_equal(STR("same"), STR("same")));
    CHECK(crypto_equal(STR_NONE, STR("")));
    CHECK(!crypto_equal(STR("same"), STR("sane")));
    CHECK(!crypto_equal(STR("same"), STR("same+")));
}

TEST(crypto, password_hash_and_verify)
{
    struct str x, y;
    CHECK_OK(crypto_init());
    CHECK_OK(crypto_password_hash(t->arena, STR("correct horse"), &x));
    CHECK_OK(crypto_password_hash(t->arena, STR("correct horse"), &y));
    CHECK(str_has_prefix(x, STR("$argon2id$v=19$m=")));
    CHECK(!str_eq(x, y));
    CHECK(crypto_password_verify(x, STR("correct horse")));
    CHECK(!crypto_password_verify(x, STR("correct hors")));
    CHECK(!crypto_password_verify(x, STR_NONE));
    CHECK(!crypto_password_verify(STR_NONE, STR("correct horse")));
    CHECK(!crypto_password_verify(STR("*"), STR("*")));
    CHECK(!crypto_password_verify(crypto_test_fill(t, 'a', 500), STR("x")));
}

/* Made with the reference implementation's command line. */
TEST(crypto, password_of_another_program)
{
    struct str encoded = STR("$argon2id$v=19$m=4096,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
                             "KBJSI6BT3NyMAUsaKLL9Pzdt9MAPhw9LJEM85dOvTig");
    CHECK_OK(crypto_init());
    CHECK(crypto_password_verify(encoded, STR("correct horse")));
    CHECK(!crypto_password_verify(encoded, STR("correct horsf")));
}

/* RFC 8032, 7.1, test 2. */
TEST(crypto, sign_vector)
{
    uint8_t public_[SIGN_PUBLIC_SIZE], sig[SIGN_SIZE];
    CHECK_OK(crypto_init());
    CHECK_OK(num_parse_hex(STR("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
                           public_, sizeof public_));
    CHECK_OK(num_parse_hex(STR("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                               "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
                           sig, sizeof sig));
    CHECK(crypto_sign_check(sig, STR("r"), public_));
    CHECK(!crypto_sign_check(sig, STR("s"), public_));
}

TEST(crypto, sign_round_trip)
{
    uint8_t secret[SIGN_SECRET_SIZE], public_[SIGN_PUBLIC_SIZE], sig[SIGN_SIZE];
    CHECK_OK(crypto_init());
    crypto_sign_new_pair(secret, public_);
    crypto_sign_message(sig, STR("checkpoint 7"), secret);
    CHECK(crypto_sign_check(sig, STR("checkpoint 7"), public_));
    sig[40] ^= 1;
    CHECK(!crypto_sign_check(sig, STR("checkpoint 7"), public_));
}

TEST(crypto, seal_refuses_change)
{
    uint8_t key[SEAL_KEY_SIZE], other[SEAL_KEY_SIZE];
    struct str got, sealed;
    CHECK_OK(crypto_init());
    crypto_seal_new_key(key);
    crypto_seal_new_key(other);
    sealed = crypto_seal(t->arena, key, STR("person.phone/1"), STR("0700 900 123"));
    CHECK_INT(sealed.n, 12 + SEAL_EXTRA);
    CHECK_OK(crypto_unseal(t->arena, key, STR("person.phone/1"), sealed, &got));
    CHECK_STR(got, "0700 900 123");
    CHECK_ERR(crypto_unseal(t->arena, key, STR("person.phone/2"), sealed, &got), E_INVALID);
    CHECK_ERR(crypto_unseal(t->arena, other, STR("person.phone/1"), sealed, &got), E_INVALID);
    for (size_t i = 0; i < sealed.n; i++) {
        struct str bad = str_dup(t->arena, sealed);
        ((char *)bad.p)[i] ^= 1;
        CHECK_ERR(crypto_unseal(t->arena, key, STR("person.phone/1"), bad, &got), E_INVALID);
        CHECK_ERR(
            crypto_unseal(t->arena, key, STR("person.phone/1"), str_slice(sealed, 0, i), &got),
            E_INVALID);
    }
    sealed = crypto_seal(t->arena, key, STR_NONE, STR_NONE);
    CHECK_OK(crypto_unseal(t->arena, key, STR_NONE, sealed, &got));
    CHECK_INT(got.n, 0);
}

/* Three pieces "one", "two", "" (the last), read back in the order given. */
static enum err crypto_test_stream(struct test *t, const int *order, int n, bool *last)
{
    static const char *const texts[] = {"one", "two", ""};
    uint8_t key[SEAL_KEY_SIZE], header[STREAM_HEADER_SIZE], out[3][3 + STREAM_EXTRA], plain[3];
    struct crypto_stream s;
    crypto_seal_new_key(key);
    crypto_stream_seal_init(&s, key, header);
    for (int i = 0; i < 3; i++)
        crypto_stream_seal(&s, str_c(texts[i]), i == 2, out[i]);
    TRY(crypto_stream_open_init(&s, key, header));
    *last = false;
    for (int i = 0; i < n; i++) {
        struct str piece = {(const char *)out[order[i]], strlen(texts[order[i]]) + STREAM_EXTRA};
        TRY(crypto_stream_open(&s, piece, plain, last));
        if (memcmp(plain, texts[order[i]], strlen(texts[order[i]])) != 0)
            test_fail(t, __FILE__, __LINE__, "another text in piece %d", i);
    }
    return OK;
}

TEST(crypto, stream_notices_order_and_end)
{
    bool last;
    CHECK_OK(crypto_init());
    CHECK_OK(crypto_test_stream(t, (const int[]){0, 1, 2}, 3, &last));
    CHECK(last);
    CHECK_OK(crypto_test_stream(t, (const int[]){0, 1}, 2, &last));
    CHECK(!last);
    CHECK_ERR(crypto_test_stream(t, (const int[]){1, 0, 2}, 3, &last), E_INVALID);
    CHECK_ERR(crypto_test_stream(t, (const int[]){0, 0, 1}, 3, &last), E_INVALID);
    CHECK_ERR(crypto_test_stream(t, (const int[]){0, 2}, 2, &last), E_INVALID);
}

TEST(crypto, base64url)
{
    struct str got;
    CHECK_STR(crypto_base64url(t->arena, STR("\xfb\xff\xbf")), "-_-_");
    CHECK_STR(crypto_base64url(t->arena, STR("f")), "Zg");
    CHECK_STR(crypto_base64url(t->arena, STR_NONE), "");
    CHECK_OK(crypto_base64url_parse(t->arena, STR("-_-_"), &got));
    CHECK_STR(got, "\xfb\xff\xbf");
    CHECK_OK(crypto_base64url_parse(t->arena, STR("Zm8"), &got));
    CHECK_STR(got, "fo");
    CHECK_OK(crypto_base64url_parse(t->arena, STR_NONE, &got));
    CHECK_INT(got.n, 0);
    static const char *const bad[] = {"Z", "Zg==", "Zh", "Zm 8", "Zm+8", "Zm/8", "Zm8\n", "Zm8Z9"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_ERR(crypto_base64url_parse(t->arena, str_c(bad[i]), &got), E_INVALID);
}

TEST(crypto, base64url_round_trip)
{
    uint8_t bytes[70];
    CHECK_OK(crypto_init());
    for (size_t n = 0; n <= sizeof bytes; n++) {
        struct str in = {(const char *)bytes, n}, out;
        for (size_t i = 0; i < n; i++)
            bytes[i] = (uint8_t)(i * 37 + n * 11);
        CHECK_OK(crypto_base64url_parse(t->arena, crypto_base64url(t->arena, in), &out));
        CHECK(str_eq(in, out));
    }
}
