/// A change of a file's text.
struct Edit: Hashable {
    /// Bytes from the start of the file as it was.
    var offset: Int
    /// Bytes taken out there.
    var removed: Int
    var inserted: String

    var json: JSON {
        .object([
            ("offset", .number(offset)), ("removed", .number(removed)), ("inserted", .string(inserted)),
        ])
    }
}
