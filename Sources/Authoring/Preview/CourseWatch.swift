import Foundation
import Glibc

/// Tells when something below a course's folders was saved; see inotify(7).
///
/// Folders are watched, not files: an editor that writes aside and renames gives the file's name to another file, which
/// a watch of the old one would never hear of.
public final class CourseWatch {
    /// Readable when something has happened, or -1 where this machine lets us watch nothing more.
    public let descriptor: Int32
    private let root: String
    private var watched: Set<String> = []

    /// More folders than any course has: a link that leads round in circles ends here.
    private static let foldersMax = 8_192
    /// Deeper than any file of a course.
    private static let depthMax = 6

    /// - Parameter root: absolute path of the course.
    public init(of root: String) {
        self.root = root
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        if descriptor >= 0 { watchAll() }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Whether every folder of the course is watched.
    public private(set) var isComplete = true

    /// Takes what has happened: whether anything has. Folders that came are watched from now on.
    public func takeChanges() -> Bool {
        guard descriptor >= 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var hasChanged = false
        while read(descriptor, &buffer, buffer.count) > 0 { hasChanged = true }
        // What happened in a folder before it was watched is not told of, but whoever asks looks at everything anyway.
        if hasChanged { watchAll() }
        return hasChanged
    }

    private func watchAll() {
        isComplete = true
        watched = []
        add(root, depth: 0)
    }

    private func add(_ folder: String, depth: Int) {
        guard depth <= CourseWatch.depthMax, watched.count < CourseWatch.foldersMax else { return }
        let events =
            IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF
            | IN_MOVE_SELF | IN_ONLYDIR
        // A folder that is watched already keeps its watch.
        guard inotify_add_watch(descriptor, folder, UInt32(events)) >= 0 else {
            if errno == ENOSPC || errno == ENOMEM { isComplete = false }
            return
        }
        watched.insert(folder)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard !name.hasPrefix("."), depth > 0 || ["Lessons", "Exercises"].contains(name) else { continue }
            var status = stat()
            guard stat("\(folder)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                continue
            }
            add("\(folder)/\(name)", depth: depth + 1)
        }
    }
}
