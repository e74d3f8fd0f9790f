/// Why nothing was made. Whatever the reason, what lay on disk before lies there unchanged.
public enum NewError: Error, Sendable, Equatable {
    /// A name that its place does not allow, with a Korean sentence on what is wrong and one on what to do.
    case unusableName(String, message: String, fix: String)
    /// Something of that name is there already. `path` is absolute.
    case exists(path: String)
    /// Another exercise's module, program or former name would be the same. `other` is its slug.
    case clashes(String, other: String)
    /// Another chapter has or had this name or number. `other` is its file name without `.md`.
    case clashesWithChapter(String, other: String)
    /// The folder of templates is not where it should be.
    case templatesMissing(path: String)
    case unreadable(path: String, errno: Int32)
    case unwritable(path: String, errno: Int32)
}
