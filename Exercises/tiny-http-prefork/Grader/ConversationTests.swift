import GraderKit
import XCTest

final class ConversationTests: XCTestCase {
    private let body = Array("ab\r\n\r\nGET /".utf8)

    /// 요청에 답함: 상태, Content-Length, 몸
    func testAnswers() throws {
        let program = try start()
        let client = try program.connect()
        try client.expectHello("GET /hello")
        try client.ask("/nothing")
        let missing = try client.answer()
        XCTAssertEqual(missing.status, 404, "GET /nothing")
        XCTAssertEqual(missing.text, "not found\n", "GET /nothing")
        try client.send(Client.post(Array("안녕".utf8)))
        try client.expect("안녕", "POST /echo")
        try client.send("POST /echo HTTP/1.1\r\nHost:a.kr\r\n\r\n")
        let empty = try client.answer()
        XCTAssertEqual(empty.body, [], "Content-Length가 없는 POST /echo")
        try client.send("POST /echo HTTP/1.1\r\ncontent-LENGTH: \t 2 \t\r\n\r\nok")
        try client.expect("ok", "content-LENGTH: 2")
    }

    /// 연결을 이어 감: 답한 뒤에도 닫지 않음
    func testKeepsAlive() throws {
        let program = try start()
        let client = try program.connect()
        let first = try client.who()
        for number in 2...6 {
            try client.ask("/who")
            let answer = try client.answer()
            XCTAssertFalse(answer.saysClose, "\(number)번째 답이 연결을 닫겠다고 함")
            XCTAssertEqual(answer.text, "\(first.pid) \(first.thread)\n", "한 연결의 \(number)번째 GET /who")
        }
        XCTAssertTrue(try client.staysSilent(seconds: 0.1), "답을 다 받고 가만히 있는 손님에게 무엇이 옴")
    }

    /// 이어 보낸 요청에 온 순서대로 모두 답함
    func testPipelined() throws {
        let program = try start()
        try expectConversation(with: program, "이어 보낸 요청")
    }

    /// 잘려 와도 답함
    func testSplits() throws {
        let program = try start()
        let client = try program.connect()
        for piece in ["GE", "T /hello HTTP/1.1\r", "\nHost: a.kr\r\n\r"] {
            try client.send(piece)
            XCTAssertTrue(try client.staysSilent(seconds: 0.05), "‘\(piece)’까지 왔을 때: 요청이 아직 다 오지 않았음")
        }
        try client.send("\nPOST /echo HTTP/1.1\r\nContent-Length: 4\r\n\r\nab")
        try client.expect("hello\n", "네 조각으로 온 GET /hello")
        XCTAssertTrue(try client.staysSilent(seconds: 0.05), "몸 4바이트에서 2바이트만 왔을 때")
        try client.send("cd")
        try client.expect("abcd", "두 조각으로 온 몸")
    }

    /// 조금씩 읽혀도 답함
    func testShortReads() throws {
        for most in [1, 7] {
            let program = try start(faults: [.shortReads(max: most)])
            try expectConversation(with: program, "한 번에 많아야 \(most)바이트 읽힐 때")
        }
    }

    /// 조금씩 쓰여도 끝까지 보냄
    func testShortWrites() throws {
        let program = try start(faults: [.shortWrites(max: 100)])
        try expectConversation(with: program, "한 번에 많아야 100바이트 쓰일 때")
        let client = try program.connect()
        let long = (0..<65_536).map { UInt8(truncatingIfNeeded: $0 / 7) }
        try client.send(Client.post(long))
        let answer = try client.answer()
        XCTAssertTrue(answer.body == long, "POST /echo 65,536바이트의 답이 보낸 것과 다름(온 것 \(answer.body.count)바이트)")
    }

    /// 시그널로 끊겨도 답함
    func testInterrupts() throws {
        let program = try start(faults: [.interrupts(every: 2)])
        for _ in 1...3 {
            try expectConversation(with: program, "기다리는 호출이 두 번에 한 번 EINTR을 낼 때")
        }
    }

    /// 몸은 글자가 아니라 바이트임
    func testBodyIsBytes() throws {
        let program = try start()
        let client = try program.connect()
        let bytes: [UInt8] = [0xFF, 0x00, 0xEA, 0xB0, 0x80, 0xC3, 0x0D, 0x0A]
        try client.send(Client.post(bytes))
        let answer = try client.answer()
        XCTAssertEqual(answer.body, bytes, "UTF-8이 아닌 몸의 POST /echo")
        try client.expectHello("그다음의 GET /hello")
    }

    /// Connection: close와 HTTP/1.0은 답하고 닫음
    func testCloses() throws {
        let program = try start()
        for (header, version) in [
            ("Connection: close", "HTTP/1.1"), ("connection:Close", "HTTP/1.1"), ("X: y", "HTTP/1.0"),
        ] {
            let what = "\(version), ‘\(header)’인 요청"
            let client = try program.connect()
            try client.send(Client.get("/hello", [header], version) + Client.get("/who"))
            let answer = try client.answer()
            XCTAssertEqual(answer.text, "hello\n", what)
            XCTAssertTrue(answer.saysClose, "\(what): 답에 ‘Connection: close’가 없음")
            try client.expectEnd("\(what)에 답한 뒤 더 온 것")
        }
    }

    /// 보내기만 닫은 손님도 답을 받음
    func testHalfClosed() throws {
        let program = try start()
        let client = try program.connect()
        try client.ask("/wait")
        try client.ask("/hello")
        client.closeSending()
        try client.expect("waited\n", "보내기를 닫은 손님의 첫째 답")
        try client.expect("hello\n", "보내기를 닫은 손님의 둘째 답")
        let rest = try client.receiveToEnd()
        XCTAssertEqual(rest, [], "보내기를 닫은 손님이 답 둘 뒤에 받은 것")
    }

    /// 다 오지 않은 요청에는 답하지 않음
    func testUnfinished() throws {
        let program = try start()
        for part in [
            "", "GET /hel", Client.get("/hello").dropLast(2) + "",
            "POST /echo HTTP/1.1\r\nContent-Length: 3\r\n\r\nab",
        ] {
            let client = try program.connect()
            try client.send(part)
            client.closeSending()
            let rest = try client.receiveToEnd()
            XCTAssertEqual(String(decoding: rest, as: UTF8.self), "", "‘\(part)’만 보내고 닫은 손님이 받은 것")
        }
        try program.connect().expectHello("다음 손님의 GET /hello")
    }

    /// 형식이 틀린 요청에는 400으로 답하고 닫음
    func testMalformed() throws {
        let program = try start()
        for head in [
            "GET /hello", "GET /hello HTTP/1.1 x", "GET  /hello HTTP/1.1", " /hello HTTP/1.1",
            "GET  HTTP/1.1", "GET /hello HTTP/2.0",
            "GET /hello HTTP/1.1\r\nHost", "GET /hello HTTP/1.1\r\n: a.kr",
            "GET /hello HTTP/1.1\r\nHost : a.kr",
            "POST /echo HTTP/1.1\r\nContent-Length: -1", "POST /echo HTTP/1.1\r\nContent-Length: 0x10",
            "POST /echo HTTP/1.1\r\nContent-Length:",
            "POST /echo HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
        ] {
            try expectRefusal(400, of: head + "\r\n\r\n", by: program)
        }
        try program.connect().expectHello("다음 손님의 GET /hello")
    }

    /// 너무 긴 머리는 431, 너무 긴 몸은 413, 모르는 경계는 501
    func testTooLong() throws {
        let program = try start()
        let frame = Client.get("/hello", ["X: "]).utf8.count
        let filled = { (count: Int) in
            Client.get("/hello", ["X: " + String(repeating: "x", count: count - frame)])
        }
        let client = try program.connect()
        try client.send(filled(8192))
        try client.expect(status: 200, "머리가 꼭 8,192바이트인 요청")
        try client.send(filled(8192) + Client.get("/who"))
        try client.expect(status: 200, "머리가 꼭 8,192바이트인 둘째 요청")
        try client.expect(status: 200, "그 뒤에 이어진 GET /who")
        try expectRefusal(431, of: filled(8193), "머리가 8,193바이트인 요청", by: program)
        let endless = "GET /hello HTTP/1.1\r\nX: " + String(repeating: "x", count: 8200)
        try expectRefusal(431, of: endless, "끝나지 않은 머리 \(endless.utf8.count)바이트", by: program)
        for length in ["65537", "99999999999999999999999999"] {
            let head = "POST /echo HTTP/1.1\r\nContent-Length: \(length)\r\n\r\n"
            try expectRefusal(413, of: head, "Content-Length: \(length)(몸은 아직 안 옴)", by: program)
        }
        let chunked = "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
        try expectRefusal(501, of: chunked, "Transfer-Encoding: chunked", by: program)
    }

    /// 틀린 요청보다 먼저 온 요청에는 답함
    func testAnswersBeforeRefusing() throws {
        let program = try start()
        let client = try program.connect()
        try client.send(Client.get("/hello") + "나쁨\r\n\r\n" + Client.get("/who"))
        try client.expect("hello\n", "첫째 답")
        try client.expect(status: 400, "둘째 답")
        try client.expectEnd("400 뒤에 온 것")
    }

    /// 손님이 끊고 가도 다음 손님을 맡음
    func testResets() throws {
        let program = try start()
        let before = try Set(program.watch.processes)
        for round in 0..<9 {
            let client = try program.connect()
            switch round % 3 {
            case 0: try client.expectHello("끊기 전의 GET /hello")
            case 1: try client.send("GET /hel")
            default: try client.ask("/wait")
            }
            client.reset()
        }
        try expectAll(of: program, from: before, "손님 아홉이 끊고 간 뒤")
    }

    /// 답을 기다리지 않고 간 손님에게 써도 죽지 않음
    func testGoneBeforeAnswer() throws {
        let program = try start()
        let before = try Set(program.watch.processes)
        let client = try program.connect()
        try client.send(Client.get("/hold") + String(repeating: Client.get("/hello"), count: 20))
        try program.output(until: "hold\n")
        client.close()
        try program.send("x")
        try expectAll(of: program, from: before, "답을 기다리지 않고 간 손님 뒤")
    }

    /// 자리마다 손님을 맡음. 워커가 남는 모형이면 처음의 워커들이: 자리가 꼭 그만큼이라 하나가 죽었으면 다른 워커가 보임.
    private func expectAll(of program: Program, from before: Set<Int32>, _ when: String) throws {
        let clients = try (0..<Model.together).map { _ in try program.connect() }
        let pids = Set(try clients.map { try $0.who().pid })
        guard Model.keepsWorkers else { return }
        let workers = Model.firstServes ? before : before.subtracting([program.pid])
        XCTAssertEqual(pids, workers, "\(when) 함께 온 손님 \(Model.together)명을 맡은 프로세스들. 처음부터 있던 것이어야 함")
    }

    /// 이어 보낸 요청 여섯에 차례로 답이 옴.
    private func expectConversation(with program: Program, _ what: String) throws {
        let client = try program.connect()
        var requests = Array(Client.get("/hello").utf8) + Client.post(body)
        requests += Array(Client.get("/nothing").utf8) + Client.post([]) + Client.post(body)
        try client.send(requests + Array(Client.get("/hello", ["Connection: close"]).utf8))
        let expected = ["hello\n", String(decoding: body, as: UTF8.self), "not found\n", ""]
        let answers = expected + [expected[1], expected[0]]
        for (number, text) in answers.enumerated() {
            let answer = try client.answer()
            XCTAssertEqual(answer.text, text, "\(what): \(number + 1)번째 답")
        }
        try client.expectEnd("\(what): 답 여섯 뒤에 온 것")
    }

    private func expectRefusal(_ status: Int, of text: String, _ name: String? = nil, by program: Program)
        throws
    {
        let client = try program.connect()
        try client.send(text)
        let what = name ?? "‘\(text.dropLast(2))’".replacingOccurrences(of: "\r\n", with: "\\r\\n")
        let answer = try client.answer()
        XCTAssertEqual(answer.status, status, what)
        XCTAssertEqual(answer.text, "", "\(what): 답의 몸")
        XCTAssertTrue(answer.saysClose, "\(what): 답에 ‘Connection: close’가 없음")
        try client.expectEnd("\(what): 답 뒤에 온 것")
    }
}
