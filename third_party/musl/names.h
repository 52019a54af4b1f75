/* third_party/musl/names.h: stands before each file of musl's that we compile: its functions get
 * names of ours, beside those of the C library that the program is linked with. */
#include <math.h>

#define hidden __attribute__((__visibility__("hidden")))
#define sin maths_sin
#define cos maths_cos
#define tan maths_tan
#define asin maths_asin
#define acos maths_acos
#define atan maths_atan
#define atan2 maths_atan2
#define exp maths_exp
#define log maths_log
#define log10 maths_log10
#define pow maths_pow
#define __sin maths_part_sin
#define __cos maths_part_cos
#define __tan maths_part_tan
#define __sinl maths_part_sinl
#define __cosl maths_part_cosl
#define __tanl maths_part_tanl
#define __rem_pio2 maths_part_rem_pio2
#define __rem_pio2_large maths_part_rem_pio2_large
#define __math_divzero maths_part_math_divzero
#define __math_invalid maths_part_math_invalid
#define __math_oflow maths_part_math_oflow
#define __math_uflow maths_part_math_uflow
#define __math_xflow maths_part_math_xflow
#define __exp_data maths_part_exp_data
#define __log_data maths_part_log_data
#define __pow_log_data maths_part_pow_log_data

double sin(double), cos(double), tan(double), asin(double), acos(double), atan(double);
double exp(double), log(double), log10(double), atan2(double, double), pow(double, double);
