# tests/cli/common.sh: what the steps that run the real program share. Sourced from the repository's
# folder; makes the scratch folder $dir, which goes with whatever still runs in it.
prog=$PWD/${ALIDADE_BUILD:-build/debug}/alidade
sqlrun=$PWD/${ALIDADE_BUILD:-build/debug}/sqlrun
pack=$PWD/packs/child-family
dir=$(mktemp -d "${TMPDIR:-/tmp}/alidade-cli.XXXXXX")
servers=()
failed=0

finish() {
    local pid
    # On a machine under load bash once ran this in a subshell that had lost its own child.
    [[ $BASHPID == "$$" ]] || return
    for pid in ${servers[@]+"${servers[@]}"}; do
        kill -9 -- "-$pid" && wait "$pid"
    done 2>/dev/null
    rm -rf "$dir"
}
trap finish EXIT

ok() { echo "ok $1"; }
not_ok() { # NAME WHY...
    echo "not ok $1"
    shift
    printf '%s\n' "$@" | sed 's/^/# /'
    failed=1
}

# installed NAME: a database $dir/NAME.db with keys, an administrator 'root' and the file NAME.pass.
installed() {
    local db=sqlite:$dir/$1.db
    "$prog" init --db "$db" --pack "$pack" >/dev/null || return 1
    echo 'seven wooden boats on a lake' >"$dir/$1.pass"
    "$prog" account add root 'Root Admin' administrator - --db "$db" --pack "$pack" \
        <"$dir/$1.pass" >/dev/null &&
        # As if the password had been changed at the first sign-in.
        "$sqlrun" "$db" "UPDATE account SET must_change_password = 0"
}

# serving NAME [OPTION...]: starts a server in a process group of its own; sets $server and $address.
serving() {
    local name=$1 i
    shift
    rm -f "$dir/$name.log" # or the line of the last start is taken for this one's
    setsid "$prog" serve --db "sqlite:$dir/$name.db" --pack "$pack" --listen 127.0.0.1:0 \
        --workers 2 --quiet "$@" >"$dir/$name.out" 2>"$dir/$name.log" </dev/null &
    server=$!
    servers+=("$server")
    address=
    for ((i = 0; i < 300; i++)); do
        address=$(sed -n 's/^alidade: serving on /http:\/\//p' "$dir/$name.log" 2>/dev/null)
        [[ $address ]] && return 0
        kill -0 "$server" 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

# stopped: ends the server of the last serving() gracefully; its status.
stopped() {
    kill -TERM "$server"
    wait "$server"
}
