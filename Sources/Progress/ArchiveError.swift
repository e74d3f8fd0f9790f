/// Why a file cannot be imported. Nothing of it was taken.
public enum ArchiveError: Error, Sendable, Equatable {
    /// What is wrong at a place of an archive.
    public enum Detail: Sendable, Equatable {
        /// A key is missing, or its value is of another kind or out of its range. In the file's own words.
        case value
        /// A time that is not as the store writes it.
        case time
        /// The bytes are not those that the hash was made of.
        case hash
        /// It refers to a submission that is nowhere.
        case submission
        /// A verdict that cannot be read, or contradicts its attempt.
        case document
        /// What SQLite or the decoder of JSON says.
        case text(String)
    }

    /// Neither the JSON nor the SQLite file of a `sil`.
    case notAnArchive
    /// Written by a later `sil`.
    case newer
    /// More bytes than are read at once.
    case tooLarge(bytes: Int, limit: Int)
    /// `place` as in `attempts[3]`; empty for the whole file.
    case damaged(place: String, detail: Detail)
}
