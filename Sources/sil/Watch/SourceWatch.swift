import Glibc

/// Tells when the files of a folder were saved and it has been quiet since; see inotify(7).
///
/// An editor writes, renames and touches in a row, so a save is told once. What counts is what lies in the folder: events
/// only say when to look, and four times each second somebody looks anyway. So nothing is missed where there are no
/// events (network file systems) or where the folder itself is moved away and comes again.
final class SourceWatch {
    /// Readable when it is time to ask; negative ones are to be passed over.
    let descriptors: [Int32]
    private let folder: String
    private let notices: Int32
    private let bell = Bell()
    private var watch: Int32 = -1
    private var seen: [String: Stamp]
    /// When the files changed last without a save having been told since, and when that began.
    private var pending: (changed: ContinuousClock.Instant, began: ContinuousClock.Instant)?

    /// How long it must have been quiet, and how long changes may go on before they are told all the same.
    private static let quiet = Duration.milliseconds(40)
    private static let burst = Duration.milliseconds(500)

    /// What changes when a file is written or another takes its name.
    private struct Stamp: Equatable {
        var number: UInt
        var size: Int
        var seconds: Int
        var nanoseconds: Int
    }

    /// - Parameter folder: absolute path; need not be there yet.
    init(of folder: String) {
        self.folder = folder
        notices = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        descriptors = [notices, bell.descriptor]
        seen = Self.stamps(in: folder)
        listen()
    }

    deinit { if notices >= 0 { close(notices) } }

    /// Whether something was saved since it was asked last.
    func takeSave() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while notices >= 0, read(notices, &buffer, buffer.count) > 0 {}
        _ = bell.take()
        listen()
        let now = ContinuousClock.now
        let stamps = Self.stamps(in: folder)
        if stamps != seen {
            seen = stamps
            pending = (now, pending?.began ?? now)
        }
        guard let pending else { return false }
        guard now - pending.changed >= Self.quiet || now - pending.began >= Self.burst else {
            bell.ring(after: Self.quiet)
            return false
        }
        self.pending = nil
        return true
    }

    /// A folder that is watched keeps its watch; one that took the name of another gets a new one.
    private func listen() {
        guard notices >= 0 else { return }
        let events =
            IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF
            | IN_ONLYDIR
        let found = inotify_add_watch(notices, folder, UInt32(events))
        if found != watch, watch >= 0 { inotify_rm_watch(notices, watch) }
        watch = found
    }

    private static func stamps(in folder: String) -> [String: Stamp] {
        var stamps: [String: Stamp] = [:]
        for path in Workspace.swiftFiles(in: folder) {
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            stamps[path] = Stamp(
                number: UInt(status.st_ino), size: Int(status.st_size), seconds: status.st_mtim.tv_sec,
                nanoseconds: status.st_mtim.tv_nsec)
        }
        return stamps
    }
}
