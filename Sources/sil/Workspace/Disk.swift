import Foundation
import Glibc

/// The few things asked of the file system, with errors that name the path.
enum Disk {
    static func read(_ path: String) throws(FileError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path), isFile(path) else {
            throw .read(path: path, errno: access(path, R_OK) == 0 ? EISDIR : errno)
        }
        return Array(data)
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    static func isFolder(_ path: String) -> Bool { kind(path) == S_IFDIR }

    static func isFile(_ path: String) -> Bool { kind(path) == S_IFREG }

    /// Names in a folder, sorted; empty when it cannot be read.
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// Makes a folder and those above it that are missing.
    ///
    /// - Returns: the folders that were made, the outermost first.
    @discardableResult
    static func makeFolder(_ path: String) throws(FileError) -> [String] {
        var missing: [String] = []
        var current = path
        while !exists(current), current != "/" {
            missing.append(current)
            current = parent(of: current)
        }
        guard isFolder(current) else { throw .write(path: path, errno: ENOTDIR) }
        var made: [String] = []
        for folder in missing.reversed() {
            guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
                let number = errno
                for folder in made.reversed() { rmdir(folder) }
                throw .write(path: folder, errno: number)
            }
            made.append(folder)
        }
        return made
    }

    static func move(_ path: String, to target: String) throws(FileError) {
        guard rename(path, target) == 0 else { throw .write(path: target, errno: errno) }
    }

    /// A file, or a folder with all that is in it.
    static func copy(_ path: String, to target: String) throws(FileError) {
        do { try FileManager.default.copyItem(atPath: path, toPath: target) } catch {
            throw .write(path: target, errno: errno == 0 ? EIO : errno)
        }
    }

    static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// Whether it names a file in one folder, and nothing else.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text != "." && text != ".."
            && !text.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
    }

    /// An absolute path without `.` and `..`.
    static func absolute(_ path: String, from directory: String) -> String {
        var parts: [Substring] = []
        for part in (path.hasPrefix("/") ? path : directory + "/" + path).split(separator: "/")
        where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    private static func kind(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}
