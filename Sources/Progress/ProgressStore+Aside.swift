import GRDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension ProgressStore {
    /// Gives a damaged store another name, `progress.sqlite.damaged-1` or the next that is free, so that a new one can be made
    /// in its place. Nothing is done to a store that is sound, newer or another program's.
    ///
    /// Only who is asked to does it: a disk that fails for a moment, or a mistake of ours, must not hide what a learner did.
    /// - Returns: the path under which it is kept, or nil where no store is damaged.
    /// - Throws: `ProgressError`
    public static func setAside(at home: String) throws(ProgressError) -> String? {
        let path = home + "/progress.sqlite"
        guard access(path, F_OK) == 0 else { return nil }
        let lock = try OpeningLock(
            folder: home, patience: Patience(seconds: patienceSeconds, notice: {}))
        defer { withExtendedLifetime(lock) {} }
        guard try isDamaged(at: home) else { return nil }
        return try move(path)
    }

    /// Whether any part of the file cannot be read as a store.
    private static func isDamaged(at home: String) throws(ProgressError) -> Bool {
        do throws(ProgressError) {
            let store = try ProgressStore(at: home, mode: .readOnly)
            let words = try store.read { try String.fetchAll($0, sql: "PRAGMA quick_check(1)") }
            return words != ["ok"]
        } catch {
            guard case .damaged = error else { throw error }
            return true
        }
    }

    /// The log goes with its store: beside a new one it would be taken for that one's. The store itself goes last, so that
    /// whoever is killed in between leaves a damaged store and no new one with an old log.
    private static func move(_ path: String) throws(ProgressError) -> String {
        var number = 1
        var aside = "\(path).damaged-\(number)"
        // link, not rename: what has that name already stays.
        while link(path, aside) != 0 {
            guard errno == EEXIST else { throw ProgressError(errno: errno, path: aside) }
            number += 1
            aside = "\(path).damaged-\(number)"
        }
        for suffix in ["-wal", "-shm"] {
            guard rename(path + suffix, aside + suffix) == 0 || errno == ENOENT else {
                throw ProgressError(errno: errno, path: aside + suffix)
            }
        }
        guard unlink(path) == 0 else { throw ProgressError(errno: errno, path: path) }
        return aside
    }
}
