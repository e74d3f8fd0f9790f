#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Held on the store's folder while its tables are made or migrated.
///
/// SQLite serialises transactions, but making a store takes several steps (journal mode, backup, migrations), and two
/// processes that begin them together would each find the tables missing. The kernel drops the lock with its holder.
struct OpeningLock: ~Copyable {
    private let descriptor: Int32

    /// Waits for whoever holds it.
    init(folder: String, patience: Patience) throws(ProgressError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ProgressError(errno: errno, path: folder) }
        var tries = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            guard code == EWOULDBLOCK || code == EINTR else {
                close(descriptor)
                throw ProgressError(errno: code, path: folder)
            }
            guard patience.waits(tries: tries) else {
                close(descriptor)
                throw ProgressError.locked(path: folder)
            }
            tries += 1
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
