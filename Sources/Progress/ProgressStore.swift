public import Foundation
import GRDB

/// What a learner did, in one SQLite file that outlives every change of the course: attempts with their sources,
/// sections read, hints taken, exercises started.
///
/// Every writing method is one transaction, and its result is on disk before it returns. Everything is looked up by
/// the present name of an exercise or chapter and by its former ones, so that a rename loses nothing; what belongs to
/// content that is gone stays in the file. Several processes may use one store at a time.
public final class ProgressStore: Sendable {
    public enum Mode: Sendable {
        /// Makes the store where there is none.
        case readWrite
        /// Changes nothing on disk; a store that is missing reads like an empty one.
        case readOnly
    }

    /// Absolute path of the database file.
    public let path: String
    let queue: DatabaseQueue
    private let clock: @Sendable () -> Date

    /// Opens `progress.sqlite` in the folder `home`.
    ///
    /// An older store is migrated, after a copy of it was left beside it as `progress.sqlite.<version>.bak`.
    /// - Parameters:
    ///   - waiting: called once, when another process has been in the way for a second.
    ///   - clock: Gives the time of what is recorded without one.
    /// - Throws: `ProgressError`; a file that cannot be understood is left untouched.
    public convenience init(
        at home: String, mode: Mode = .readWrite, waiting: @escaping @Sendable () -> Void = {},
        clock: @escaping @Sendable () -> Date = { Date() }
    ) throws(ProgressError) {
        try self.init(
            at: home, mode: mode, schema: .current, patience: Self.patienceSeconds, waiting: waiting,
            clock: clock)
    }

    /// Longer than a migration or an import of an ordinary history takes.
    public static let patienceSeconds = 15.0

    /// The same with another schema, and another number of seconds to wait for other processes.
    package init(
        at home: String, mode: Mode, schema: Schema, patience: Double,
        waiting: @escaping @Sendable () -> Void = {}, clock: @escaping @Sendable () -> Date = { Date() }
    ) throws(ProgressError) {
        let patience = Patience(seconds: patience, notice: waiting)
        let file = StoreFile(home: home, schema: schema, patience: patience)
        path = file.path
        self.clock = clock
        queue = try Self.patiently(patience, path: file.path) {
            try mode == .readWrite ? file.openForWriting() : file.openForReading()
        }
    }

    /// Opens again while another process is in the way, for as long as `patience` lasts.
    ///
    /// SQLite's own patience does not cover a change of journal mode: that is refused at once while anyone reads.
    private static func patiently<Value>(
        _ patience: Patience, path: String, _ open: () throws -> Value
    ) throws(ProgressError) -> Value {
        var tries = 0
        while true {
            do {
                return try open()
            } catch {
                let error = ProgressError(error, path: path)
                guard case .locked = error, patience.waits(tries: tries) else { throw error }
            }
            tries += 1
        }
    }

    /// Runs `body` on one unchanging state of the store.
    func read<Value>(_ body: (Database) throws -> Value) throws(ProgressError) -> Value {
        do { return try queue.read(body) } catch { throw ProgressError(error, path: path) }
    }

    /// Runs `body` as one transaction that takes the only write lock before it reads anything.
    func write<Value>(_ body: (Database) throws -> Value) throws(ProgressError) -> Value {
        do {
            return try queue.writeWithoutTransaction { db in
                var value: Value?
                try db.inTransaction(.immediate) {
                    value = try body(db)
                    return .commit
                }
                guard let value else {
                    throw ProgressError.failed(path: path, detail: "transaction without a value")
                }
                return value
            }
        } catch {
            throw ProgressError(error, path: path)
        }
    }

    /// The time by which something is recorded, as it will be read again.
    func instant(_ date: Date?) -> Instant { Instant(date ?? clock()) }
}
