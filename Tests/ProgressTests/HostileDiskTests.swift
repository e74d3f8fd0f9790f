import Course
import Foundation
import Progress
import Testing
import Verdicts

/// Folders that take no writes and disks that are full, each in a process of its own.
///
/// Root is stopped by no permission, so it becomes another user first; a read-only or full file system is mounted for
/// one thread only, which takes root.
@Suite("Folders and disks that refuse")
struct HostileDiskTests {
    static let canMount = geteuid() == 0 && MountedFolder.isAllowed

    @Test(
        "a folder without write permission is read-only, with a store in it or without",
        arguments: [false, true])
    func permissions(hasStore: Bool) async throws {
        let home = try TemporaryHome()
        if hasStore {
            let sum = Exercise.named("sum")
            try home.store().record(.of(sum, [.passed]), of: .text("a"), exercise: sum)
            chmod(home.database, 0o444)
        }
        chmod(home.path, 0o555)
        defer { chmod(home.path, 0o755) }
        await #expect(processExitsWith: .exitCode(42)) { [path = home.path as String] in
            becomeOrdinary()
            exit(code(of: path) { if case .readOnly = $0 { true } else { false } })
        }
    }

    @Test("a store in a folder without write permission can still be read")
    func readingWithoutPermission() async throws {
        let home = try TemporaryHome()
        let sum = Exercise.named("sum")
        try home.store().record(.of(sum, [.passed]), of: .text("a"), exercise: sum)
        chmod(home.database, 0o444)
        chmod(home.path, 0o555)
        defer { chmod(home.path, 0o755) }
        await #expect(processExitsWith: .exitCode(42)) { [path = home.path as String] in
            becomeOrdinary()
            let store = try ProgressStore(at: path, mode: .readOnly)
            exit(try store.attempts(of: .named("sum"), course: courseID).count == 1 ? 42 : 1)
        }
    }

    @Test("a store that may not be seen is an error, not an empty store")
    func unseen() async throws {
        let home = try TemporaryHome()
        _ = try home.store()
        chmod(home.path, 0o000)
        defer { chmod(home.path, 0o755) }
        await #expect(processExitsWith: .exitCode(42)) { [path = home.path as String] in
            becomeOrdinary()
            do throws(ProgressError) {
                _ = try ProgressStore(at: path, mode: .readOnly)
                exit(1)
            } catch {
                exit(
                    error == .unwritable(path: path + "/progress.sqlite", detail: "Permission denied")
                        ? 42 : 3)
            }
        }
    }

    @Test("a home that cannot be made is unwritable")
    func cannotBeMade() async throws {
        let parent = try TemporaryHome()
        chmod(parent.path, 0o555)
        defer { chmod(parent.path, 0o755) }
        await #expect(processExitsWith: .exitCode(42)) { [path = (parent.path + "/home") as String] in
            becomeOrdinary()
            exit(code(of: path) { $0 == .unwritable(path: path, detail: "Permission denied") })
        }
    }

    @Test("a read-only file system is read-only for writing, and readable", .enabled(if: canMount))
    func readOnlyFileSystem() async throws {
        let home = try TemporaryHome()
        let sum = Exercise.named("sum")
        try home.store().record(.of(sum, [.passed]), of: .text("a"), exercise: sum)
        await #expect(processExitsWith: .exitCode(42)) { [path = home.path as String] in
            guard MountedFolder.readOnly(path) else { exit(2) }
            let isRefused = code(of: path) { $0 == .readOnly(path: path + "/progress.sqlite") } == 42
            let isRefusedNew = code(of: path + "/new") { $0 == .readOnly(path: path + "/new") } == 42
            let store = try ProgressStore(at: path, mode: .readOnly)
            let isReadable = try store.attempts(of: .named("sum"), course: courseID).count == 1
            exit(isRefused && isRefusedNew && isReadable ? 42 : 1)
        }
    }

    @Test("a full disk is told, and costs no attempt that was recorded", .enabled(if: canMount))
    func fullDisk() async throws {
        let home = try TemporaryHome()
        await #expect(processExitsWith: .exitCode(42)) { [path = home.path as String] in
            guard MountedFolder.small(path, kilobytes: 1_024) else { exit(2) }
            let sum = Exercise.named("sum")
            let store = try ProgressStore(at: path)
            var recorded = 0
            do throws(ProgressError) {
                while recorded < 10_000 {
                    try store.record(.of(sum, [.failed]), of: .text("\(recorded)"), exercise: sum)
                    recorded += 1
                }
                exit(3)
            } catch {
                guard error == .full(path: path + "/progress.sqlite") else { exit(4) }
                let kept = try store.attempts(of: sum, course: courseID)
                exit(recorded > 0 && kept.map(\.number) == Array(1...recorded) ? 42 : 5)
            }
        }
    }

    @Test("a disk that is full before the store is made is told as full", .enabled(if: canMount))
    func fullFromTheStart() async throws {
        let home = try TemporaryHome()
        await #expect(processExitsWith: .exitCode(42)) { [path = home.path as String] in
            guard MountedFolder.small(path, kilobytes: 64) else { exit(2) }
            let filler = open(path + "/filler", O_WRONLY | O_CREAT, 0o600)
            let block = [UInt8](repeating: 1, count: 4_096)
            while write(filler, block, block.count) > 0 {}
            exit(code(of: path) { if case .full = $0 { true } else { false } })
        }
    }
}

/// 42 when opening the store at `path` for writing fails as expected.
private func code(of path: String, _ isExpected: (ProgressError) -> Bool) -> Int32 {
    do {
        _ = try ProgressStore(at: path)
        return 1
    } catch {
        return isExpected(error) ? 42 : 3
    }
}

private func becomeOrdinary() {
    guard geteuid() == 0 else { return }
    guard setgid(65_534) == 0, setuid(65_534) == 0 else { exit(2) }
}

/// A mount that only the calling thread sees, gone with it.
private enum MountedFolder {
    static func readOnly(_ path: String) -> Bool {
        isolate()
            && mount(path, path, nil, UInt(MS_BIND), nil) == 0
            && mount(nil, path, nil, UInt(MS_BIND | MS_REMOUNT | MS_RDONLY), nil) == 0
    }

    static func small(_ path: String, kilobytes: Int) -> Bool {
        isolate() && mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k") == 0
    }

    /// Whether this process may make a mount namespace, asked by a thread that ends with it.
    static let isAllowed: Bool = {
        nonisolated(unsafe) var isAllowed = false
        let thread = Thread { isAllowed = isolate() }
        thread.start()
        while !thread.isFinished { usleep(1_000) }
        return isAllowed
    }()

    private static func isolate() -> Bool {
        typealias Unshare = @convention(c) (Int32) -> Int32
        guard let symbol = dlsym(nil, "unshare") else { return false }
        let newMounts: Int32 = 0x2_0000
        guard unsafeBitCast(symbol, to: Unshare.self)(newMounts) == 0 else { return false }
        return mount(nil, "/", nil, UInt(MS_REC | MS_PRIVATE), nil) == 0
    }
}
