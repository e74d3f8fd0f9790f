import Foundation
import Glibc

/// Files that are to appear together. Everything that can fail for want of room or rights is done under temporary names
/// before the first file gets its own, and is undone when it fails: nobody ever sees half a file or half a set.
struct FileSet {
    private struct File {
        var path: String
        var bytes: [UInt8]
        var mode: mode_t
    }

    private var files: [File] = []

    mutating func add(_ path: String, _ text: String, mode: mode_t = 0o644) {
        add(path, Array(text.utf8), mode: mode)
    }

    mutating func add(_ path: String, _ bytes: [UInt8], mode: mode_t = 0o644) {
        files.append(File(path: path, bytes: bytes, mode: mode))
    }

    /// Writes what is not there already with the same bytes; folders are made as needed.
    func write() throws(FileError) {
        var undo = Undo()
        do throws(FileError) {
            var staged: [(temporary: String, path: String)] = []
            for file in files where !FileSet.isWritten(file) {
                try undo.makeFolder(of: file.path)
                let temporary = "\(file.path).\(getpid()).new"
                undo.files.append(temporary)
                try FileSet.write(file, to: temporary)
                staged.append((temporary, file.path))
            }
            for (temporary, path) in staged where rename(temporary, path) != 0 {
                throw .write(path: path, errno: errno)
            }
        } catch {
            undo.run()
            throw error
        }
    }

    private static func isWritten(_ file: File) -> Bool {
        var status = stat()
        guard lstat(file.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_mode & 0o777 & file.mode == file.mode, status.st_size == file.bytes.count
        else { return false }
        return (try? Disk.read(file.path)) == file.bytes
    }

    private static func write(_ file: File, to temporary: String) throws(FileError) {
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, file.mode)
        guard descriptor >= 0 else { throw .write(path: file.path, errno: errno) }
        defer { close(descriptor) }
        var rest = file.bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .write(path: file.path, errno: errno) }
            rest = rest.dropFirst(count)
        }
        // A full disk may show only here; after a crash the old file or the whole new one is found.
        guard fsync(descriptor) == 0 else { throw .write(path: file.path, errno: errno) }
    }

    /// What was made on the way, in order.
    private struct Undo {
        var files: [String] = []
        private var folders: [String] = []

        mutating func makeFolder(of path: String) throws(FileError) {
            folders += try Disk.makeFolder(Disk.parent(of: path))
        }

        func run() {
            for file in files { unlink(file) }
            // A folder that holds something by now stays.
            for folder in folders.reversed() { rmdir(folder) }
        }
    }
}
