# shellcheck shell=bash
# Running the end-to-end tests as somebody else: root hands a copy outside /root to a user id that nobody has.
# Sourced by Scripts/test, which removes what `scratch` lists when it ends.

: "${root:?the caller sets it}"

# An id without an account: nothing to create, nothing to clean up after.
unused_uid() {
    local uid
    for ((uid = 60010; uid < 60500; uid++)); do
        if ! getent passwd "$uid" >/dev/null; then
            echo "$uid"
            return 0
        fi
    done
    return 1
}

# The checkout with the programs that were built in it and the packages they were built from, so that nothing is built again.
copy_checkout() {
    local to=$1 triple
    tar -C "$root" --exclude='.build*' --exclude=./.git -cf - . | tar -C "$to" -xf -
    triple=$(basename "$(dirname "$(readlink -f "$root/.build/release")")")
    mkdir -p "$to/.build/$triple/release" "$to/.build/$triple/debug"
    cp -p "$root/.build/release/sil" "$to/.build/$triple/release/"
    cp -Rp "$root"/.build/debug/*.xctest "$to/.build/$triple/debug/"
    cp -p "$root/.build/sil.stamp" "$to/.build/"
    tar -C "$root/.build" --exclude=.git -cf - checkouts | tar -C "$to/.build" -xf -
    mkdir -p "$to/.build/manual-generator/debug"
    cp -p "$root/.build/manual-generator/debug/generate-manual" "$to/.build/manual-generator/debug/"
    ln -s "$triple/release" "$to/.build/release"
    ln -s "$triple/debug" "$to/.build/debug"
}

end_to_end_as_ordinary_user() {
    local uid home
    uid=$(unused_uid) || return 1
    # A blank and Hangul in the path of the checkout; none in TMPDIR, at which the 6.3.1 driver itself traps.
    home=$(mktemp -d /var/tmp/siltarae-test.XXXXXX)
    scratch+=("$home")
    mkdir "$home/내 checkout" "$home/tmp" "$home/cache"
    copy_checkout "$home/내 checkout"
    chown -R "$uid:$uid" "$home"
    reach_swift "$uid" "$home" run_as "$uid" "$home"
}

# run_as UID HOME: the tests in the copy, with nothing of root's: no environment, no groups, no capabilities.
run_as() {
    local uid=$1 home=$2 bundle
    bundle=$(echo "$home/내 checkout"/.build/debug/*.xctest)
    (
        cd "$home/내 checkout" || exit 1
        exec setpriv --reuid "$uid" --regid "$uid" --clear-groups --inh-caps=-all \
            env -i PATH="$PATH" LANG=C.UTF-8 HOME="$home" TMPDIR="$home/tmp" SIL_TEST_LONG="${SIL_TEST_LONG:-}" \
            SIL_CHECKOUT="$home/내 checkout" SIL_UNDER_TEST="$home/내 checkout/.build/release/sil" \
            SIL_TEST_CACHE="$home/cache" \
            "$bundle" --testing-library swift-testing --filter EndToEndTests
    )
}

# reach_swift UID HOME COMMAND…: runs the command where the user can reach the toolchain. One that lies in root's
# home (as swiftly installs it) is shown at another place, in a mount namespace that ends with the command.
reach_swift() {
    local uid=$1 home=$2 swift toolchain
    shift 2
    swift=$(readlink -f "$(command -v swift)")
    if setpriv --reuid "$uid" --regid "$uid" --clear-groups test -x "$swift"; then
        "$@"
        return
    fi
    swift=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)\/usr\/lib\/swift".*/\1/p')
    toolchain=$home/toolchain
    mkdir "$toolchain"
    export -f run_as
    # shellcheck disable=SC2016
    PATH=$toolchain/usr/bin:$PATH unshare --mount --propagation private bash -c '
        mount --bind "$0" "$1" && shift && "$@"' "$swift" "$toolchain" "$@"
}
