import Foundation

/// What changes when a file does: who it is, its size, and its times. Asking costs a microsecond; reading and hashing the
/// file a hundred.
struct FileStamp: Equatable, CustomStringConvertible {
    private let inode: UInt64
    private let size: Int64
    private let changed: timespec

    /// nil where there is nothing. A link is followed.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        // The time of the last change of anything, which no program can set back as it can the other.
        changed = status.st_ctim
    }

    /// A file that was written a moment ago may be written again within the same tick of the clock.
    var isSettled: Bool {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return changed.tv_sec < now.tv_sec - 2
    }

    var description: String { "\(inode) \(size) \(changed.tv_sec).\(changed.tv_nsec)" }

    static func == (left: FileStamp, right: FileStamp) -> Bool { left.description == right.description }
}
