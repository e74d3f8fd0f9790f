import Crypto
import Foundation
import Testing

@testable import Signing

@Suite("Signed documents")
struct SignedDocumentTests {
    private static let key = try? SigningKey(secret: Array(0..<32))
    private let content = "{\"course\":\"서버\",\"quote\":\"\\\"\\\\\\n\"}\n\u{1}\u{301}é"

    private func document() throws -> SignedDocument { try SignedDocument(content, by: #require(Self.key)) }

    private func error(_ text: String) -> SigningError? {
        do throws(SigningError) {
            _ = try SignedDocument(bytes: Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test("what was signed comes back, byte for byte, and says by whom")
    func roundTrip() throws {
        let text = try document().text
        #expect(
            text.hasPrefix("{\"format\":\"siltarae-portfolio\",\"version\":1,\"key\":\"")
                && text.hasSuffix("}\n"))
        let read = try SignedDocument(bytes: Array(text.utf8))
        #expect(read.content.utf8.elementsEqual(content.utf8))
        #expect(try read.fingerprint == #require(Self.key).fingerprint && read.fingerprint.count == 32)
        #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
    }

    @Test("the key is that of RFC 8032: its first test vector")
    func vector() throws {
        func bytes(_ text: String) -> [UInt8] {
            stride(from: 0, to: text.count, by: 2).compactMap {
                UInt8(text.dropFirst($0).prefix(2), radix: 16)
            }
        }
        let secret = bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
        let key = try SigningKey(secret: secret)
        #expect(key.publicKey == bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
        let signature =
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        #expect(try key.signature(of: Data()) == bytes(signature))
    }

    @Test("no byte can be changed, added or taken away")
    func everyByte() throws {
        let bytes = Array(try document().text.utf8)
        func isRefused(_ changed: [UInt8]) -> Bool { (try? SignedDocument(bytes: changed)) == nil }
        for place in bytes.indices {
            for bit in [0x01, 0x20, 0x80] as [UInt8] {
                var changed = bytes
                changed[place] ^= bit
                #expect(isRefused(changed), "byte \(place)")
            }
            #expect(isRefused(Array(bytes[..<place])), "cut at \(place)")
            var longer = bytes
            longer.insert(UInt8(ascii: " "), at: place)
            #expect(isRefused(longer), "a blank at \(place)")
        }
        #expect(isRefused(bytes + [0x0A]))
    }

    @Test("another key's signature, and a signature over something else, are no signature of this")
    func otherKey() throws {
        let other = try SigningKey(secret: Array(1...32))
        var document = try document()
        document.publicKey = other.publicKey
        #expect(error(document.text) == .changed)
        document = try self.document()
        document.signature = try #require(Self.key).signature(of: Data(content.utf8))
        #expect(error(document.text) == .changed, "without what says what it is")
        document.signature = Array(document.signature.prefix(63))
        #expect(error(document.text) == .changed)
        document.publicKey = []
        #expect(error(document.text) == .changed)
    }

    @Test("a key of order 1, under which one signature fits everything, signs nothing")
    func weakKey() throws {
        var document = try document()
        // The neutral element, and a signature whose equation holds for it whatever is signed: R = identity, S = 0.
        document.publicKey = [1] + [UInt8](repeating: 0, count: 31)
        document.signature = [1] + [UInt8](repeating: 0, count: 63)
        #expect(error(document.text) == .changed)
    }

    @Test("what is wrong is told apart")
    func errors() throws {
        let text = try document().text
        #expect(error("") == .notADocument && error("{}") == .notADocument && error("아님") == .notADocument)
        #expect(error("[" + String(repeating: "[", count: 100_000)) == .notADocument)
        #expect(error(String(text.dropLast(9))) == .damaged)
        #expect(error("{\"format\":\"siltarae-progress\",\"version\":1}") == .notADocument)
        #expect(
            error("{\"format\":\"siltarae-portfolio\",\"version\":2,\"anything\":[]}\n") == .newer(version: 2)
        )
        #expect(error("{\"format\":\"siltarae-portfolio\",\"version\":1}\n") == .damaged)
        #expect(error(text.replacing("서버", with: "서벼")) == .changed)
        #expect(
            error(text + String(repeating: " ", count: SignedDocument.bytesMax))
                == .tooLarge(limit: SignedDocument.bytesMax))
    }

    @Test("a secret of another length is no key", arguments: [0, 31, 33, 64])
    func secrets(count: Int) {
        #expect(throws: SigningError.noKey) { try SigningKey(secret: [UInt8](repeating: 7, count: count)) }
    }
}
