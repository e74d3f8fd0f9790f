import Foundation
import Glibc

/// Files that are to appear under one new name: all of them, or none.
///
/// They are written aside, under a hidden name in the folder that will hold them, and get their own name by one rename.
/// Whoever looks meanwhile, and whatever ends the process, half of them is never found. What a killed process left
/// aside is swept away by the next one.
struct Draft {
    struct File {
        /// Relative to the draft.
        var path: String
        var text: String
    }

    var files: [File] = []

    mutating func add(_ path: String, _ text: String) { files.append(File(path: path, text: text)) }

    // MARK: Placing

    /// Makes the files the content of the new folder `target`, in a folder that exists.
    ///
    /// - Throws: `exists`, `unwritable`.
    func place(asFolder target: String) throws(NewError) {
        try refuse(ifThere: target)
        let (parent, _) = Draft.split(target)
        try aside(in: parent) { (aside) throws(NewError) in
            guard rename(aside, target) == 0 else { throw Draft.failure(at: target, errno) }
        }
    }

    /// Puts the draft's folders (the first components of its paths), which must be new, into `folder`, which exists;
    /// the last of them, in the order they were added, gets its name last.
    ///
    /// - Throws: `exists`, `unwritable`.
    func place(into folder: String) throws(NewError) {
        var names: [String] = []
        for file in files {
            let name = String(file.path.prefix { $0 != "/" })
            if !names.contains(name) { names.append(name) }
        }
        for name in names { try refuse(ifThere: "\(folder)/\(name)") }
        let order = names
        try aside(in: folder) { (aside) throws(NewError) in
            var placed: [String] = []
            for name in order {
                if rename("\(aside)/\(name)", "\(folder)/\(name)") == 0 {
                    placed.append(name)
                    continue
                }
                let number = errno
                for name in placed.reversed() { rename("\(folder)/\(name)", "\(aside)/\(name)") }
                throw Draft.failure(at: "\(folder)/\(name)", number)
            }
        }
    }

    /// Makes the only file of the draft the new file `target`, in a folder that exists.
    ///
    /// - Throws: `exists`, `unwritable`.
    func place(asFile target: String) throws(NewError) {
        precondition(files.count == 1, "a file is made of one file")
        try refuse(ifThere: target)
        let name = files[0].path
        let (parent, _) = Draft.split(target)
        try aside(in: parent) { (aside) throws(NewError) in
            // Unlike a rename, a link never takes the place of a file that came meanwhile. Some file systems have none.
            let isLinked = link("\(aside)/\(name)", target) == 0
            let linkError = errno
            guard
                isLinked
                    || ([EPERM, EOPNOTSUPP].contains(linkError)
                        && rename("\(aside)/\(name)", target) == 0)
            else { throw Draft.failure(at: target, linkError) }
        }
    }

    private func refuse(ifThere path: String) throws(NewError) {
        var status = stat()
        if lstat(path, &status) == 0 { throw .exists(path: path) }
        guard errno == ENOENT else { throw .unwritable(path: path, errno: errno) }
    }

    private static func failure(at path: String, _ number: Int32) -> NewError {
        [EEXIST, ENOTEMPTY].contains(number)
            ? .exists(path: path) : .unwritable(path: path, errno: number)
    }

    // MARK: Aside

    private static let asidePrefix = ".sil-new-"

    /// Writes everything aside in `parent`, hands the folder to `finish`, and leaves nothing there.
    private func aside(
        in parent: String, finish: (String) throws(NewError) -> Void
    ) throws(NewError) {
        Draft.sweep(parent)
        let aside = "\(parent)/\(Draft.asidePrefix)\(getpid())"
        guard mkdir(aside, 0o755) == 0 else { throw .unwritable(path: parent, errno: errno) }
        defer { try? FileManager.default.removeItem(atPath: aside) }
        for file in files { try Draft.write(file, in: aside) }
        try finish(aside)
    }

    private static func write(_ file: File, in aside: String) throws(NewError) {
        let path = "\(aside)/\(file.path)"
        var folder = aside
        for name in file.path.split(separator: "/").dropLast() {
            folder += "/\(name)"
            guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
                throw .unwritable(path: folder, errno: errno)
            }
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(path: path, errno: errno) }
        defer { close(descriptor) }
        var rest = Array(file.text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unwritable(path: path, errno: errno) }
            rest = rest.dropFirst(count)
        }
        // A full disk may show only here.
        guard fsync(descriptor) == 0 else { throw .unwritable(path: path, errno: errno) }
    }

    /// Takes away what processes that are gone left aside.
    private static func sweep(_ parent: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
            guard name.hasPrefix(asidePrefix), let process = pid_t(name.dropFirst(asidePrefix.count)),
                process == getpid() || (kill(process, 0) != 0 && errno == ESRCH)
            else { continue }
            try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
        }
    }

    private static func split(_ path: String) -> (parent: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let parent = path[..<slash]
        return (parent.isEmpty ? "/" : String(parent), String(path[path.index(after: slash)...]))
    }
}
