import Foundation

/// A machine made of a checkout with the real `Scripts/` and a PATH on which apt, dpkg, sudo, id and swift are
/// stand-ins. What they were asked to do is in `calls`.
final class StubMachine {
    static let packages = [
        "libsqlite3-dev", "libcmark-gfm-dev", "libcmark-gfm-extensions-dev", "libunistring-dev",
        "libsodium-dev", "zlib1g-dev", "bubblewrap", "wrk",
    ]

    private let folder: TemporaryFolder
    var checkout: URL { folder.url.appending(path: "내 checkout") }
    private var commands: URL { folder.url.appending(path: "bin") }

    /// A machine with everything: root, Swift 6.3.1, all packages, a fresh `sil`.
    init() throws {
        folder = try TemporaryFolder()
        try folder.write("내 checkout/Package.swift", "")
        try folder.write("내 checkout/Sources/sil/Sil.swift", "")
        try FileManager.default.copyItem(
            at: Checkout.root.appending(path: "Scripts"), to: checkout.appending(path: "Scripts"))
        try folder.write("uid", "0\n")
        try folder.write("calls", "")
        try install(StubMachine.packages)
        try setSwift(version: "6.3.1")
        try linkTools()
        try command("id", "cat '\(path("uid"))'")
        try command(
            "dpkg-query",
            """
            cat '\(path("installed"))'
            [ "$(wc -l <'\(path("installed"))')" = \(StubMachine.packages.count) ]
            """)
        try command(
            "apt-get",
            """
            echo "apt-get $*" >>'\(path("calls"))'
            case " $* " in
                *" update "*) rm -f '\(path("lists-are-old"))' ;;
                *" install "*)
                    [ ! -e '\(path("lists-are-old"))' ] || { echo 'E: Unable to locate package' >&2; exit 100; }
                    [ ! -e '\(path("apt-is-broken"))' ] || { echo 'E: broken mirror' >&2; exit 100; }
                    for word; do case $word in lib*|bubblewrap|wrk) echo "installed $word" ;; esac; done \
                        >>'\(path("installed"))' ;;
            esac
            """)
        try command("sudo", "echo \"sudo $*\" >>'\(path("calls"))'; exit 1")
        try buildSil()
    }

    /// Everything that apt-get, sudo and `swift build` were called with, a line a call.
    var calls: [String] {
        let text = (try? String(contentsOfFile: path("calls"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    func install(_ packages: [String]) throws {
        try folder.write("installed", packages.map { "installed \($0)\n" }.joined())
    }

    func become(uid: Int) throws {
        try folder.write("uid", "\(uid)\n")
    }

    /// sudo that asks no password.
    func allowSudo() throws {
        try command("sudo", "echo \"sudo $*\" >>'\(path("calls"))'; shift; exec \"$@\"")
    }

    func makePackageListsOld() throws {
        try folder.write("lists-are-old", "")
    }

    func breakApt() throws {
        try folder.write("apt-is-broken", "")
    }

    /// The stand-in for `swift build` makes a `sil` that tells how it was started.
    func setSwift(version: String?) throws {
        guard let version else {
            return try FileManager.default.removeItem(at: commands.appending(path: "swift"))
        }
        try command(
            "swift",
            """
            case $1 in
                --version) echo 'Swift version \(version) (swift-\(version)-RELEASE)' ;;
                build)
                    echo "swift $*" >>'\(path("calls"))'
                    [ ! -e '\(path("sources-are-broken"))' ] || { echo 'error: no such module'; exit 1; }
                    sleep 0.3
                    mkdir -p '\(checkout.path)/.build/release'
                    cp '\(path("sil-stub"))' '\(checkout.path)/.build/release/sil' ;;
            esac
            """)
        let sil = """
            #!/bin/sh
            echo "in $PWD with $#: $*"
            echo "course ${SIL_COURSE-unset}"
            exit 3
            """
        try folder.write("sil-stub", sil)
        try makeExecutable(folder.url.appending(path: "sil-stub"))
    }

    func breakSources() throws {
        try folder.write("sources-are-broken", "")
        try edit()
    }

    /// Changes a source file after the last build.
    func edit() throws {
        try folder.write("내 checkout/Sources/sil/Sil.swift", "// \(UUID().uuidString)")
    }

    /// What a first run leaves behind: a `sil` newer than its sources. `calls` forgets that run.
    private func buildSil() throws {
        _ = try run("sil")
        try folder.write("calls", "")
    }

    func forgetBuild() throws {
        try FileManager.default.removeItem(at: checkout.appending(path: ".build"))
    }

    /// Runs `Scripts/SCRIPT` from the folder above the checkout.
    func run(_ script: String, _ arguments: String..., from place: URL? = nil) throws -> SilProcess.Result {
        try SilProcess(
            executable: checkout.appending(path: "Scripts/\(script)").path, arguments: arguments,
            environment: ["PATH": commands.path, "HOME": folder.url.path, "LANG": "C.UTF-8"],
            currentFolder: place ?? folder.url, deadline: .seconds(60)
        ).run()
    }

    /// Runs `Scripts/sil` twice at the same time.
    func runTwice() throws -> SilProcess.Result {
        try SilProcess(
            executable: "/bin/bash",
            arguments: ["-c", "\"$0\" & \"$0\"; status=$?; wait; exit $status"]
                + [checkout.appending(path: "Scripts/sil").path],
            environment: ["PATH": commands.path, "HOME": folder.url.path], currentFolder: folder.url,
            deadline: .seconds(60)
        ).run()
    }

    private func path(_ name: String) -> String { folder.url.appending(path: name).path }

    private func command(_ name: String, _ body: String) throws {
        try folder.write("bin/\(name)", "#!/bin/sh\n\(body)\n")
        try makeExecutable(commands.appending(path: name))
    }

    private func makeExecutable(_ file: URL) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }

    /// The real tools that the scripts may use; on a bare Debian all of them are there.
    private func linkTools() throws {
        for tool in [
            "basename", "bash", "cat", "cp", "dirname", "env", "find", "flock", "grep", "head", "mkdir",
            "mktemp",
            "mv", "readlink", "rm", "sed", "sleep", "stat", "tail", "touch", "true", "wc",
        ] {
            try FileManager.default.createSymbolicLink(
                atPath: commands.appending(path: tool).path, withDestinationPath: "/usr/bin/\(tool)")
        }
    }
}
