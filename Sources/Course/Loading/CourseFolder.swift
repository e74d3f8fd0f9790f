import Glibc

/// Reads the files of one course, and nothing beyond it: a link that leads out of the folder is refused, and so is what
/// is no text or too long to be what it claims to be.
struct CourseFolder: Sendable {
    enum Trouble: Error, Equatable {
        case missing
        /// A folder, a socket, a pipe: not a regular file.
        case notAFile
        case outside
        case unreadable(errno: Int32)
        case tooLarge(limit: Int)
        case notText
    }

    enum Kind { case file, folder, other }

    struct Entry {
        /// The name as it is on disk (a file system may hand out decomposed Hangul); comparing Swift strings is
        /// canonical, so lookups need no conversion.
        var name: String
        var kind: Kind
    }

    /// As it was given, made absolute: what paths shown to people begin with.
    let root: String
    /// Without links: what decides whether a file is inside.
    private let canonicalRoot: String

    init?(at root: String) {
        let absolute = CourseFolder.absolute(root)
        guard let canonical = CourseFolder.canonical(absolute), CourseFolder.kind(absolute) == .folder else {
            return nil
        }
        self.root = absolute
        canonicalRoot = canonical
    }

    func path(_ relative: String) -> String { root + "/" + relative }

    func isFolder(_ relative: String) -> Bool { CourseFolder.kind(path(relative)) == .folder }

    func exists(_ relative: String) -> Bool { CourseFolder.kind(path(relative)) != nil }

    /// What a folder of the course holds, hidden entries left out, by name; empty when there is no such folder.
    func entries(of relative: String) -> [Entry] {
        guard let stream = opendir(path(relative)) else { return [] }
        defer { closedir(stream) }
        var entries: [Entry] = []
        while let item = readdir(stream) {
            let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            let kind: Kind
            switch Int32(item.pointee.d_type) {
            case Int32(DT_REG): kind = .file
            case Int32(DT_DIR): kind = .folder
            default: kind = CourseFolder.kind(path(relative + "/" + name)) ?? .other
            }
            entries.append(Entry(name: name, kind: kind))
        }
        return entries.sorted { $0.name < $1.name }
    }

    /// Whether what the path leads to lies within the course.
    func contains(_ relative: String) -> Bool {
        guard let canonical = CourseFolder.canonical(path(relative)) else { return false }
        return canonical == canonicalRoot || canonicalRoot == "/"
            || canonical.hasPrefix(canonicalRoot + "/")
    }

    /// The text of a file: UTF-8, a byte order mark dropped, line ends made `\n`.
    func text(of relative: String, limit: Int) throws(Trouble) -> String {
        guard exists(relative) else { throw .missing }
        guard contains(relative) else { throw .outside }
        let bytes = try CourseFolder.bytes(of: path(relative), limit: limit)
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        return CourseFolder.normalised(text)
    }

    private static func bytes(of path: String, limit: Int) throws(Trouble) -> [UInt8] {
        // Without O_NONBLOCK a named pipe in the course would hold us up for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .unreadable(errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        guard status.st_size <= limit else { throw .tooLarge(limit: limit) }

        // One byte of room more than the limit shows a file that grew meanwhile.
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
        var count = 0
        while true {
            if count == bytes.count {
                guard count <= limit else { throw .tooLarge(limit: limit) }
                bytes.append(contentsOf: repeatElement(0, count: min(count, limit + 1 - count)))
            }
            let got = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .unreadable(errno: errno) }
            guard got > 0 else { break }
            count += got
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    private static func normalised(_ text: String) -> String {
        guard text.utf8.contains(0x0D) || text.unicodeScalars.first == "\u{FEFF}" else { return text }
        var scalars = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if previous == nil, scalar == "\u{FEFF}" { continue }
            if scalar == "\r" {
                scalars.append("\n")
            } else if scalar != "\n" || previous != "\r" {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    static func kind(_ path: String) -> Kind? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    static func canonical(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The path from `/`, without `.`, `..` and doubled slashes; links are left as they are.
    static func absolute(_ path: String, from directory: String? = nil) -> String {
        let base = path.hasPrefix("/") ? "" : (directory ?? currentDirectory) + "/"
        var parts: [Substring] = []
        for part in (base + path).split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    private static var currentDirectory: String {
        guard let pointer = getcwd(nil, 0) else { return "/" }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}
