# shellcheck shell=bash
# What an installed sil consists of, and where it lies below a prefix: for Scripts/install and Scripts/package-deb. Sourced,
# never run.

# The folders of the checkout that sil reads at run time. Tests stay behind.
readonly shipped_folders=(Lessons Exercises Runtime Templates)

# lay_out ROOT STAGE: the built sil of the checkout ROOT and all that belongs to it, below STAGE as below a prefix.
lay_out() {
    local from=$1 to=$2 share=$2/share
    install -D -m 0755 "$from/.build/release/sil" "$to/bin/sil" &&
        copy_shipped "$from" "$share/siltarae" &&
        install_completions "$to/bin/sil" "$share" &&
        install_manuals "$to/bin/sil" "$share/man/man1" &&
        install_licences "$from" "$share/doc/siltarae"
}

copy_shipped() {
    local from=$1 to=$2
    mkdir -p "$to" &&
        tar -C "$from" --exclude='.build*' --exclude=Runtime/Tests --exclude=.swiftpm -cf - "${shipped_folders[@]}" |
        tar -C "$to" --no-same-owner --mode='u=rwX,go=rX' -xf -
}

install_completions() {
    local sil=$1 share=$2 shell place
    for place in bash:bash-completion/completions/sil zsh:zsh/site-functions/_sil fish:fish/vendor_completions.d/sil.fish; do
        shell=${place%%:*}
        mkdir -p "$share/$(dirname "${place#*:}")" &&
            "$sil" --generate-completion-script "$shell" >"$share/${place#*:}" || return
    done
}

# One page a command, by the generator that comes with the argument parser. It drops what is not ASCII: Hangul goes through it
# as words like QuC2E4Q, and comes out as groff_char(7) writes it.
install_manuals() {
    local sil=$1 to=$2 generator tool page status=0
    generator=$(ensure_manual_generator) || return
    tool=$(mktemp) && chmod +x "$tool" && mkdir -p "$to" || return
    printf '#!/bin/sh\n"%s" "$@" | sed "s/Show the version\\./판 번호를 냄/; s/Show help information\\./도움말을 냄/" |\n' "$sil" >"$tool"
    printf '%s\n' "perl -CSD -pe 's/([^\\x00-\\x7F])/sprintf(\"Qu%04XQ\", ord \$1)/ge'" >>"$tool"
    "$generator" "$tool" --multi-page --date "$(changed_on "$root")" --output-directory "$to" || status=$?
    rm -f "$tool"
    ((status == 0)) || return
    for page in "$to"/*.1; do
        sed -i -E -e 's/Qu([0-9A-F]{4,6})Q/\\[u\1]/g' -e "s/^\.Ex .*/$(exit_statuses)/" "$page" || return
    done
}

# As README.md tells them, for groff.
exit_statuses() {
    printf '%s' '0 끝남·통과, 1 통과하지 못함, 64 명령을 잘못 씀, 65 쓸 수 없는 입력, 69 필요한 것이 없음, 70 우리 잘못, 130 중단됨.' |
        perl -CSD -pe 's/([^\x00-\x7F])/sprintf("\\\\[u%04X]", ord $1)/ge'
}

# The day of the last commit; without git, of the last entry in CHANGELOG.md.
changed_on() {
    git -C "$1" log -1 --format=%cs 2>/dev/null || date -u -d "@$(stat -c %Y "$1/CHANGELOG.md")" +%F
}

ensure_manual_generator() {
    local scratch=$root/.build/manual-generator log=$root/.build/manual-generator.log
    # The package that it comes from is pinned there.
    if [[ $scratch/debug/generate-manual -nt $root/Package.swift ]]; then
        printf '%s\n' "$scratch/debug/generate-manual"
        return
    fi
    if ! swift build --package-path "$root/.build/checkouts/swift-argument-parser" --scratch-path "$scratch" \
        --product generate-manual >"$log" 2>&1; then
        cat "$log" >&2
        return 1
    fi
    touch "$scratch/debug/generate-manual"
    printf '%s\n' "$scratch/debug/generate-manual"
}

# Of what is linked into sil: the packages, and the standard library with its own parts.
install_licences() {
    local from=$1 to=$2 file package toolchain
    mkdir -p "$to/licences" && cp "$from/LICENSE" "$to/licences/siltarae" || return
    for file in "$from"/.build/checkouts/*/LICENSE*; do
        package=$(basename "$(dirname "$file")")
        cp "$file" "$to/licences/$package" || return
    done
    toolchain=$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")
    cp "$toolchain/share/swift/LICENSE.txt" "$to/licences/swift"
}
