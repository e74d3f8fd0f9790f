/// Why a signed document cannot be trusted, or made.
public enum SigningError: Error, Sendable, Equatable {
    /// No document of this kind.
    case notADocument
    /// Written by a later `sil`.
    case newer(version: Int)
    /// More bytes than are read.
    case tooLarge(limit: Int)
    /// It is cut off, or a part of it is missing.
    case damaged
    /// It is whole, and not what was signed.
    case changed
    /// What should be a key is none.
    case noKey
}
