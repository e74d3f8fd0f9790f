/// The SHA-256 digest of FIPS 180-4, by which sources, graders and caches are named.
///
/// Fed in pieces, so that a large file need not be held in memory:
/// ```swift
/// var hash = SHA256()
/// hash.update(header)
/// hash.update(body)
/// let name = hash.finalize().hexadecimal
/// ```
/// Why not a package: see `Docs/decisions/sqlite-and-hashing.md`.
public struct SHA256: Sendable {
    /// The 32 bytes of a finished hash.
    public struct Digest: Sendable, Hashable {
        public let bytes: [UInt8]

        /// 64 lower-case hexadecimal digits.
        public var hexadecimal: String {
            let digits = Array("0123456789abcdef".utf8)
            var text: [UInt8] = []
            text.reserveCapacity(bytes.count * 2)
            for byte in bytes {
                text.append(digits[Int(byte >> 4)])
                text.append(digits[Int(byte & 15)])
            }
            return String(decoding: text, as: UTF8.self)
        }

        init(bytes: [UInt8]) { self.bytes = bytes }

        /// The digest that is written like that; nil for anything but 64 lower-case hexadecimal digits.
        public init?(hexadecimal text: String) {
            let values = text.utf8.map { byte -> UInt8? in
                switch byte {
                case 0x30...0x39: byte - 0x30
                case 0x61...0x66: byte - 0x61 + 10
                default: nil
                }
            }
            guard values.count == 64 else { return nil }
            var bytes: [UInt8] = []
            for index in stride(from: 0, to: values.count, by: 2) {
                guard let high = values[index], let low = values[index + 1] else { return nil }
                bytes.append(high << 4 | low)
            }
            self.bytes = bytes
        }
    }

    private static let blockSize = 64

    private var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
        0x5be0_cd19,
    ]
    /// Bytes that do not fill a block yet.
    private var pending: [UInt8] = []
    private var length: UInt64 = 0

    public init() {}

    /// The digest of `bytes` in one go.
    public static func digest(of bytes: some Collection<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }

    /// Appends `bytes` to what is hashed.
    public mutating func update(_ bytes: some Collection<UInt8>) {
        length &+= UInt64(bytes.count)
        pending.append(contentsOf: bytes)
        guard pending.count >= Self.blockSize else { return }
        let whole = pending.count / Self.blockSize * Self.blockSize
        compress(pending[..<whole])
        pending.removeFirst(whole)
    }

    /// The digest of everything appended so far; the hash itself may be fed on.
    public func finalize() -> Digest {
        var last = self
        var padding: [UInt8] = [0x80]
        // The bit count takes the last 8 bytes of a block.
        padding += [UInt8](repeating: 0, count: (119 - pending.count) % Self.blockSize)
        padding += Self.bigEndian(length &* 8)
        last.update(padding)
        return Digest(bytes: last.state.flatMap(Self.bigEndian))
    }

    private static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    private mutating func compress(_ blocks: ArraySlice<UInt8>) {
        var schedule = [UInt32](repeating: 0, count: 64)
        blocks.withUnsafeBufferPointer { bytes in
            for start in stride(from: 0, to: bytes.count, by: Self.blockSize) {
                Self.expand(
                    UnsafeBufferPointer(rebasing: bytes[start..<start + Self.blockSize]), into: &schedule)
                mix(schedule)
            }
        }
    }

    /// Spreads the 16 words of a block over the 64 rounds (FIPS 180-4, 6.2.2 step 1).
    private static func expand(_ block: UnsafeBufferPointer<UInt8>, into schedule: inout [UInt32]) {
        for word in 0..<16 {
            let at = word * 4
            schedule[word] =
                UInt32(block[at]) << 24 | UInt32(block[at + 1]) << 16 | UInt32(block[at + 2]) << 8
                | UInt32(block[at + 3])
        }
        for word in 16..<64 {
            let early = schedule[word - 15]
            let late = schedule[word - 2]
            let sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >> 3)
            let sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >> 10)
            schedule[word] = schedule[word - 16] &+ sigma0 &+ schedule[word - 7] &+ sigma1
        }
    }

    /// The 64 rounds (FIPS 180-4, 6.2.2 steps 2 to 4).
    private mutating func mix(_ schedule: [UInt32]) {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for round in 0..<64 {
            let sum1 = Self.rotate(e, 6) ^ Self.rotate(e, 11) ^ Self.rotate(e, 25)
            let choice = (e & f) ^ (~e & g)
            let first = h &+ sum1 &+ choice &+ Self.constants[round] &+ schedule[round]
            let sum0 = Self.rotate(a, 2) ^ Self.rotate(a, 13) ^ Self.rotate(a, 22)
            let majority = (a & b) ^ (a & c) ^ (b & c)
            (h, g, f, e) = (g, f, e, d &+ first)
            (d, c, b, a) = (c, b, a, first &+ sum0 &+ majority)
        }
        for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
    }

    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
    }

    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
        0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7,
        0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc,
        0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351,
        0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e,
        0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585,
        0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f,
        0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
        0xc671_78f2,
    ]
}
