# Sourced by the steps that run scenarios: `scenario_files [PATTERN...]` sets `files` to all *.scn whose
# path contains a PATTERN, or all.

scenario_files() {
    local f p all
    files=()
    mapfile -t all < <(find src tests/journeys -name '*.scn' | LC_ALL=C sort)
    for f in "${all[@]}"; do
        (($#)) || files+=("$f")
        for p in "$@"; do [[ $f == *"$p"* ]] && files+=("$f") && break; done
    done
    ((${#files[@]})) || { echo '# no test matches' && return 1; }
}
