import Glibc

/// A user that nobody else is, for one run of a `sil` that is root.
///
/// A slot is a locked file. The warden of the run inherits the lock, so the slot is free again only when nothing of
/// the run is left, and it becomes free even if `sil` crashes.
struct UserSlot: ~Copyable {
    /// Number of the user and of its group.
    let user: uid_t
    /// Descriptor that holds the lock.
    let lock: Int32

    /// Below the range that systemd hands out (61184), above ordinary users and its home users (60577).
    static let firstUser: uid_t = 61000
    /// Most runs at a time.
    static let count: uid_t = 64

    private init(user: uid_t, lock: Int32) {
        self.user = user
        self.lock = lock
    }

    deinit {
        close(lock)
    }

    /// Takes the first free slot of `folder`, which only root can enter.
    static func claim(in folder: String) throws(SandboxError) -> UserSlot {
        for user in firstUser..<firstUser + count {
            let lock = open("\(folder)/\(user)", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard lock >= 0 else { throw .launch(errno: errno, step: "slot \(folder)/\(user)") }
            if flock(lock, LOCK_EX | LOCK_NB) == 0, isUnused(user, remembered: Fact(descriptor: lock)) {
                return UserSlot(user: user, lock: lock)
            }
            close(lock)
        }
        throw .noFreeSlot
    }

    /// Whether the machine knows neither a user nor a group of that number. Asking takes a millisecond, so the answer
    /// is kept in the lock's file until the next boot or change of the accounts.
    private static func isUnused(_ number: uid_t, remembered fact: borrowing Fact) -> Bool {
        let key = Fact.key(["unused"], files: ["/etc/passwd", "/etc/group"])
        if let key, fact.holds(key) { return true }
        guard isUnknownUser(number), isUnknownGroup(number) else { return false }
        if let key {
            fact.record(key)
        }
        return true
    }

    /// An entry too long for the buffer (ERANGE) is one that exists.
    private static func isUnknownUser(_ number: uid_t) -> Bool {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16384) { text in
            guard let bytes = text.baseAddress else { return false }
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            return getpwuid_r(number, &entry, bytes, text.count, &found) != ERANGE && found == nil
        }
    }

    private static func isUnknownGroup(_ number: gid_t) -> Bool {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16384) { text in
            guard let bytes = text.baseAddress else { return false }
            var entry = group()
            var found: UnsafeMutablePointer<group>?
            return getgrgid_r(number, &entry, bytes, text.count, &found) != ERANGE && found == nil
        }
    }
}
