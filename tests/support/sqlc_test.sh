#!/bin/bash
# tests/support/sqlc_test.sh SQLC [PATTERN...]: what sqlc lets through and what it refuses. Run from
# the top folder. Prints ok or not ok lines like a unit test.
set -u
sqlc=$PWD/$1
shift
patterns=("$@")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0 run=0

wanted() { # NAME
    ((${#patterns[@]})) || return 0
    local p
    for p in "${patterns[@]}"; do [[ sqlc::$1 == *"$p"* ]] && return 0; done
    return 1
}
result() { # NAME GOOD
    run=$((run + 1))
    if (($2)); then
        echo "ok sqlc::$1"
    else
        sed 's/^/# /' log
        echo "not ok sqlc::$1"
        failed=$((failed + 1))
    fi
}
head='-- Why: x. Duration: instant. Offline clients: can still sync.'
cat >0001_base.sql <<EOF
$head
CREATE TABLE casefile ( -- grows
  id {id} PRIMARY KEY,
  number {text} NOT NULL DEFAULT '{text}'
) {strict};
CREATE TABLE note ( -- grows
  id {id} PRIMARY KEY, casefile_id {id} NOT NULL, n {int}, open {bool}, at {instant}, day {date}
) {strict};
CREATE TABLE kind (id {id} PRIMARY KEY, code {text}) {strict_norowid};
-- dialect: sqlite
CREATE VIRTUAL TABLE note_fts USING fts5(casefile_id UNINDEXED, body);
-- dialect: pg
CREATE INDEX note_words ON note (n);
-- dialect: both
CREATE VIEW open_note AS SELECT id FROM note;
CREATE VIEW casefile_visible AS SELECT id AS casefile_id FROM casefile;
EOF

# The query file note.sql comes on standard input.
passes() { # NAME
    cat >note.sql
    wanted "$1" || return 0
    "$sqlc" --program sql.c migrations.c note.sql 0001_base.sql >log 2>&1 &&
        "$sqlc" note.sql note_sql.gen.h >>log 2>&1
    result "$1" $(($? == 0))
}
refuses() { # NAME MESSAGE
    cat >note.sql
    wanted "$1" || return 0
    rm -f sql.c
    if "$sqlc" --program sql.c migrations.c note.sql 0001_base.sql >log 2>&1 || [[ -e sql.c ]]; then
        result "$1" 0
    else
        grep -qF -- "$2" log
        result "$1" $(($? == 0))
    fi
}
# A query body for $1.
q() { printf -- '-- query: note_x\n%s\n' "$1"; }

passes nothing </dev/null
passes keyed < <(q 'SELECT id FROM note WHERE casefile_id = $1 AND n > $2')
passes keyed_by_alias < <(q 'SELECT n.id FROM note AS n WHERE n.casefile_id = $1')
passes keyed_by_own_id < <(q 'UPDATE note SET n = $2 WHERE id = $1')
passes keyed_by_casefile < <(q 'SELECT number FROM casefile WHERE casefile.id = $1')
passes visible < <(q 'SELECT n.id FROM note n JOIN casefile_visible v ON v.casefile_id = n.casefile_id')
passes insert < <(q 'INSERT INTO note (id, casefile_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;')
passes no_case_at_all < <(q 'SELECT code FROM kind')
passes sum_with_cast < <(q 'SELECT CAST(coalesce(sum(n), 0) AS BIGINT) FROM note WHERE casefile_id = $1')
passes words_in_literals_and_comments < <(q "SELECT code FROM kind -- now() ?
WHERE code = 'now() random() ; ? \$9 ''quoted'''")
passes scope_with_reason < <(q '-- scope: none, the retention job sees all cases
SELECT id FROM note')
passes twins < <(printf -- '-- query: note_x  dialect: pg\nSELECT id::text FROM kind\n-- query: note_x  dialect: sqlite\nSELECT lower(code) FROM kind')
passes fragment < <(printf -- '-- fragment: seen\n-- of a case\nJOIN casefile_visible v ON v.casefile_id = n.casefile_id\n-- fragment: row\nn.id FROM note n {seen}\n-- query: note_x\nSELECT {row}\n-- query: note_y\nSELECT n.n, {row} WHERE n.n = $1')

refuses casefile_without_key 'note_x reads casefile across cases' < <(q 'SELECT id FROM casefile')
refuses note_without_key 'note_x reads note across cases' < <(q 'SELECT count(*) FROM note')
refuses view_without_key 'note_x reads open_note across cases' < <(q 'SELECT id FROM open_note')
refuses virtual_table_without_key 'reads note_fts across' < <(q 'SELECT rowid FROM note_fts WHERE note_fts MATCH $1')
refuses insert_from_select 'reads note across cases' < <(q 'INSERT INTO kind (id) SELECT id FROM note')
refuses key_of_another_table 'reads note across cases' < <(q 'SELECT n.id FROM note n JOIN kind k ON k.id = n.id WHERE k.id = $1')
refuses key_that_is_assigned 'reads note across cases' < <(q 'UPDATE note SET casefile_id = $1')
refuses scope_without_reason 'scope: must be' < <(q '-- scope: none
SELECT id FROM note')
refuses gap '$1 is not used, though $2 is' < <(q 'SELECT $2 FROM kind')
refuses question_mark 'write $1, not ?' < <(q 'SELECT id FROM kind WHERE code = ?')
refuses sum 'write CAST(sum' < <(q 'SELECT sum(n) FROM note WHERE casefile_id = $1')
refuses now 'no now here' < <(q 'SELECT now()')
refuses random 'no random here' < <(q 'SELECT id FROM kind ORDER BY random()')
refuses like 'like differs between engines' < <(q "SELECT id FROM kind WHERE code LIKE 'a%'")
refuses cast_of_pg 'write CAST' < <(q 'SELECT code::text FROM kind')
refuses two_statements 'one statement a query' < <(q 'SELECT 1; SELECT 2')
refuses no_sql 'has no SQL' < <(q '')
refuses macro 'no fragment above is called {int}' < <(q 'SELECT CAST(n AS {int}) FROM kind')
refuses fragment_below 'no fragment above is called {row}' < <(q 'SELECT {row}' && printf -- '-- fragment: row\n1\n')
refuses fragment_twice 'is also at line 1' < <(printf -- '-- fragment: row\n1\n-- fragment: row\n2\n' && q 'SELECT {row}')
refuses fragment_unused 'no query includes {row}' < <(printf -- '-- fragment: row\n1\n')
refuses fragment_with_scope 'are for queries' < <(printf -- '-- fragment: row\n-- scope: none, a good reason\n1\n' && q 'SELECT {row}')
refuses fragment_across_cases 'reads note across cases' < <(printf -- '-- fragment: row\nid FROM note\n' && q 'SELECT {row}')
refuses fragment_with_gap '$1 is not used, though $2 is' < <(printf -- '-- fragment: row\ncode = $2\n' && q 'SELECT id FROM kind WHERE {row}')
refuses open_quote 'a quote must close on its line' < <(q "SELECT 'x")
refuses other_noun 'must begin with note_' < <(printf -- '-- query: task_x\nSELECT 1')
refuses same_name 'is also at' < <(q 'SELECT 1' && q 'SELECT 2')
refuses lonely_dialect 'lacks its block' < <(printf -- '-- query: note_x  dialect: pg\nSELECT 1')
refuses unlike_twins 'differ in arguments' < <(printf -- '-- query: note_x  dialect: pg\nSELECT $1\n-- query: note_x  dialect: sqlite\nSELECT 1')
refuses unknown_word 'unknown: dilect' < <(printf -- '-- query: note_x  dilect: pg\nSELECT 1')

# Migrations come on standard input, as 0002_more.sql.
migration() { # NAME MESSAGE; no message: it passes
    cat >"${3:-0002_more.sql}"
    if wanted "$1"; then
        "$sqlc" --program sql.c migrations.c 0001_base.sql "${3:-0002_more.sql}" >log 2>&1
        if (($? == 0)); then result "$1" $((${#2} == 0)); else
            [[ -n $2 ]] && grep -qF -- "$2" log
            result "$1" $(($? == 0))
        fi
    fi
    rm -f "${3:-0002_more.sql}"
}
migration migration_good '' < <(echo "$head" && echo 'CREATE TABLE x (id {id} PRIMARY KEY) {strict};')
migration migration_head 'the comment at the top lacks "Why: ' < <(echo 'CREATE TABLE x (id {id}) {strict};')
migration migration_type 'unknown type {uuid}' < <(echo "$head" && echo 'CREATE TABLE x (id {uuid}) {strict};')
migration migration_bare_type 'write {int}, {text}, {id}' < <(echo "$head" && echo 'CREATE TABLE x (id BLOB) {strict};')
migration migration_strict 'end the table with {strict}' < <(echo "$head" && echo 'CREATE TABLE x (id {id});')
migration migration_open_block 'is not closed' < <(echo "$head" && echo '-- dialect: pg')
migration migration_gap 'this must be 0002' 0003_gap.sql < <(echo "$head")
migration migration_name 'is called NNNN_name.sql' 2_x.sql < <(echo "$head")

has() { # NAME FILE LINE...: the generated file holds the lines
    local name=$1 file=$2 good=1 line
    shift 2
    wanted "$name" || return 0
    for line in "$@"; do grep -qF -- "$line" "$file" || { echo "$file lacks: $line" >log && good=0; }; done
    result "$name" $good
}
printf -- '-- query: note_one\n-- What it is for. */\nSELECT id -- inline\nFROM note\nWHERE id = $1\n-- query: note_all\n-- scope: none, all of them\n-- scan: reports read it all\nSELECT "id" FROM note' >note.sql
"$sqlc" --program sql.c migrations.c note.sql 0001_base.sql 2>log && "$sqlc" note.sql note_sql.gen.h 2>>log
has header note_sql.gen.h 'extern const struct sql SQL_NOTE_ONE;' ' * What it is for. /' ' * 1 argument.'
has queries sql.c '"SELECT id\n"' '"note_one", text_0, text_0, 1, 0, NULL};' 'SELECT \"id\" FROM note' \
    '"note_all", text_1, text_1, 0, 1, "reports read it all"};' 'const unsigned sql_all_n = 2;'
has migrations migrations.c 'id UUID PRIMARY KEY' 'id BLOB PRIMARY KEY' "DEFAULT '{text}'" \
    'code TEXT COLLATE \"C\"' 'STRICT, WITHOUT ROWID;' 'CREATE INDEX note_words' \
    'USING fts5(casefile_id UNINDEXED, body)' "\"$(sha256sum 0001_base.sql | cut -d' ' -f1)\"" '    "note",'
if wanted unchanged_keeps_its_date; then
    touch -d '2001-01-01' sql.c note_sql.gen.h
    "$sqlc" --program sql.c migrations.c note.sql 0001_base.sql && "$sqlc" note.sql note_sql.gen.h
    result unchanged_keeps_its_date $(($(stat -c %Y sql.c note_sql.gen.h | sort -u | head -1) < 1000000000))
fi
((run)) || { echo '# no test matches' && exit 1; }
echo "$((run - failed)) passed, $failed failed"
exit $((failed > 0))
