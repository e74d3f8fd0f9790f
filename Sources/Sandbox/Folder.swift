import Glibc

/// Folders of the sandbox's own.
enum Folder {
    /// Makes a folder and those above it, unless they are there.
    static func make(_ path: String, mode: mode_t) throws(SandboxError) {
        guard mkdir(path, mode) != 0 else { return }
        let error = errno
        if error == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try make(String(path[..<slash]), mode: mode)
            try make(path, mode: mode)
        } else if error != EEXIST {
            throw .launch(errno: error, step: "folder \(path)")
        }
    }
}
