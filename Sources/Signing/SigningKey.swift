import Crypto
import Foundation

/// An Ed25519 key (RFC 8032) that signs.
public struct SigningKey: Sendable {
    /// Of the secret that a key is made of.
    public static let secretBytes = 32

    private let key: Curve25519.Signing.PrivateKey

    /// - Parameter secret: `secretBytes` bytes that nobody can guess.
    /// - Throws: `SigningError.noKey` for any other number of them.
    public init(secret: [UInt8]) throws(SigningError) {
        guard secret.count == Self.secretBytes,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: secret)
        else { throw .noKey }
        self.key = key
    }

    var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    public var fingerprint: String { Self.fingerprint(of: publicKey) }

    func signature(of message: Data) throws -> [UInt8] { Array(try key.signature(for: message)) }

    static func fingerprint(of publicKey: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        let half = SHA256.hash(data: Data(publicKey)).prefix(16)
        return String(half.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// Whether a public key is a point of small order: then there are signatures that fit every text, without any secret.
    static func isWeak(_ publicKey: [UInt8]) -> Bool {
        // The last bit is the sign of x, which such a point has either way.
        guard let last = publicKey.last else { return true }
        return weakKeys.contains(publicKey.dropLast() + [last & 0x7F])
    }

    /// y of the points of order 1, 2, 4 and 8, with the ways to write them above the prime.
    private static let weakKeys: Set<[UInt8]> = {
        let middle = [UInt8](repeating: 0xFF, count: 30)
        return [
            [UInt8](repeating: 0, count: 32), [1] + [UInt8](repeating: 0, count: 31),
            [
                0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98,
                0xF0, 0xD5,
                0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
            ],
            [
                0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67,
                0x0F, 0x2A,
                0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
            ],
            [0xEC] + middle + [0x7F], [0xED] + middle + [0x7F], [0xEE] + middle + [0x7F],
        ]
    }()
}
