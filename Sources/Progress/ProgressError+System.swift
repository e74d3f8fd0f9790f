import GRDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension ProgressError {
    /// What an error thrown while the store at `path` was in use means.
    init(_ error: any Error, path: String) {
        switch error {
        case let known as ProgressError: self = known
        case let fault as DatabaseError: self = Self.of(fault, path: path)
        default: self = .failed(path: path, detail: String(describing: error))
        }
    }

    /// What a failed system call on `path` means.
    init(errno code: Int32, path: String) {
        switch code {
        case EROFS: self = .readOnly(path: path)
        case ENOSPC, EDQUOT: self = .full(path: path)
        default: self = .unwritable(path: path, detail: String(cString: strerror(code)))
        }
    }

    private static func of(_ fault: DatabaseError, path: String) -> ProgressError {
        let detail = fault.message ?? fault.resultCode.description
        switch fault.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .damaged(path: path, detail: detail)
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .locked(path: path)
        case .SQLITE_READONLY: return .readOnly(path: path)
        case .SQLITE_FULL: return .full(path: path)
        case .SQLITE_CANTOPEN: return cannotOpen(path, detail: detail)
        case .SQLITE_IOERR where hasNoSpace(path): return .full(path: path)
        default: return .failed(path: path, detail: detail)
        }
    }

    /// SQLite says no more than "unable to open database file"; the folder says why.
    private static func cannotOpen(_ path: String, detail: String) -> ProgressError {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
        if hasNoSpace(path) { return .full(path: path) }
        guard access(folder.isEmpty ? "/" : folder, W_OK) != 0 else {
            return .unwritable(path: path, detail: detail)
        }
        switch errno {
        case EROFS, EACCES, EPERM: return .readOnly(path: path)
        case let code: return .unwritable(path: path, detail: String(cString: strerror(code)))
        }
    }

    /// On a full disk SQLite reports the shared-memory file of its WAL as an I/O error without a cause.
    private static func hasNoSpace(_ path: String) -> Bool {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
        var space = statvfs()
        guard statvfs(folder.isEmpty ? "/" : folder, &space) == 0 else { return false }
        return space.f_bavail == 0
    }
}
