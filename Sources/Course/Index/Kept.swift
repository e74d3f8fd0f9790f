/// A part of a course that many commands do without. Where the course comes from its index, it stays among the bytes of
/// the index, and is read from there whenever somebody asks.
enum Kept<Value: Packed & Sendable & Equatable>: Sendable, Equatable {
    case value(Value)
    case packed([UInt8], Range<Int>)

    var value: Value {
        get {
            switch self {
            case .value(let value): return value
            case .packed(let bytes, let range):
                var packer = Packer(reading: bytes, from: range.lowerBound)
                var value = Value.blank
                packer.pack(&value)
                return value
            }
        }
        set { self = .value(newValue) }
    }

    static func == (one: Kept, other: Kept) -> Bool { one.value == other.value }
}
