import Glibc

/// A file that a command makes where there is none: it is there as a whole or not at all, and what is there already stays.
struct NewFile {
    /// Absolute.
    let path: String

    /// - Throws: `Failure` where something has that name.
    init(_ path: String) throws {
        guard !Disk.exists(path) else {
            throw Failure(
                kind: "exists", message: "이미 있음: \(path)", suggestions: ["다른 이름으로 다시 하세요."],
                exitStatus: .badInput)
        }
        self.path = path
    }

    /// - Parameter body: makes the file under another name, in the same folder.
    func make(_ body: (_ unfinished: String) throws -> Void) throws {
        let unfinished = "\(path).part-\(getpid())"
        defer { unlink(unfinished) }
        try body(unfinished)
        // What a learner did is theirs.
        chmod(unfinished, 0o600)
        try place(unfinished)
    }

    /// - Parameter body: gives the file's text to what it is handed, piece by piece.
    func write(_ body: (_ put: (String) throws -> Void) throws -> Void) throws {
        try make { unfinished in
            let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw FileError.write(path: path, errno: errno) }
            defer { close(descriptor) }
            try body { text in
                var bytes = Array(text.utf8)[...]
                while !bytes.isEmpty {
                    let count = bytes.withUnsafeBytes {
                        Glibc.write(descriptor, $0.baseAddress, $0.count)
                    }
                    guard count >= 0 || errno == EINTR else {
                        throw FileError.write(path: path, errno: errno)
                    }
                    bytes = bytes.dropFirst(max(0, count))
                }
            }
            guard fsync(descriptor) == 0 else { throw FileError.write(path: path, errno: errno) }
        }
    }

    /// Gives the whole file its name.
    private func place(_ unfinished: String) throws {
        // link, not rename: what came there meanwhile is not replaced.
        if link(unfinished, path) == 0 { return }
        // File systems of memory sticks know no links.
        guard errno == EPERM || errno == EOPNOTSUPP, !Disk.exists(path) else {
            throw FileError.write(path: path, errno: errno)
        }
        try Disk.move(unfinished, to: path)
    }
}
