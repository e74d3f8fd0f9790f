/// Why the store cannot be opened, read or written. Wording, and which of these costs what exit status, is `sil`'s.
public enum ProgressError: Error, Sendable, Equatable {
    /// Written by a later `sil`: it holds migrations that this one does not know. Nothing was changed.
    case newer(path: String, unknown: [String])
    /// Not a database, or a broken one. The file is left as it is. `detail` is SQLite's own sentence.
    case damaged(path: String, detail: String)
    /// What is kept of a file that was handed in is not what its hash was made of. The rest of the store can be read.
    case damagedFile(path: String, name: String)
    /// A sound database that belongs to another program. Nothing was changed.
    case foreign(path: String)
    /// Another process held the store for longer than the patience of this one (15 seconds).
    case locked(path: String)
    /// The file, its folder or the file system takes no writes.
    case readOnly(path: String)
    /// No space or quota left. What was being written is rolled back.
    case full(path: String)
    /// The folder or the file cannot be made or opened. `detail` is the system's own sentence.
    case unwritable(path: String, detail: String)
    /// Anything else that the database or the system says.
    case failed(path: String, detail: String)

    /// The path that the fault is about: the store's file, or the folder that could not be made.
    public var path: String {
        switch self {
        case .newer(let path, _), .damaged(let path, _), .damagedFile(let path, _), .foreign(let path),
            .locked(let path),
            .readOnly(let path), .full(let path), .unwritable(let path, _), .failed(let path, _):
            path
        }
    }
}
