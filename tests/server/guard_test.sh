#!/bin/bash
# The program as it is installed: what it leaves on the disk is for its own account only, a crash
# leaves no memory behind, nothing secret is in its arguments, and every answer has its guards.
#   guard_test.sh ALIDADE
set -uo pipefail
umask 000 # the worst that it can be started with
alidade=$(realpath "$1")
dir=$(mktemp -d)
failed=0 pid=''
end() {
    [[ $BASHPID == "$$" ]] || return # never for a subshell, see tests/cli/common.sh
    [[ $pid ]] && kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
    rm -rf "$dir"
}
trap end EXIT

# tell NAME CONDITION...: one result line.
tell() {
    local name=$1
    shift
    if "$@"; then echo "ok guard::$name"; else echo "not ok guard::$name" && failed=1; fi
}
ask() { curl -s -i -o "$dir/answer" --max-time 10 "$@" "http://127.0.0.1:$port$path"; }
answer_has() { grep -qi -- "$1" "$dir/answer" || { echo "# $path lacks $1:"; sed -n '1,15s/^/# /p' "$dir/answer"; false; }; }
nobody_else_reads() {
    find "$dir/state" -mindepth 1 ! -type s -perm /077 | sed 's/^/# others may read /' | tee "$dir/open"
    [[ ! -s $dir/open ]]
}

mkdir "$dir/state"
export ALIDADE_DB=sqlite:$dir/state/a.db
"$alidade" init >/dev/null || exit 1
"$alidade" serve --listen 127.0.0.1:0 --workers 2 --state-dir "$dir/state" 2>"$dir/log" >/dev/null &
pid=$!
for _ in {1..100}; do
    port=$(sed -n 's/.*serving on 127\.0\.0\.1:\([0-9]*\)$/\1/p' "$dir/log")
    [[ $port ]] && break
    sleep 0.1
done
[[ $port ]] || { cat "$dir/log"; echo 'not ok guard::starts'; exit 1; }

no_core() { awk '/^Max core file size/ { exit !($5 == 0 && $6 == 0) }' "/proc/$pid/limits"; }
tell leaves_no_core_file no_core
for path in /sign-in /nothing /account /cases/x /help; do
    ask
    tell "guards_page$path" answer_has 'content-security-policy: default-src .none.'
    tell "never_caches_page$path" answer_has 'cache-control: no-store'
    tell "sniffs_nothing$path" answer_has 'x-content-type-options: nosniff'
done
path=/sign-in
ask -X DELETE
tell guards_405 answer_has 'content-security-policy: default-src'
ask -H 'Transfer-Encoding: gzip' -d x=1
tell guards_what_the_server_refuses answer_has 'cache-control: no-store'
tell refuses_with_a_policy answer_has 'content-security-policy: default-src'
ask -X POST -H 'Content-Type: text/plain' -d 'csrf=x'
tell refuses_a_form_of_another_type answer_has '^HTTP/1.1 400'
ask -I
tell cookie_is_for_us_only answer_has '^set-cookie: alidade-pre=.*; HttpOnly; SameSite=Lax'
"$alidade" backup "$dir/state/backup" >/dev/null
tell files_are_ours_alone nobody_else_reads
no_secret_shown() {
    local key
    key=$(cat "$dir/state/a.db.keys/site.key")
    ! grep -qaF -e "$key" "/proc/$pid/cmdline" "/proc/$pid/environ" "$dir/log"
}
tell shows_no_key no_secret_shown
exit $failed
