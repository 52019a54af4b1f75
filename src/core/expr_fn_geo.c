/* core/expr_fn_geo.c: lengths and areas on the Earth. A point is "latitude longitude altitude
 * accuracy" with the last two optional; a line is points with semicolons between. */
#include "core/expr_internal.h"

#include <math.h>
#include <string.h>

#include "plat/maths.h"

#define EARTH_M 6378100.0 /* radius at the equator, as ODK computes with */
#define PI 3.141592653589793

struct point {
    double lat, lon;
};
LIST_TYPE(points, struct point);

static enum err give(struct expr_call *c, double n)
{
    *c->ret = expr_of_number(n);
    return OK;
}

static bool next_number(struct expr_call *c, struct str *rest, double *ret)
{
    struct str word;

    while (str_split(rest, ' ', &word))
        if (str_given(str_trim(word))) {
            *ret = expr_number_parse(c->run->arena, word);
            return true;
        }
    return false;
}

/* False when it is no place on Earth. */
static bool point_read(struct expr_call *c, struct str s, struct point *ret)
{
    double other;
    int n = 2;

    if (!next_number(c, &s, &ret->lat) || !next_number(c, &s, &ret->lon))
        return false;
    while (next_number(c, &s, &other))
        n++;
    return n <= 4 && fabs(ret->lat) <= 90 && fabs(ret->lon) <= 180;
}

static bool points_read(struct expr_call *c, struct str s, struct points *ret)
{
    struct str one;
    struct point p;

    s = str_trim(s);
    if (!str_given(s))
        return false;
    while (str_split(&s, ';', &one)) {
        if (!str_given(str_trim(one)))
            continue;
        if (!point_read(c, str_trim(one), &p))
            return false;
        LIST_ADD(c->run->arena, ret, p);
    }
    return true;
}

/* The points of all arguments, one after the other. False when there is something else. */
static bool points_of(struct expr_call *c, struct points *ret)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct expr_value *v = &c->args[i];
        size_t n = v->type == EXPR_NODES ? v->nodes.n : 1;

        for (size_t k = 0; k < n; k++) {
            struct str s = v->type == EXPR_NODES ? expr_node_text(c->run->env, v->nodes.items[k])
                                                 : expr_string(c->run->env, v);

            if (!points_read(c, s, ret))
                return false;
        }
    }
    return true;
}

static double radians(double degrees)
{
    return degrees * PI / 180;
}

/* To the centimetre, or the hundredth of a square metre. */
static double rounded(double n)
{
    return fabs(floor(n * 100 + 0.5) / 100);
}

static enum err fn_area(struct expr_call *c)
{
    struct points p = {0};
    double sum = 0;

    if (!points_of(c, &p) || p.n < 2)
        return give(c, NAN);
    TRY(expr_spend(c->run, p.n));
    for (size_t i = 0; p.n > 2 && i < p.n; i++) {
        struct point from = p.items[i], to = p.items[(i + 1) % p.n];

        sum += radians(to.lon - from.lon) *
               (2 + maths_sin(radians(to.lat)) + maths_sin(radians(from.lat)));
    }
    return give(c, rounded(sum * EARTH_M * EARTH_M / 2));
}

static double distance(struct point from, struct point to)
{
    double x = radians(from.lat), y = radians(to.lat);
    double cosine = maths_sin(x) * maths_sin(y) +
                    maths_cos(x) * maths_cos(y) * maths_cos(radians(from.lon - to.lon));

    return maths_acos(fmin(1, cosine)) * EARTH_M;
}

static enum err fn_distance(struct expr_call *c)
{
    struct points p = {0};
    double sum = 0;

    if (!points_of(c, &p) || p.n < 2)
        return give(c, NAN);
    TRY(expr_spend(c->run, p.n));
    for (size_t i = 1; i < p.n; i++)
        sum += distance(p.items[i - 1], p.items[i]);
    return give(c, rounded(sum));
}

/* geofence(point, shape): how often does a line from the point cross the border? */
static enum err fn_geofence(struct expr_call *c)
{
    struct points shape = {0};
    struct point at;
    bool inside = false;

    if (!point_read(c, str_trim(c->args[0].s), &at) || !points_read(c, c->args[1].s, &shape))
        return expr_fail(c->run, "is not a point and a shape", STR("geofence"));
    TRY(expr_spend(c->run, shape.n));
    for (size_t i = 0; i < shape.n; i++) {
        struct point p = shape.items[i], q = shape.items[(i + 1) % shape.n];

        if ((p.lon > at.lon) != (q.lon > at.lon) &&
            at.lat < (q.lat - p.lat) * (at.lon - p.lon) / (q.lon - p.lon) + p.lat)
            inside = !inside;
    }
    *c->ret = expr_of_boolean(inside);
    return OK;
}

const struct expr_function expr_functions_geo[] = {
    {"area", "v", fn_area},
    {"distance", "v*", fn_distance},
    {"geofence", "ss", fn_geofence},
    {NULL, NULL, NULL},
};
