import Foundation
import GRDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The file of the store on disk: how it is found, made, migrated and opened, never overwriting what it cannot read.
struct StoreFile {
    /// The folder it lies in (`$SIL_HOME`).
    let home: String
    let schema: Schema
    let patience: Patience

    var path: String { home + "/progress.sqlite" }

    /// Opens the store for reading and writing, making the folder and the file where they are missing.
    func openForWriting() throws -> DatabaseQueue {
        try Self.makeFolder(home)
        let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: false))
        let condition = try queue.read { try schema.condition(of: $0) }
        try refuse(condition)
        if condition != .ready { try prepare(queue) }
        // Says now, not after a verdict was made, that this store takes no writes.
        try queue.inTransaction(.immediate) { _ in .rollback }
        return queue
    }

    /// Opens the store for reading. Makes no store; one that is missing reads like an empty one.
    func openForReading() throws -> DatabaseQueue {
        guard try exists() else { return try emptyStore() }
        let queue: DatabaseQueue
        let condition: Schema.Condition
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration(readonly: true))
            condition = try queue.read { try schema.condition(of: $0) }
        } catch let fault as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(fault.resultCode)
        {
            // A WAL database needs a shared-memory file beside it, even to be read.
            return try openCopy()
        }
        try refuse(condition)
        switch condition {
        case .empty: return try emptyStore()
        case .behind: return try migratedInMemory(queue)
        default: return queue
        }
    }

    /// A store that cannot be seen is not a store that is missing: nobody's progress is shown as nothing.
    private func exists() throws(ProgressError) -> Bool {
        guard access(path, F_OK) != 0 else { return true }
        switch errno {
        case ENOENT, ENOTDIR: return false
        case let code: throw ProgressError(errno: code, path: path)
        }
    }

    private func configuration(readonly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .callback { [patience] in patience.waits(tries: $0) }
        configuration.label = "siltarae.progress"
        configuration.prepareDatabase { db in
            // In WAL mode NORMAL may lose the last commits with the power; an attempt is on disk before it is shown.
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }

    private func refuse(_ condition: Schema.Condition) throws(ProgressError) {
        switch condition {
        case .newer(let unknown): throw ProgressError.newer(path: path, unknown: unknown)
        case .foreign: throw ProgressError.foreign(path: path)
        case .empty, .ready, .behind: return
        }
    }

    // MARK: - Making and migrating

    /// The folder of the store and of what lies beside it, with those above it.
    static func makeFolder(_ home: String) throws(ProgressError) {
        var folder = home.hasPrefix("/") ? "" : "."
        for component in home.split(separator: "/") {
            folder += "/" + component
            guard mkdir(folder, 0o700) != 0, errno != EEXIST else { continue }
            throw ProgressError(errno: errno, path: folder)
        }
    }

    private func prepare(_ queue: DatabaseQueue) throws {
        let lock = try OpeningLock(folder: home, patience: patience)
        defer { withExtendedLifetime(lock) {} }
        // Another process may have done it while this one waited.
        let condition = try queue.read { try schema.condition(of: $0) }
        try refuse(condition)
        if condition == .ready { return }
        if case .behind(let last) = condition { try backUp(queue, migrated: last) }
        // Where the file system cannot share memory SQLite keeps its rollback journal, which is as safe.
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try schema.migrate(queue)
    }

    /// Leaves a copy of the store as it was after the migration `last`, under a name that is still free.
    private func backUp(_ queue: DatabaseQueue, migrated last: String) throws {
        let unfinished = "\(path).copy-\(getpid())"
        try? FileManager.default.removeItem(atPath: unfinished)
        try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [unfinished]) }
        var backup = "\(path).\(last).bak"
        var copy = 2
        // link, not rename: an earlier backup of the same name is never replaced.
        while link(unfinished, backup) != 0 {
            guard errno == EEXIST else { throw ProgressError(errno: errno, path: backup) }
            backup = "\(path).\(last)-\(copy).bak"
            copy += 1
        }
        unlink(unfinished)
    }

    // MARK: - Reading what cannot be written

    private func emptyStore() throws -> DatabaseQueue {
        let queue = try DatabaseQueue(configuration: configuration(readonly: false))
        try schema.migrate(queue)
        return queue
    }

    private func migratedInMemory(_ queue: DatabaseQueue) throws -> DatabaseQueue {
        let memory = try DatabaseQueue(configuration: configuration(readonly: false))
        try queue.backup(to: memory)
        let condition = try memory.read { try schema.condition(of: $0) }
        try refuse(condition)
        try schema.migrate(memory)
        return memory
    }

    /// Reads a store on a read-only file system through a private copy of its file and its write-ahead log.
    private func openCopy() throws -> DatabaseQueue {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appendingPathComponent("sil-progress-\(UUID().uuidString)")
        try files.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? files.removeItem(at: folder) }
        let copy = folder.appendingPathComponent("progress.sqlite").path
        // Bytes only: the copy must not take over an owner or a mode that forbids to open it.
        for suffix in ["", "-wal"] where files.fileExists(atPath: path + suffix) {
            try Data(contentsOf: URL(fileURLWithPath: path + suffix)).write(
                to: URL(fileURLWithPath: copy + suffix))
        }
        return try migratedInMemory(DatabaseQueue(path: copy, configuration: configuration(readonly: false)))
    }
}
