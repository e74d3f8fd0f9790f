/// Text of nothing but code points that stand alone beside each other, whose cells are known without tables of Unicode:
/// ASCII, composed Hangul and the signs that pages are full of.
///
/// None of them joins a neighbour of this kind (UAX #29), so each is one character. Of other text nothing is said here.
enum CommonText {
    /// nil for every code point that is not of this kind.
    static func cells(of scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x20...0x7E: 1
        case 0xAC00...0xD7A3: 2
        // · – — ‘ ’ “ ” • … ← ↑ → ↓, lines of frames, blocks
        case 0xB7, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2190...0x2193,
            0x2500...0x259F:
            1
        default: nil
        }
    }

    /// The cells of all; nil where something is of another kind.
    static func cells(in text: some StringProtocol) -> Int? {
        let counted = text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
            var cells = 0
            var index = 0
            while index < bytes.count {
                // ASCII needs no decoding.
                if 0x20...0x7E ~= bytes[index] {
                    cells += 1
                    index += 1
                    continue
                }
                guard let (scalar, length) = scalar(at: index, in: bytes),
                    let own = self.cells(of: scalar)
                else { return nil }
                cells += own
                index += length
            }
            return cells
        }
        return counted ?? nil
    }

    /// Of two or three bytes: nothing longer is of this kind.
    private static func scalar(
        at index: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> (Unicode.Scalar, length: Int)? {
        let first = UInt32(bytes[index])
        func rest(_ place: Int) -> UInt32 { UInt32(bytes[index + place]) & 0x3F }
        switch first {
        case 0xC2...0xDF where index + 1 < bytes.count:
            return Unicode.Scalar((first & 0x1F) << 6 | rest(1)).map { ($0, 2) }
        case 0xE0...0xEF where index + 2 < bytes.count:
            return Unicode.Scalar((first & 0x0F) << 12 | rest(1) << 6 | rest(2)).map { ($0, 3) }
        default: return nil
        }
    }
}
