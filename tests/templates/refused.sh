#!/bin/bash
# What the C compiler must refuse in generated code, with the template's line in its message. What
# tmplc itself refuses is in src/core/view_compile_test.c.
#
#   tests/templates/refused.sh [CC]      needs build/debug/tools/tmplc
set -uo pipefail
cd "$(dirname "$0")/../.."
cc=${1:-gcc}
tmplc=$PWD/build/debug/tools/tmplc src=$PWD/src
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/core"
echo 'enum { MSG_X_HELLO };' >"$dir/core/messages.gen.h"
cat >"$dir/x_views.h" <<'EOF'
#include "base/id.h"
#include "core/view.h"
enum x_kind { X_VISIT, X_CALL };
struct x_item { struct str name; int n; };
struct y_view { struct str text; };
struct x_view {
    struct str name, list;
    const char *raw_text;
    char letters[8];
    double ratio;
    bool open;
    int n;
    unsigned bit : 1;
    enum x_kind kind;
    struct date on;
    struct instant at;
    struct html html;
    struct x_item item;
    const struct x_item *pointer;
    LIST_OF(struct x_item) items;
    struct panel_view panel;
    struct panel_view_list panels;
    struct y_view y;
};
EOF
failed=0 passed=0

say() { # say ok|not NAME
    if [[ $1 == ok ]]; then echo "ok templates::$2"; passed=$((passed + 1)); else echo "not ok templates::$2"; failed=1; fi
}

build() { # build BODY: the second line of the template
    printf '{{view x_view}}\n%s\n' "$1" >"$dir/x.html"
    (cd "$dir" && "$tmplc" x x_tmpl.gen.c x_tmpl.gen.h x.html &&
        "$cc" -std=gnu17 -D_GNU_SOURCE -Wall -Wextra -Werror -I"$src" -I. -fsyntax-only x_tmpl.gen.c) >"$dir/out" 2>&1
}

refuses() { # refuses NAME BODY MESSAGE
    if build "$2"; then
        echo "# compiles: $2"
        say not "$1"
    elif grep -E "x\.html:2:.*($3)" "$dir/out" >/dev/null; then
        say ok "$1"
    else
        echo "# $2 should say x.html:2: $3"
        head -5 "$dir/out" | sed 's/^/# /'
        say not "$1"
    fi
}

accepts() { # accepts NAME BODY
    if build "$2"; then say ok "$1"; else head -5 "$dir/out" | sed 's/^/# /'; say not "$1"; fi
}

member="no member named|has no member"
refuses missing_field '{{nme}}' "$member"
refuses missing_field_in_struct '{{item.nme}}' "$member"
refuses missing_field_behind_pointer '{{pointer.nme}}' "$member"
refuses outer_field_inside_each '{{#each items}}{{open}}{{/each}}' "$member"
refuses missing_field_in_argument '{{t x.hello n=nme}}' "$member"
refuses missing_field_in_test '{{#if nme}}a{{/if}}' "$member"
print="only text, numbers, ids, dates and struct html can be printed"
refuses printed_bool '{{open}}' "$print"
refuses printed_list '{{items}}' "$print"
refuses printed_struct '{{item}}' "$print"
refuses printed_pointer '{{pointer}}' "$print"
refuses printed_c_string '{{raw_text}}' "$print"
refuses printed_array '{{letters}}' "$print"
refuses printed_double '{{ratio}}' "$print"
refuses printed_panel '{{panel}}' "$print"
refuses html_in_attribute '<p title="{{html}}"></p>' "only text, numbers, ids and dates can be printed here"
refuses html_in_title '<title>{{html}}</title>' "only text, numbers, ids and dates can be printed here"
refuses tested_double '{{#if ratio}}a{{/if}}' "this cannot be tested"
refuses tested_struct '{{#if item}}a{{/if}}' "$member"
refuses tested_bit_field '{{#if bit}}a{{/if}}' "bit-field"
refuses each_of_struct '{{#each item}}a{{/each}}' "$member"
refuses each_of_text '{{#each name}}a{{/each}}' "$member"
refuses with_of_number '{{#with n}}a{{/with}}' "takes a struct or a pointer to one"
refuses unknown_message '{{t x.unknown}}' "MSG_X_UNKNOWN"
refuses bool_argument '{{t x.hello n=open}}' "can be printed here"
refuses date_of_text '{{date name}}' "this takes a struct date or struct instant"
refuses time_of_date '{{time on}}' "this takes a struct instant"
refuses clock_of_date '{{clock on}}' "this takes a struct instant"
refuses iso_of_text '{{iso name}}' "this takes a struct date or struct instant"
refuses num_of_text '{{num name}}' "this takes a whole number"
refuses percent_of_date '{{percent on}}' "this takes a whole number"
refuses code_of_number '{{code "l" n}}' "this takes a struct str"
refuses code_list_of_number '{{code n name}}' "this takes a struct str"
refuses lines_of_html '{{lines html}}' "this takes a struct str"
refuses bdi_of_number '{{bdi n}}' "this takes a struct str"
refuses tkey_of_number '{{tkey n}}' "this takes a struct str"
refuses url_of_list '{{url items}}' "can be printed here"
refuses icon_of_number '{{icon n}}' "this takes a struct str"
refuses render_of_list '{{render panels}}' "this takes a struct panel_view"
refuses panels_of_panel '{{panels panel}}' "$member"
refuses panels_of_items '{{panels items}}' "takes a list of struct panel_view"
refuses is_text_of_number '{{#is n "a"}}a{{/is}}' "this takes a struct str"
refuses is_number_of_text '{{#is name 3}}a{{/is}}' "this takes a whole number"
refuses is_unknown_constant '{{#is kind X_VIST}}a{{/is}}' "X_VIST"
refuses is_large_constant '{{#is n 5000000000}}a{{/is}}' "numbers of 32 bits"
refuses partial_of_other_view '{{> y item}}' "takes a struct y_view"
refuses partial_of_this_view '{{> y}}' "takes a struct y_view"
accepts all_of_it '{{name}}{{n}}{{kind}}{{on}}{{at}}{{html}}{{item.name}}{{pointer.n}}{{#if items}}{{#each items}}{{name}}{{../n}}{{#with ../pointer}}{{n}}{{/with}}{{/each}}{{/if}}{{#is kind X_CALL}}{{t x.hello n=n}}{{/is}}{{render panel}}{{panels panels}}{{> y y}}'

# A template of another folder links only with the view it takes.
printf '{{view x_view}}\n{{text}}\n' >"$dir/y.html"
sed -i 's/^struct y_view/struct z_view { struct str text; };\nstruct y_view/' "$dir/x_views.h"
printf '{{view z_view}}\n{{text}}\n' >"$dir/y.html"
printf '#include "x_views.h"\n' >"$dir/other_views.h"
printf 'int main(void) { return 0; }\n' >"$dir/main.c"
if build '{{> y y}}' && (cd "$dir" && "$tmplc" other other_tmpl.gen.c other_tmpl.gen.h y.html &&
    "$cc" -std=gnu17 -D_GNU_SOURCE -I"$src" -I. x_tmpl.gen.c other_tmpl.gen.c main.c -o x) >"$dir/out" 2>&1; then
    say not foreign_partial_of_other_view
elif grep -q 'tmpl_y_takes_y_view' "$dir/out"; then
    say ok foreign_partial_of_other_view
else
    cat "$dir/out"
    say not foreign_partial_of_other_view
fi
echo "$passed passed, $failed failed"
exit $failed
