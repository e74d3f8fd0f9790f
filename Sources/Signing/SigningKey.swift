import CSodium

/// An Ed25519 key (RFC 8032) that signs.
public struct SigningKey: Sendable {
    /// Of the secret that a key is made of.
    public static let secretBytes = 32

    let publicKey: [UInt8]
    /// As libsodium wants it: the secret and the public key.
    private let secretKey: [UInt8]

    /// - Parameter secret: `secretBytes` bytes that nobody can guess.
    /// - Throws: `SigningError.noKey` for any other number of them.
    public init(secret: [UInt8]) throws(SigningError) {
        guard secret.count == Self.secretBytes, sodium_init() >= 0 else { throw .noKey }
        var publicKey = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
        var secretKey = [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
        guard crypto_sign_seed_keypair(&publicKey, &secretKey, secret) == 0 else { throw .noKey }
        (self.publicKey, self.secretKey) = (publicKey, secretKey)
    }

    public var fingerprint: String { Self.fingerprint(of: publicKey) }

    func signature(of message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
        crypto_sign_detached(&signature, nil, message, UInt64(message.count), secretKey)
        return signature
    }

    /// False too for a key of small order, under which one signature would fit every text.
    static func isValid(_ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]) -> Bool {
        guard publicKey.count == crypto_sign_PUBLICKEYBYTES, signature.count == crypto_sign_BYTES,
            sodium_init() >= 0
        else { return false }
        return crypto_sign_verify_detached(signature, message, UInt64(message.count), publicKey) == 0
    }

    static func fingerprint(of publicKey: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        var hash = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&hash, publicKey, UInt64(publicKey.count))
        return String(hash.prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
