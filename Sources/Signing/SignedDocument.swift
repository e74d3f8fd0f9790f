import Crypto
import Foundation

/// A text with a signature over its bytes, as one JSON document of one line, and back.
///
/// There is one way to write a document: what is written otherwise, by a blank or a second key, is not one. So whatever
/// changes a byte of the file is noticed, and not only what changes the text.
public struct SignedDocument: Sendable, Equatable {
    /// What is signed, byte for byte.
    public var content: String
    /// Ed25519: 32 bytes.
    public var publicKey: [UInt8]
    /// 64 bytes.
    public var signature: [UInt8]

    static let format = "siltarae-portfolio"
    static let version = 1
    /// Ten thousand exercises have room in it.
    public static let bytesMax = 16 << 20

    /// Signs a text.
    public init(_ content: String, by key: SigningKey) throws {
        self.content = content
        publicKey = key.publicKey
        signature = try key.signature(of: Self.message(content))
    }

    /// Reads a document and checks its signature.
    ///
    /// - Throws: `SigningError`
    public init(bytes: [UInt8]) throws(SigningError) {
        guard bytes.count <= Self.bytesMax else { throw .tooLarge(limit: Self.bytesMax) }
        let isOurs = bytes.starts(with: Self.beginning.utf8)
        guard let head = try? JSONDecoder().decode(Head.self, from: Data(bytes)) else {
            // Cut in the middle it is still known by its beginning.
            throw isOurs ? .damaged : .notADocument
        }
        guard head.format == Self.format else { throw .notADocument }
        guard head.version <= Self.version else { throw .newer(version: head.version) }
        guard let stored = try? JSONDecoder().decode(Stored.self, from: Data(bytes)),
            let key = Data(base64Encoded: stored.key), let signature = Data(base64Encoded: stored.signature)
        else { throw .damaged }
        (content, publicKey, self.signature) = (stored.content, Array(key), Array(signature))
        guard Array(text.utf8) == bytes else { throw .changed }
        guard !SigningKey.isWeak(publicKey),
            let checked = try? Curve25519.Signing.PublicKey(rawRepresentation: key),
            checked.isValidSignature(signature, for: Self.message(content))
        else { throw .changed }
    }

    /// The whole file, in UTF-8, with a line end.
    public var text: String {
        Self.beginning + "\(Self.version),\"key\":\"\(Data(publicKey).base64EncodedString())\","
            + "\"signature\":\"\(Data(signature).base64EncodedString())\",\"content\":\(Self.quoted(content))}\n"
    }

    /// By what a person knows a key again: 32 hexadecimal digits, the first half of its SHA-256.
    public var fingerprint: String { SigningKey.fingerprint(of: publicKey) }

    // MARK: - Format

    private struct Head: Decodable {
        var format: String
        var version: Int
    }

    private struct Stored: Decodable {
        var key: String
        var signature: String
        var content: String
    }

    private static let beginning = "{\"format\":\"\(format)\",\"version\":"

    /// What is signed says what it is, so that no signature is good for anything else.
    private static func message(_ content: String) -> Data {
        Data("\(format)-\(version)\n\(content)".utf8)
    }

    /// As JSON, escaping what must be escaped and nothing else.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\0"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
