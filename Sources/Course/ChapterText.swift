/// The text of a chapter. Where the course comes from its index, it stays among the bytes of the index until somebody asks.
enum ChapterText: Sendable, Equatable {
    case string(String)
    case packed([UInt8], Range<Int>)

    var string: String {
        switch self {
        case .string(let string): string
        case .packed(let bytes, let range):
            bytes.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) }
        }
    }

    static func == (one: ChapterText, other: ChapterText) -> Bool { one.string == other.string }
}
