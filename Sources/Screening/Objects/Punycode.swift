/// Names in other scripts as they stand in mangled names.
///
/// Source: RFC 3492, with `_` for the delimiter and `A`…`J` for the digits, as in swift/docs/ABI/Mangling.rst.
enum Punycode {
    static func decoded(_ input: ArraySlice<UInt8>) -> String? {
        var scalars: [UInt32] = []
        var rest = input
        if let delimiter = input.lastIndex(of: .underscore) {
            scalars = input[..<delimiter].map(UInt32.init)
            rest = input[(delimiter + 1)...]
        }
        var value = 128
        var index = 0
        var bias = 72
        while !rest.isEmpty {
            let before = index
            var weight = 1
            var step = 36
            while true {
                guard let byte = rest.popFirst(), let digit = digit(byte) else { return nil }
                index += digit * weight
                let threshold = min(max(step - bias, 1), 26)
                if digit < threshold { break }
                weight *= 36 - threshold
                step += 36
                // Far beyond the last scalar: nothing can come of it but an overflow.
                guard weight < 1 << 40, index < 1 << 40 else { return nil }
            }
            let count = scalars.count + 1
            bias = adapted(index - before, count: count, isFirst: before == 0)
            value += index / count
            index %= count
            guard let scalar = UInt32(exactly: value), scalar <= 0x10_FFFF else { return nil }
            scalars.insert(scalar, at: index)
            index += 1
        }
        var text = ""
        for scalar in scalars {
            // Letters that no name may hold are written in the surrogates' places.
            let real = (0xD800...0xD87F).contains(scalar) ? scalar - 0xD800 : scalar
            guard let scalar = Unicode.Scalar(real) else { return nil }
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    private static func digit(_ byte: UInt8) -> Int? {
        if byte.isLowercase { return Int(byte) - 0x61 }
        return (0x41...0x4A).contains(byte) ? Int(byte) - 0x41 + 26 : nil
    }

    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var steps = 0
        while delta > 455 {
            delta /= 35
            steps += 36
        }
        return steps + 36 * delta / (delta + 38)
    }
}
