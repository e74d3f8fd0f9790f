import CSandbox
import Glibc

extension Sandbox {
    /// Finds out by a run of `true` what can be had on this machine.
    ///
    /// A success is remembered in a file of `cache` for this boot, user and bubblewrap; a failure is not, since what
    /// causes it may be mended meanwhile. `cache` is made if it is not there. Takes about 6 ms the first time.
    ///
    /// - Parameters:
    ///   - bubblewrap: path of the program; nil for the first `bwrap` in PATH.
    ///   - slots: where the users for the runs of root are taken from; nil for the one folder of this machine.
    ///   - tier: this one or an error; nil for `full` if it works here, else `reduced`. Never `none` without being
    ///     asked for: write `Tier.none`, since `.none` alone is nil.
    public static func probe(
        cache: String, bubblewrap: String? = nil, slots: String? = nil, tier: Tier? = nil
    ) throws(SandboxError) -> Sandbox {
        #if !arch(x86_64)
            throw .unsupportedProcessor(machine())
        #else
            let cache = absolute(cache)
            switch tier {
            case .full: return try full(cache: cache, bubblewrap: bubblewrap, slots: slots)
            case .reduced: return try reduced(cache: cache, slots: slots)
            case .some(.none):
                return try Sandbox(confinement: .limits(runs: "\(cache)/runs"), cache: cache, slots: slots)
            case nil: break
            }
            do {
                return try full(cache: cache, bubblewrap: bubblewrap, slots: slots)
            } catch let reason {
                // What would help is said of `full`.
                guard let sandbox = try? reduced(cache: cache, slots: slots) else { throw reason }
                return sandbox
            }
        #endif
    }

    private static func full(cache: String, bubblewrap: String?, slots: String?) throws(SandboxError)
        -> Sandbox
    {
        let bubblewrap = try Bubblewrap(path: bubblewrap)
        let sandbox = try Sandbox(confinement: .bubblewrap(bubblewrap), cache: cache, slots: slots)
        try sandbox.prove(
            file: "\(cache)/sandbox-probe", words: ["full", "seccomp"], files: [bubblewrap.path])
        return sandbox
    }

    /// Without the scope of signals only a user of its own keeps a run from killing `sil`.
    private static func reduced(cache: String, slots: String?) throws(SandboxError) -> Sandbox {
        let version = sandbox_landlock_abi()
        let needed = geteuid() == 0 ? 1 : Int32(SANDBOX_LANDLOCK_ABI_SCOPE)
        guard version >= needed else {
            throw .unavailable(reason: "Landlock ABI \(version), needs \(needed)")
        }
        let sandbox = try Sandbox(confinement: .landlock(runs: "\(cache)/runs"), cache: cache, slots: slots)
        try sandbox.prove(
            file: "\(cache)/sandbox-probe-reduced", words: ["reduced", "landlock=\(version)"], files: [])
        return sandbox
    }

    /// Lets the tier run `true`, unless the file says that it did.
    private func prove(file: String, words: [String], files: [String]) throws(SandboxError) {
        let fact = Fact(file: file)
        let key = Fact.key(words + ["user=\(geteuid())"], files: files)
        if let key, fact?.holds(key) == true { return }
        guard access("/proc/thread-self/children", R_OK) == 0 else {
            throw .launch(errno: errno, step: "/proc/thread-self/children")
        }
        let limits = Limits(wallSeconds: 10, memoryMB: 64, processes: 16, outputKB: 4)
        let finished = try runHere(Job(program: "/usr/bin/true", limits: limits))
        guard finished.ending == .exited(0) else {
            throw .unavailable(reason: "\(tier.rawValue): true: \(finished.ending)")
        }
        if let key {
            fact?.record(key)
        }
    }

    /// The launcher works from another folder.
    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
        defer { free(here) }
        return "\(String(cString: here))/\(path)"
    }
}

#if !arch(x86_64)
    /// `uname -m`.
    private func machine() -> String {
        var name = utsname()
        uname(&name)
        return withUnsafeBytes(of: name.machine) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
#endif
