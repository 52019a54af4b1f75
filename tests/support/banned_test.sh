#!/bin/sh
# tests/support/banned_test.sh COMPILER [FLAG...]: shows that src/base/banned.h stops each function
# it names, and nothing else. Run from the top folder. Prints ok or not ok lines like a unit test.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# compiles FLAGS: the file on standard input; extra flags in $1
compiles() {
  cat >"$work/x.c"
  # shellcheck disable=SC2086
  $cc -std=gnu17 -Wall -Werror -Isrc -include base/banned.h $1 -c "$work/x.c" -o "$work/x.o" \
    2>"$work/log"
}
must_stop() { # NAME BODY [FLAGS]
  if printf '%s\nchar z[9]; long long n; void f(char *s);\nvoid f(char *s) { %s; (void)s; }\n' \
    "$headers" "$2" | compiles "${3-}"; then
    echo "not ok banned::stops_$1"
    failed=$((failed + 1))
  elif ! grep -q 'banned: ' "$work/log"; then
    sed 's/^/# /' "$work/log"
    echo "not ok banned::stops_$1 (for another reason)"
    failed=$((failed + 1))
  else
    echo "ok banned::stops_$1"
  fi
}
must_pass() { # NAME FLAGS, text on standard input
  if compiles "$2"; then
    echo "ok banned::$1"
  else
    sed 's/^/# /' "$work/log"
    echo "not ok banned::$1"
    failed=$((failed + 1))
  fi
}

cc="$*"
headers='#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>'

for flags in "-O0" "-O2" "-O2 -D_GNU_SOURCE -D_FORTIFY_SOURCE=2"; do
  must_stop strcpy 'strcpy(z, s)' "$flags"
  must_stop strncpy 'strncpy(z, s, 3)' "$flags"
  must_stop strcat 'strcat(z, s)' "$flags"
  must_stop strncat 'strncat(z, s, 3)' "$flags"
  must_stop strtok 'strtok(s, ",")' "$flags"
  must_stop sprintf 'sprintf(z, "%s", s)' "$flags"
  must_stop vsprintf '__builtin_va_list ap = {0}; vsprintf(z, s, ap)' "$flags"
  must_stop sscanf 'sscanf(s, "%lld", &n)' "$flags"
  must_stop gets 'gets(z)' "$flags"
  must_stop atoi 'n = atoi(s)' "$flags"
  must_stop atol 'n = atol(s)' "$flags"
  must_stop atoll 'n = atoll(s)' "$flags"
  must_stop strtol 'n = strtol(s, 0, 10)' "$flags"
  must_stop strtoll 'n = strtoll(s, 0, 10)' "$flags"
  must_stop strtoul 'n = (long)strtoul(s, 0, 10)' "$flags"
  must_stop strtoull 'n = (long)strtoull(s, 0, 10)' "$flags"
  must_stop localtime 'time_t t = 0; localtime(&t)' "$flags"
  must_stop gmtime 'time_t t = 0; gmtime(&t)' "$flags"
  must_stop time 'n = time(0)' "$flags"
  must_stop time_address 'time_t (*g)(time_t *) = time; (void)g' "$flags"
  must_stop rand 'n = rand()' "$flags"
  must_stop random 'n = random()' "$flags"
  must_stop malloc 's = malloc(9)' "$flags -DALIDADE_FEATURE"
  must_stop calloc 's = calloc(9, 9)' "$flags -DALIDADE_FEATURE"
  must_stop realloc 's = realloc(s, 9)' "$flags -DALIDADE_FEATURE"
  must_stop free 'free(s)' "$flags -DALIDADE_FEATURE"
  must_stop strdup 's = strdup(s)' "$flags -DALIDADE_FEATURE"

  must_pass allows_memory_below_features "$flags" <<'EOF'
#include <stdlib.h>
void f(void);
void f(void) { free(malloc(9)); }
EOF
  must_pass allows_headers_and_fields "$flags -DALIDADE_FEATURE" <<'EOF'
#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
struct visit { int time, random; void (*free)(void *); };
int f(struct visit *v);
int f(struct visit *v) { int time = v->time; v->free(v); return time + v->random; }
EOF
done
exit "$failed"
