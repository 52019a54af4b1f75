/* base/exif_test.c: the turn of a photo, also where Exif lies. */
#include "base/exif.h"

#include "base/test.h"

#define II "Exif\0\0II*\0\x08\0\0\0"
#define MM "Exif\0\0MM\0*\0\0\0\x08"

TEST(exif, the_turn_stands_in_the_first_directory)
{
    CHECK_INT(exif_turn(STR(MM "\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0")), 6);
    CHECK_INT(exif_turn(STR(II "\2\0\x25\x88\4\0\1\0\0\0\x1a\0\0\0"
                               "\x12\1\3\0\1\0\0\0\x08\0\0\0")),
              8);
    CHECK_INT(exif_turn(STR(MM "\0\1\x01\x0f\0\3\0\0\0\1\0\6\0\0")), 0);
}

TEST(exif, what_lies_says_nothing)
{
    CHECK_INT(exif_turn(STR_NONE), 0);
    CHECK_INT(exif_turn(STR("Exif\0\0MM\0*\xff\xff\xff\xff")), 0);
    CHECK_INT(exif_turn(STR(MM "\xff\xff\x01\x12\0\3\0\0")), 0);
    CHECK_INT(exif_turn(STR(MM "\0\1\x01\x12\0\3\0\0\0\1\0\x09\0\0")), 0);
    CHECK_INT(exif_turn(STR("Exof\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0")), 0);
}
