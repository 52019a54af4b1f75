/* account/account_test.c: what devices are called. */
#include "feature/account/account.h"

#include "base/test.h"

TEST(account, names_devices_as_their_owners_do)
{
    CHECK_STR(
        account_device_name(t->arena, STR("Mozilla/5.0 (Windows NT 10.0; Win64; x64) "
                                          "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
                                          "Safari/537.36 Edg/140.0.0.0")),
        "Edge, Windows");
    CHECK_STR(account_device_name(t->arena,
                                  STR("Mozilla/5.0 (Linux; Android 8.1.0) AppleWebKit/537.36 "
                                      "(KHTML, like Gecko) Chrome/119.0.0.0 Mobile Safari/537.36")),
              "Chrome, Android");
    CHECK_STR(account_device_name(t->arena, STR("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) "
                                                "Gecko/20100101 Firefox/140.0")),
              "Firefox, Linux");
    CHECK_STR(account_device_name(t->arena, STR("curl/8.5 Linux")), "Linux");
    CHECK_STR(account_device_name(t->arena, STR("curl/8.5")), "");
}
