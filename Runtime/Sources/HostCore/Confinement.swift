import CHost
import Glibc

/// The locks that tests are put behind: one for each, made while there is time.
struct Confinement {
    private let hidden: [String]
    private let readsProc: Bool
    private let programs: [String]
    private var spare: host_lock?

    /// - Parameters:
    ///   - folders: real paths that no test may reach.
    ///   - readsProc: whether tests may open the files of all processes below `/proc`.
    ///   - programs: files of hidden folders that tests may read and execute.
    init(hiding folders: [String], readsProc: Bool, opening programs: [String] = []) {
        self.programs = programs
        hidden = folders
        self.readsProc = readsProc
    }

    /// Makes the next lock, so that the next test need not wait for it.
    mutating func prepare() throws(HostFault) {
        if spare == nil {
            spare = try make()
        }
    }

    /// A lock of its own for one test. Its descriptor is the caller's to close.
    mutating func take() throws(HostFault) -> host_lock {
        guard let lock = spare else {
            return try make()
        }
        spare = nil
        return lock
    }

    /// What is made and not taken is closed.
    mutating func discard() {
        if let lock = spare, lock.fd >= 0 {
            close(lock.fd)
        }
        spare = nil
    }

    private func make() throws(HostFault) -> host_lock {
        let folders = hidden.map { strdup($0) }
        defer {
            folders.forEach { free($0) }
        }
        var lock = host_lock()
        let pointers = folders.map { UnsafePointer($0) }
        let code = host_lock_make(pointers, pointers.count, readsProc, &lock)
        guard code == 0 else {
            throw .system(what: "confinement", code: code)
        }
        try openPrograms(in: lock)
        return lock
    }

    private func openPrograms(in lock: host_lock) throws(HostFault) {
        guard !programs.isEmpty else { return }
        var lock = lock
        let files = programs.map { strdup($0) }
        defer {
            files.forEach { free($0) }
        }
        let code = host_programs_prepare(&lock, files.map { UnsafePointer($0) }, files.count)
        guard code == 0 else {
            throw .system(what: "program: \(programs.joined(separator: ", "))", code: code)
        }
    }

    /// The real folder of a file, to be hidden with all that lies beside it.
    static func folder(of file: String) throws(HostFault) -> String {
        let path = try real(file)
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else {
            // What stands at the top level has no folder but / to hide in: then it is hidden alone.
            return path
        }
        return String(path[..<slash])
    }

    /// The path without links.
    static func real(_ path: String) throws(HostFault) -> String {
        guard let real = realpath(path, nil) else {
            throw .system(what: "confinement: \(path)", code: errno)
        }
        defer {
            free(real)
        }
        return String(cString: real)
    }
}
