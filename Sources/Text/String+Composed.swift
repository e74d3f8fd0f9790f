import CUnistring
import Glibc

extension String {
    /// The text in Unicode Normalization Form C (UAX #15): a syllable written as letters becomes one code point.
    ///
    /// Swift compares strings canonically by itself; this is for those who look at code points.
    public var composed: String {
        guard utf8.contains(where: { $0 >= 0x80 }) else { return self }
        let bytes = Array(utf8)
        var count = 0
        // Without memory there is no result: then the text stays as it is, and only what is decomposed is not found.
        guard let result = composed_utf8(bytes, bytes.count, &count) else { return self }
        defer { free(result) }
        return String(decoding: UnsafeBufferPointer(start: result, count: count), as: UTF8.self)
    }
}
