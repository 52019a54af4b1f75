/* plat/maths.h: the functions of real numbers whose last digit libraries differ in. Both builds
 * compile them from one source (third_party/musl), so that a page says the same online and off.
 * What is exact by definition (sqrt, floor, fmod) is the C library's. */
#ifndef PLAT_MATHS_H
#define PLAT_MATHS_H

/** As the functions of math.h without the first word; angles are in radians. */
double maths_sin(double x);
double maths_cos(double x);
double maths_tan(double x);
double maths_asin(double x);
double maths_acos(double x);
double maths_atan(double x);
double maths_atan2(double y, double x);
double maths_exp(double x);
double maths_log(double x);
double maths_log10(double x);
double maths_pow(double x, double y);

#endif
