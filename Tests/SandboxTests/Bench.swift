import Foundation
import Glibc
import Sandbox
import Testing

/// The sandbox under test and the words the tests use for it.
enum Bench {
    /// A cache of this test run's own.
    static let cache = folder()
    static let sandbox: Sandbox = try! Sandbox.probe(cache: cache, tier: .full)
    private static let reduced: Sandbox = try! Sandbox.probe(cache: cache, tier: .reduced)
    private static let unconfined: Sandbox = try! Sandbox.probe(cache: cache, tier: Tier.none)
    static let tiers: [Tier] = [.full, .reduced, .none]
    static let isRoot = geteuid() == 0

    /// Generous: a test that means a limit sets it. An ordinary user's tests share one count of processes where no
    /// namespace keeps them apart, and one of them takes hundreds.
    static let limits = Limits(wallSeconds: 60, memoryMB: 256, processes: isRoot ? 64 : 2048, outputKB: 64)

    static func sandbox(_ tier: Tier) -> Sandbox {
        switch tier {
        case .full: sandbox
        case .reduced: reduced
        case .none: unconfined
        }
    }

    static func job(_ script: String, limits: Limits = limits, mounts: [Mount] = [], hasChannel: Bool = false)
        -> Job
    {
        Job(
            program: "/usr/bin/sh", arguments: ["-c", script], mounts: mounts, limits: limits,
            hasChannel: hasChannel)
    }

    static func sh(
        _ script: String, in tier: Tier = .full, limits: Limits = limits, mounts: [Mount] = []
    ) async throws -> Finished {
        try await sandbox(tier).run(job(script, limits: limits, mounts: mounts))
    }

    /// A program in Perl, which every Debian and Ubuntu has: for system calls that no shell makes.
    static func perl(
        _ code: String, in tier: Tier, mayUseSockets: Bool = false
    ) async throws -> Finished {
        let job = Job(
            program: "/usr/bin/perl", arguments: ["-e", "$| = 1; " + code], limits: limits,
            mayUseSockets: mayUseSockets)
        return try await sandbox(tier).run(job)
    }

    static func start(_ script: String, in tier: Tier = .full, hasChannel: Bool = false) throws -> Confined {
        try sandbox(tier).start(job(script, hasChannel: hasChannel))
    }

    /// A new folder that every user can enter, gone with the test run.
    static func folder() -> String {
        newFolder("\(root)/folder")
    }

    private static let root: String = {
        let path = newFolder("/tmp/sandbox-tests")
        atexit { try? FileManager.default.removeItem(atPath: Bench.root) }
        return path
    }()

    private static func newFolder(_ prefix: String) -> String {
        var template = Array("\(prefix)-XXXXXX".utf8CString)
        template.withUnsafeMutableBufferPointer { _ = mkdtemp($0.baseAddress!) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        chmod(path, 0o755)
        return path
    }

    static func write(_ text: String, to path: String, mode: mode_t = 0o644) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        precondition(file >= 0 && Glibc.write(file, text, text.utf8.count) == text.utf8.count)
        close(file)
        chmod(path, mode)
    }

    static func read(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(file, &part, part.count)
            guard count > 0 else { break }
            bytes += part[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Finished {
    var text: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }
    var lines: [Substring] { text.split(separator: "\n") }
}

/// Processes of a test, seen from outside. Each test runs `sleep` with seconds of its own, by which it is known.
struct Sleepers {
    /// Seconds that no other test sleeps.
    let mark = "\(Int.random(in: 100_000...999_999)).\(Int.random(in: 100_000...999_999))"

    var pids: [pid_t] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var found: [pid_t] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let pid = pid_t(name), let line = Bench.read("/proc/\(pid)/cmdline") else { continue }
            if line == "sleep\0\(mark)\0" { found.append(pid) }
        }
        return found
    }

    /// Waits until so many are there. Returns whether that came true within a deadline far beyond what it takes.
    func become(_ count: Int) async throws -> Bool {
        for _ in 0..<3000 {
            if pids.count == count { return true }
            try await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    /// The kernel's user of a process, as the machine sees it.
    static func user(of pid: pid_t) -> uid_t? {
        var status = stat()
        return stat("/proc/\(pid)", &status) == 0 ? status.st_uid : nil
    }

    /// The processes above one, nearest first, with their names.
    static func ancestors(of pid: pid_t) -> [(pid: pid_t, name: Substring)] {
        var found: [(pid_t, Substring)] = []
        var pid = pid
        while pid > 1, let status = Bench.read("/proc/\(pid)/status") {
            let lines = status.split(separator: "\n")
            guard let name = lines.first?.split(separator: "\t").last,
                let parent = lines.first(where: { $0.hasPrefix("PPid:") })?.split(separator: "\t").last
            else { break }
            found.append((pid, name))
            pid = pid_t(parent) ?? 0
        }
        return Array(found.dropFirst())
    }
}
