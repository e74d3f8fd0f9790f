import Course
import Foundation

/// Everything that can be made again: the built runtime, module caches, graders' objects, and the private folders of
/// runs under way. Losing it costs time, never progress.
///
/// Safe under concurrent use: what is stored appears whole by `rename(2)`, what takes long is made under a lock, and
/// nothing is removed while anybody has the cache open (`Cache+Upkeep.swift`).
public struct Cache: Sendable {
    public let root: String
    private let lease: Lease

    /// A lock on a file; it ends with the process at the latest.
    private final class Lease: Sendable {
        let descriptor: Int32
        init(_ descriptor: Int32) { self.descriptor = descriptor }
        deinit { close(descriptor) }
    }

    /// Makes the folder if needed. As root it is 0711: a run's user, who is nobody, must pass through but not look.
    ///
    /// - Throws: `GradingError.cacheUnusable`.
    public init(at root: String) throws {
        self.root = root
        try Self.makeFolder(root)
        for folder in ["stage", "locks"] + Self.kept {
            try Self.makeFolder(root + "/" + folder)
        }
        let path = root + "/locks/use"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw GradingError.cacheUnusable(path: path, errno: errno) }
        lease = Lease(descriptor)
        try Self.lock(descriptor, LOCK_SH, path)
    }

    /// Runs `body` while nobody else has the cache open; nil when somebody has.
    func alone<R>(_ body: () -> R) -> R? {
        guard flock(lease.descriptor, LOCK_EX | LOCK_NB) == 0 else {
            // A lock that could not be raised may have been let go.
            _ = flock(lease.descriptor, LOCK_SH)
            return nil
        }
        defer { _ = flock(lease.descriptor, LOCK_SH) }
        return body()
    }

    private static func lock(_ descriptor: Int32, _ operation: Int32, _ path: String) throws {
        while flock(descriptor, operation) != 0 {
            guard errno == EINTR else { throw GradingError.cacheUnusable(path: path, errno: errno) }
        }
    }

    /// `$SIL_CACHE`, else as root `/var/cache/siltarae`, else `$XDG_CACHE_HOME/siltarae`, else `~/.cache/siltarae`.
    ///
    /// As root a run's user must be able to pass through to the folder. Where it could not, in a private temporary
    /// folder or in root's home, a folder of its own under `/var/cache/siltarae` stands in.
    public static func place(environment: [String: String], isRoot: Bool) -> String {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let usual = "/var/cache/siltarae"
        let told = value("SIL_CACHE").map(absolute)
        if isRoot {
            guard let told else { return usual }
            if isReachable(told) { return told }
            return usual + "/for-" + SHA256.digest(of: told.utf8).hexadecimal.prefix(16)
        }
        // The specification of XDG says to ignore relative ones.
        let xdg = value("XDG_CACHE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        return told ?? (xdg ?? (value("HOME") ?? NSHomeDirectory()) + "/.cache") + "/siltarae"
    }

    /// Whether everybody may pass through every folder that is there already on the way.
    private static func isReachable(_ path: String) -> Bool {
        var folder = path
        while !folder.isEmpty, folder != "/" {
            var status = stat()
            if stat(folder, &status) == 0, status.st_mode & S_IXOTH == 0 { return false }
            folder = URL(fileURLWithPath: folder).deletingLastPathComponent().path
        }
        return true
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// The path of a folder, made if it is not there.
    func folder(_ name: String) throws -> String {
        try Self.makeFolder(file(name))
        return file(name)
    }

    func file(_ name: String) -> String { root + "/" + name }

    func exists(_ name: String) -> Bool { access(file(name), F_OK) == 0 }

    /// Writes beside the place and renames. Best effort: a cache that cannot be written only costs time.
    @discardableResult
    package func store(_ bytes: [UInt8], as name: String) -> Bool {
        let temporary = file("\(name).\(getpid()).\(UInt32.random(in: 0...(.max)))")
        guard writeFile(bytes, to: temporary) else { return false }
        guard rename(temporary, file(name)) == 0 else {
            unlink(temporary)
            return false
        }
        return true
    }

    package func load(_ name: String) -> [UInt8]? { readRegularFile(file(name), limit: 256 << 20) }

    @discardableResult
    func store(_ record: Record, as name: String) -> Bool { store(record.body, as: name) }

    /// nil when there is none, or what is there is none.
    func record(_ name: String) -> Record? { load(name).flatMap { Record(body: $0) } }

    /// Waits for the lock of that name, which lasts as long as the value. For work that waits for no other task: in a
    /// process with as many waiters here as it has threads for tasks, none would be left for the holder's.
    ///
    /// - Throws: `CancellationError` when the task is cancelled meanwhile.
    func lock(_ name: String, onWait: () -> Void = {}) throws -> some Sendable & AnyObject {
        let (lock, descriptor, path) = try openLock(name)
        var isFirst = true
        while try !Self.takes(descriptor, path) {
            if isFirst { onWait() }
            isFirst = false
            try Task.checkCancellation()
            usleep(20_000)
        }
        return lock
    }

    /// The same lock for work that waits for other tasks while it holds it: waiting here takes no thread from them.
    func lockAroundTasks(_ name: String) async throws -> some Sendable & AnyObject {
        let (lock, descriptor, path) = try openLock(name)
        while try !Self.takes(descriptor, path) {
            try await Task.sleep(for: .milliseconds(20))
        }
        return lock
    }

    /// Tries to lock; false while somebody else has it.
    private static func takes(_ descriptor: Int32, _ path: String) throws -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        guard errno == EWOULDBLOCK || errno == EINTR else {
            throw GradingError.cacheUnusable(path: path, errno: errno)
        }
        return false
    }

    private func openLock(_ name: String) throws -> (lock: Lease, descriptor: Int32, path: String) {
        let path = file("locks/\(name)")
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw GradingError.cacheUnusable(path: path, errno: errno) }
        return (Lease(descriptor), descriptor, path)
    }

    /// A folder of one run's own, with a name nobody can guess. Remove it with `Stage.remove`.
    func stage() throws -> Stage {
        sweepStages()
        let name = "stage/\(getpid())-\(UInt64.random(in: 0...(.max)))"
        try Self.makeFolder(file(name))
        return Stage(path: file(name))
    }

    /// Removes folders left by runs whose process is gone.
    private func sweepStages() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: file("stage"))) ?? []
        for name in names {
            guard let owner = name.split(separator: "-").first.flatMap({ pid_t($0) }) else { continue }
            if kill(owner, 0) != 0, errno == ESRCH { Stage(path: file("stage/\(name)")).remove() }
        }
    }

    /// Removes the folders of this process, when it is about to end.
    ///
    /// - Returns: Whether there were none.
    public func removeOwnStages() -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: file("stage"))) ?? []
        let own = names.filter { $0.hasPrefix("\(getpid())-") }
        for name in own { Stage(path: file("stage/\(name)")).remove() }
        return own.isEmpty
    }

    private static func makeFolder(_ path: String) throws {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            guard access(path, W_OK) == 0 else { throw GradingError.cacheUnusable(path: path, errno: errno) }
            return
        }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: geteuid() == 0 ? 0o711 : 0o755])
        } catch {
            throw GradingError.cacheUnusable(path: path, errno: errno == 0 ? EACCES : errno)
        }
    }
}

/// The private folder of one run.
struct Stage: Sendable {
    var path: String

    func folder(_ name: String, writableByRun: Bool = false) throws -> String {
        let folder = path + "/" + name
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
            throw GradingError.cacheUnusable(path: folder, errno: errno)
        }
        // As root the run's user is somebody else; the folder's name is what keeps strangers out.
        if writableByRun { chmod(folder, geteuid() == 0 ? 0o777 : 0o755) }
        return folder
    }

    /// A new folder that a run may write into, whoever runs: what one user of a sandbox has written the next one, who is
    /// somebody else, cannot write over.
    func products(_ name: String) throws -> String {
        for number in 1...100 {
            let name = "\(name)-products-\(number)"
            if mkdir(path + "/" + name, 0o755) == 0 { return try folder(name, writableByRun: true) }
            guard errno == EEXIST else { throw GradingError.cacheUnusable(path: path, errno: errno) }
        }
        throw GradingError.cacheUnusable(path: "\(path)/\(name)-products", errno: EEXIST)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// Writes a new file whole, readable by everybody; false (and no file) when that fails.
@discardableResult
func writeFile(_ bytes: [UInt8], to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { return false }
    var written = 0
    while written < bytes.count {
        let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { break }
        written += count
    }
    let closed = close(descriptor) == 0
    guard closed, written == bytes.count else {
        unlink(path)
        return false
    }
    return true
}

/// Reads a regular file that must not be a link; nil when it is not one, is over `limit` bytes, or cannot be read.
func readRegularFile(_ path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
        return nil
    }
    return readToEnd(descriptor, limit: limit, expected: Int(status.st_size))
}

/// nil when more than `limit` bytes come or reading fails.
///
/// - Parameter expected: how many bytes there seem to be; more or fewer are no error.
func readToEnd(_ descriptor: Int32, limit: Int, expected: Int = 0) -> [UInt8]? {
    var bytes = [UInt8](unsafeUninitializedCapacity: max(0, expected)) { buffer, filled in
        while filled < expected {
            let count = read(descriptor, buffer.baseAddress?.advanced(by: filled), expected - filled)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            filled += count
        }
    }
    var chunk = [UInt8](repeating: 0, count: expected > 0 ? 4_096 : 65_536)
    while true {
        let count = read(descriptor, &chunk, chunk.count)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { return nil }
        if count == 0 { return bytes }
        bytes += chunk[..<count]
        if bytes.count > limit { return nil }
    }
}
