import Course
import Testing

/// The test vectors of FIPS 180-4 and NIST's CAVP, and the seams of the padding.
@Suite("SHA-256")
struct SHA256Tests {
    @Test(
        "known messages",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
                    + "mnopqrstnopqrstu",
                "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
            ),
        ])
    func knownMessages(message: String, digest: String) {
        #expect(SHA256.digest(of: Array(message.utf8)).hexadecimal == digest)
    }

    @Test("a million letters a")
    func aMillionLetters() {
        var hash = SHA256()
        let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 10_000)
        for _ in 0..<100 { hash.update(piece) }
        #expect(
            hash.finalize().hexadecimal == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test("the length of the message decides the padding", arguments: [55, 56, 63, 64, 65, 119, 120, 128])
    func piecesAddUp(length: Int) {
        let message = (0..<length).map { UInt8($0 & 0xff) }
        var hash = SHA256()
        for byte in message { hash.update([byte]) }
        #expect(hash.finalize() == SHA256.digest(of: message))
    }

    @Test("64 zero bytes, the shortest message whose padding is a whole block")
    func oneWholeBlock() {
        #expect(
            SHA256.digest(of: [UInt8](repeating: 0, count: 64)).hexadecimal
                == "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b")
    }

    @Test("a finished hash can be fed on")
    func feedingOn() {
        var hash = SHA256()
        hash.update(Array("ab".utf8))
        _ = hash.finalize()
        hash.update(Array("c".utf8))
        #expect(hash.finalize() == SHA256.digest(of: Array("abc".utf8)))
    }
}
