import XCTest

@testable import HttpParser

final class HttpParserTests: XCTestCase {
    private static let get = "GET /hello?name=kim HTTP/1.1\r\nHost: a.kr\r\n\r\n"
    private static let post =
        "POST /notes HTTP/1.1\r\nHost: a.kr\r\nContent-Length: 11\r\n\r\nab\r\n\r\nGET /"
    private static let bare = "DELETE /notes/7 HTTP/1.0\r\n\r\n"

    /// What a request holds, in a form that two requests can be compared by.
    private func text(_ request: Request) -> String {
        let headers = request.headers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let body = String(decoding: request.body, as: UTF8.self).debugDescription
        return "\(request.method) \(request.target) [\(headers.joined(separator: " "))] \(body)"
    }

    private let parsedGet = #"GET /hello?name=kim [host=a.kr] """#
    private let parsedPost = #"POST /notes [content-length=11 host=a.kr] "ab\r\n\r\nGET /""#
    private let parsedBare = #"DELETE /notes/7 [] """#

    private func feed(_ pieces: [some Sequence<UInt8>]) throws -> [String] {
        var parser = HTTPParser()
        return try pieces.flatMap { try parser.feed(Array($0)) }.map(text)
    }

    private func assertThrows(
        _ expected: ParseError, _ message: String, head: Int = 8192, body: Int = 65_536, _ what: String
    ) {
        var parser = HTTPParser(maxHeadBytes: head, maxBodyBytes: body)
        do {
            let requests = try parser.feed(Array(message.utf8))
            XCTFail("\(what): \(expected)를 던지지 않고 요청 \(requests.count)개를 돌려줌")
        } catch {
            XCTAssertEqual("\(error)", "\(expected)", what)
        }
    }

    /// 한 조각으로 온 요청을 읽음
    func testWholeRequest() throws {
        XCTAssertEqual(try feed([Self.get.utf8]), [parsedGet])
        XCTAssertEqual(try feed([Self.bare.utf8]), [parsedBare], "헤더가 없는 요청")
    }

    /// 헤더의 이름은 소문자로 바꾸고, 값은 앞뒤 빈칸만 뺌
    func testHeaders() throws {
        let message = "GET / HTTP/1.1\r\nX-Time: \t 12:30 pm \t\r\nHOST:a.kr\r\nEmpty:\r\nBlank: \t\r\n\r\n"
        XCTAssertEqual(try feed([message.utf8]), [#"GET / [blank= empty= host=a.kr x-time=12:30 pm] """#])
        let body = "PUT / HTTP/1.1\r\ncontent-LENGTH:2\r\n\r\nok"
        XCTAssertEqual(try feed([body.utf8]), [#"PUT / [content-length=2] "ok""#], "content-LENGTH도 길이임")
    }

    /// 몸은 Content-Length만큼임: 빈 줄이 들어 있어도 됨
    func testBodyHasItsLength() throws {
        XCTAssertEqual(try feed([Self.post.utf8]), [parsedPost])
        let twice = "PUT / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok"
        XCTAssertEqual(try feed([twice.utf8]), [#"PUT / [content-length=2] "ok""#], "같은 길이가 두 번")
        let none = "PUT / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"
        XCTAssertEqual(try feed([none.utf8]), [#"PUT / [content-length=0] """#], "길이 0")
    }

    /// 몸은 글자가 아니라 바이트임
    func testBodyIsBytes() throws {
        let body: [UInt8] = [0xFF, 0x00, 0xEA, 0xB0, 0x80, 0xC3]
        var parser = HTTPParser()
        let head = Array("PUT / HTTP/1.1\r\nContent-Length: 6\r\n\r\n".utf8)
        let requests = try parser.feed(head + body + Array(Self.get.utf8))
        XCTAssertEqual(requests.first?.body, body, "UTF-8이 아닌 몸")
        XCTAssertEqual(requests.dropFirst().map(text), [parsedGet], "몸 다음의 요청")
    }

    /// 어디서 잘려 와도 같은 요청이 됨
    func testEverySplit() throws {
        for (message, parsed) in [(Self.get, parsedGet), (Self.post, parsedPost), (Self.bare, parsedBare)] {
            let bytes = Array(message.utf8)
            for cut in 1..<bytes.count {
                let got = try feed([bytes[..<cut], bytes[cut...]])
                guard got != [parsed] else { continue }
                return XCTFail("\(bytes.count)바이트 요청을 \(cut)바이트에서 자르니 \(got)이 나옴. 기대: \(parsed)")
            }
            XCTAssertEqual(try feed(bytes.map { [$0] }), [parsed], "한 바이트씩 옴")
        }
    }

    /// 요청은 마지막 바이트가 온 그때 나옴
    func testComesWithItsLastByte() throws {
        for (message, parsed) in [(Self.get, parsedGet), (Self.post, parsedPost)] {
            var parser = HTTPParser()
            let bytes = Array(message.utf8)
            XCTAssertEqual(try parser.feed(Array(bytes.dropLast())).map(text), [], "마지막 바이트가 오기 전")
            XCTAssertEqual(try parser.feed([]).map(text), [], "빈 조각")
            XCTAssertEqual(try parser.feed(bytes.suffix(1)).map(text), [parsed], "마지막 바이트")
        }
    }

    /// 한 조각에 이어져 온 요청을 모두, 온 순서대로 돌려줌
    func testPipelined() throws {
        let bytes = Array((Self.get + Self.post + Self.bare + Self.post).utf8)
        let parsed = [parsedGet, parsedPost, parsedBare, parsedPost]
        XCTAssertEqual(try feed([bytes]), parsed)
        for cut in 1..<bytes.count {
            let got = try feed([bytes[..<cut], bytes[cut...]])
            guard got != parsed else { continue }
            return XCTFail("이어진 네 요청을 \(cut)바이트에서 잘라 보내니 다른 요청 \(got.count)개가 나옴: \(got)")
        }
    }

    /// 형식이 틀린 머리는 malformed
    func testMalformed() {
        for line in [
            "GET /", "GET / HTTP/1.1 x", "GET  / HTTP/1.1", " / HTTP/1.1", "GET  HTTP/1.1", "GET / HTTP/2.0",
            "GET / FTP/1.1", "",
        ] {
            assertThrows(.malformed, line + "\r\nHost: a.kr\r\n\r\n", "요청 줄 '\(line)'")
        }
        for line in [
            "Host", ": a.kr", "Host : a.kr", "Content-Length: x", "Content-Length: -1", "Content-Length: +1",
            "Content-Length:", "Content-Length: 1a", "Content-Length: 0x10", "Content-Length: /",
            "Content-Length: :", "Content-Length: 1\r\nContent-Length: 2",
        ] {
            assertThrows(.malformed, "GET / HTTP/1.1\r\n\(line)\r\n\r\n", "헤더 줄 '\(line)'")
        }
    }

    /// 머리가 정한 크기를 넘으면, 끝나기 전이라도 tooLarge
    func testHeadIsBounded() throws {
        let head = Self.get.utf8.count
        var parser = HTTPParser(maxHeadBytes: head)
        XCTAssertEqual(try parser.feed(Array(Self.get.utf8)).map(text), [parsedGet], "딱 정한 크기")
        assertThrows(.tooLarge, Self.get, head: head - 1, "한 바이트 넘침")
        let endless = "GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 82)
        assertThrows(.tooLarge, endless, head: 100, "정한 크기 100바이트, 끝나지 않은 머리 \(endless.utf8.count)바이트")
        var slow = HTTPParser(maxHeadBytes: 100)
        XCTAssertThrowsError(
            try endless.utf8.forEach { _ = try slow.feed([$0]) },
            "한 바이트씩 온, 끝나지 않은 머리 \(endless.utf8.count)바이트")
    }

    /// Content-Length가 정한 크기를 넘으면, 몸이 오기 전에 tooLarge
    func testBodyIsBounded() throws {
        var parser = HTTPParser(maxBodyBytes: 11)
        XCTAssertEqual(try parser.feed(Array(Self.post.utf8)).map(text), [parsedPost], "딱 정한 크기")
        for length in ["12", "99999999999999999999999999"] {
            let head = "PUT / HTTP/1.1\r\nContent-Length: \(length)\r\n\r\n"
            assertThrows(.tooLarge, head, body: 11, "정한 크기 11바이트, Content-Length \(length)")
        }
    }

    /// 머리의 크기는 요청마다 따로 셈: 몸과 다음 요청은 세지 않음
    func testLimitIsForEachHead() throws {
        let long = "PUT / HTTP/1.1\r\nContent-Length: 200\r\n\r\n" + String(repeating: "b", count: 200)
        let bytes = Array((long + Self.get + Self.get + long).utf8)
        let limit = Self.get.utf8.count
        for pieces in [[bytes], bytes.map { [$0] }] {
            var parser = HTTPParser(maxHeadBytes: limit, maxBodyBytes: 200)
            let count = try pieces.reduce(0) { try $0 + parser.feed($1).count }
            XCTAssertEqual(count, 4, "머리마다 \(limit)바이트까지인 파서가 받은 요청 수(조각 \(pieces.count)개)")
        }
    }
}
