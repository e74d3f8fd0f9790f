# shellcheck shell=bash
# What Scripts/sil, Scripts/test and Scripts/bench share: a machine that has what `sil` needs, and a fresh `sil`.
# Sourced, never run. The caller sets `root` to the absolute path of the checkout. All talk goes to stderr: stdout
# belongs to what the caller runs.

: "${root:?the caller sets it}"

# As in sysexits(3), and as sil itself answers: a needed tool is missing; our own fault.
readonly exit_unavailable=69 exit_software=70

# Linked by sil (the first six), and started by it: to confine submissions (bubblewrap), to put a load on servers (wrk).
# No pkg-config: the module maps name their libraries, and the headers lie on the compiler's default path.
readonly system_packages=(
    libsqlite3-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libunistring-dev libsodium-dev
    zlib1g-dev bubblewrap wrk
)

# Used by tests only: a terminal that nobody looks at, and somebody else's table of widths.
# shellcheck disable=SC2034
readonly test_packages=(tmux python3-wcwidth)

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$@"
    exit "$exit_unavailable"
}

seconds_since() { echo $((SECONDS - $1)); }

# --- System packages -------------------------------------------------------------------------------------------

# missing_packages PACKAGE…: those that dpkg does not hold as installed, one a line.
missing_packages() {
    local package status
    local -A installed=()
    while read -r status package; do
        [[ $status == installed ]] && installed[$package]=1
        # dpkg-query fails when it has never heard of one of them: that one is simply missing.
    done < <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
    for package in "$@"; do
        [[ -n ${installed[$package]:-} ]] || echo "$package"
    done
}

# ensure_packages [PACKAGE…]: installs what is missing and nothing else, of what sil needs unless other packages are
# named: as root, or through a sudo that asks no password.
ensure_packages() {
    (($# > 0)) || set -- "${system_packages[@]}"
    if ! command -v dpkg-query >/dev/null; then
        # Once, before a build; sil itself tells what it misses later.
        ! is_stale || say "실타래: Debian·Ubuntu가 아니어서 시스템 패키지를 확인하지 못함. 직접 설치해 두세요: SQLite, cmark-gfm," \
            "libunistring, libsodium, zlib(개발용 헤더), bubblewrap, wrk"
        return 0
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} > 0)) || return 0

    local as_root=()
    if [[ $(id -u) != 0 ]]; then
        if ! sudo -n true >/dev/null 2>&1; then
            say "실타래: 시스템 패키지 ${#missing[@]}개가 없음: ${missing[*]}"
            stop "설치할 권한이 없음. 이 명령을 한 번 실행한 뒤 다시 시작하세요:"$'\n' \
                " sudo apt-get install -y --no-install-recommends ${missing[*]}"
        fi
        as_root=(sudo -n)
    fi
    say "실타래: 빌드와 채점에 필요한 시스템 패키지를 설치함(apt): ${missing[*]}"
    install_packages "${missing[@]}"
}

# The lists are refreshed only after a first try has failed: on a machine in use they are there already.
install_packages() {
    local log
    log=$(mktemp)
    if ! run_apt install "$@" >"$log" 2>&1; then
        say "실타래: 패키지 목록을 새로 받음(apt-get update)"
        if ! { run_apt update && run_apt install "$@"; } >>"$log" 2>&1; then
            cat "$log" >&2
            rm -f "$log"
            stop "실타래: 설치하지 못함. 위에 적힌 apt의 말을 보고 고친 뒤 다시 실행하세요:"$'\n' \
                " apt-get update && apt-get install -y --no-install-recommends $*"
        fi
    fi
    rm -f "$log"
}

# run_apt install PACKAGE… | run_apt update, with `as_root` in front; never a question, and patience with another apt.
run_apt() {
    local command=(apt-get -q -o DPkg::Lock::Timeout=120)
    case $1 in
        install) command+=(install -y --no-install-recommends "${@:2}") ;;
        update) command+=(update) ;;
    esac
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "${command[@]}" </dev/null
}

# --- Swift -----------------------------------------------------------------------------------------------------

explain_swift() {
    local swiftly=${SWIFTLY_HOME_DIR:-${HOME:-}/.local/share/swiftly}
    if [[ -x $swiftly/bin/swift ]]; then
        stop "$1 설치는 되어 있으나 PATH에 없음. 이 명령을 실행한 뒤 다시 시작하세요:"$'\n' \
            " . '$swiftly/env.sh'"
    fi
    say "$1 이 네 줄로 설치한 뒤 다시 시작하세요(안내: https://www.swift.org/install/linux/):"
    # The learner's shell expands these, not this one.
    # shellcheck disable=SC2016
    stop '  curl -O "https://download.swift.org/swiftly/linux/swiftly-$(uname -m).tar.gz"
  tar zxf "swiftly-$(uname -m).tar.gz" && ./swiftly init --skip-install --quiet-shell-followup
  . "${SWIFTLY_HOME_DIR:-$HOME/.local/share/swiftly}/env.sh"
  swiftly install --use 6.3.1'
}

ensure_swift() {
    command -v swift >/dev/null || explain_swift "실타래: Swift 6.3을 찾지 못함."
    local version
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    local major=${version%%.*} minor=${version#*.}
    if [[ -z $version ]] || ((major < 6 || (major == 6 && minor < 3))); then
        explain_swift "실타래: Swift 6.3이 필요하나 PATH에 있는 것은 '${version:-알 수 없는 판}'임."
    fi
}

# --- Building sil ----------------------------------------------------------------------------------------------

# The stamp bears the time at which the last good build began, so an edit made during a build counts as newer.
# Folders are looked at too: a file that went away changes only its folder.
is_stale() {
    local binary=$root/.build/release/sil stamp=$root/.build/sil.stamp
    [[ -x $binary && -e $stamp ]] || return 0
    [[ -n $(find "$root/Package.swift" "$root/Sources" -newer "$stamp" -print -quit) ]]
}

# Makes sure that .build/release/sil is there and newer than its sources. Two at once: the second waits, and finds
# the work done.
ensure_sil() {
    is_stale || return 0
    ensure_swift
    local build=$root/.build
    if ! mkdir -p "$build" 2>/dev/null || [[ ! -w $build ]]; then
        stop "실타래: $build 에 쓸 수 없어 sil을 만들지 못함(주인: $(stat -c %U "$root"))." \
            "내 폴더에 옮겨 쓰세요:"$'\n'"  cp -r '$root' ~/siltarae && ~/siltarae/Scripts/sil"
    fi
    local lock
    exec {lock}>"$build/sil.lock"
    if ! flock --nonblock "$lock"; then
        say "실타래: 다른 곳에서 sil을 만드는 중이라 기다림"
        flock "$lock"
    fi
    if is_stale; then build_sil {lock}>&-; fi
    exec {lock}>&-
}

build_sil() {
    local log=$root/.build/sil-build.log began=$SECONDS stamp=$root/.build/sil.stamp
    touch "$stamp.new"
    say "실타래: sil을 만드는 중(처음에는 1~2분, 그다음부터는 바뀐 것만)"
    local record=()
    mapfile -t record < <(build_record)
    if ! run_with_progress "$log" \
        swift build -c release --static-swift-stdlib --product sil --package-path "$root" "${record[@]}"; then
        cat "$log" >&2
        say "실타래: sil을 만들지 못함. 위는 컴파일러의 말임"
        exit "$exit_software"
    fi
    mv -f "$stamp.new" "$stamp"
    say "실타래: sil을 만듦 ($(seconds_since "$began")초)"
}

# The linker's arguments that tell sil what it is built from and with, an object file of its own: `sil --version`. Its name
# holds the commit, so that another one links again. Nothing where there is no git or no clang: sil does without.
build_record() {
    local commit version object
    commit=$(git -C "$root" describe --always --dirty --abbrev=8 --exclude='*' 2>/dev/null) || return 0
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)
    object=$root/.build/record-$commit-$version.o
    rm -f "$root"/.build/record-*.o
    printf 'const char sil_build_record[] = "%s Swift %s";\n' "$commit" "$version" |
        clang -x c -c -fPIC -o "$object" - 2>/dev/null || return 0
    printf '%s\n' -Xlinker "$object"
}

# run_with_progress LOG COMMAND…: output into LOG; on a terminal the build's own [done/all] is shown meanwhile.
run_with_progress() {
    local log=$1 job status=0 step
    shift
    if [[ ! -t 2 ]]; then
        "$@" >"$log" 2>&1 </dev/null
        return
    fi
    "$@" >"$log" 2>&1 </dev/null &
    job=$!
    # A background job of a script does not hear Ctrl-C.
    trap 'kill "$job" 2>/dev/null; wait "$job"; printf "\n" >&2; exit 130' INT TERM
    while kill -0 "$job" 2>/dev/null; do
        step=$(grep -o '^\[[0-9]*/[0-9]*\]' "$log" | tail -n 1)
        printf '\r  %s ' "$step" >&2
        sleep 0.3
    done
    wait "$job" || status=$?
    trap - INT TERM
    printf '\r                \r' >&2
    return "$status"
}
