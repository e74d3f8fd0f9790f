import GraderKit
import XCTest

final class OneRequestTests: XCTestCase {
    /// 한 줄을 읽고 답한 다음 닫음
    func testAnswers() throws {
        let program = try Program(listening: true)
        let client = try program.connect()
        try client.send("손님\n")
        XCTAssertEqual(try client.receiveLine(), "손님에게 답함", "‘손님’이라는 요청에 온 답")
        XCTAssertEqual(try client.receiveToEnd(), [], "답 뒤에는 연결이 닫혀야 함. 더 온 것")
        try program.output(until: "돌아옴")
    }

    /// 조각나 온 줄을 끝까지 읽음
    func testPieces() throws {
        let program = try Program(listening: true, faults: [.shortReads(max: 2), .interrupts(every: 2)])
        let client = try program.connect()
        try client.send("조각나서 ")
        XCTAssertTrue(try client.staysSilent(seconds: 0.1), "줄이 끝나지 않았는데 답이 오거나 연결이 닫힘")
        try client.send("온 요청\n")
        XCTAssertEqual(try client.receiveLine(), "조각나서 온 요청에게 답함", "두 번에 나눠 보낸 ‘조각나서 온 요청’에 온 답")
    }

    /// 긴 답을 끝까지 씀
    func testLongAnswer() throws {
        let program = try Program(listening: true, faults: [.shortWrites(max: 700)])
        let client = try program.connect()
        try client.send("길게\n")
        let answer = try client.receiveToEnd()
        XCTAssertEqual(answer.count, 5000 * 8 + 1, "한 번에 700바이트만 써질 때, 5,000번 되풀이한 ‘긴 답 ’과 줄 끝의 바이트 수")
    }

    /// 보내기를 그만둔 손님도 답을 받음
    func testHalfClosed() throws {
        let program = try Program(listening: true)
        let client = try program.connect()
        try client.send("줄 끝이 없음")
        client.closeSending()
        XCTAssertEqual(
            String(decoding: try client.receiveToEnd(), as: UTF8.self), "줄 끝이 없음에게 답함\n",
            "줄 끝 없이 보내기만 닫은 손님이 받은 것. 읽는 길은 열려 있음")
    }

    /// 아무것도 안 보낸 손님에게는 답하지 않음
    func testEmptyClient() throws {
        let program = try Program(listening: true)
        let client = try program.connect()
        client.closeSending()
        XCTAssertEqual(try client.receiveToEnd(), [], "한 바이트도 안 보내고 보내기를 닫은 손님이 받은 것")
        try program.output(until: "돌아옴")
        XCTAssertFalse(program.output.contains("받은 요청"), "요청이 없는데 answer를 부름")
    }

    /// 요청을 보내다 끊은 손님 때문에 끝나지 않음
    func testResetBeforeAnswer() throws {
        let program = try Program(listening: true)
        let client = try program.connect()
        try client.send("보내다가")
        client.reset()
        try program.output(until: "돌아옴")
        XCTAssertNil(program.ending, "손님이 끊은 뒤 서버가 끝남")
    }

    /// 답을 안 읽고 가 버린 손님 때문에 끝나지 않음
    func testGoneBeforeAnswer() throws {
        let program = try Program(listening: true, faults: [.shortWrites(max: 700)])
        let client = try program.connect()
        try client.send("잠깐 길게\n")
        try program.output(until: "받은 요청")
        client.close()
        try program.send("\n")
        try program.output(until: "돌아옴")
        XCTAssertNil(program.ending, "답을 쓰는 동안 손님이 닫은 뒤 서버가 끝남. 닫힌 연결에 쓰면 SIGPIPE가 옴")
    }

    /// 손님의 연결만 닫음
    func testCloses() throws {
        let program = try Program(listening: true)
        let client = try program.connect()
        try client.send("손님\n")
        try program.output(until: "돌아옴")
        try program.eventually("돌아온 뒤 소켓은 듣는 것 하나", seconds: 2) {
            try $0.watch.openFiles.values.count { $0.hasPrefix("socket:") } == 1
        }
        XCTAssertNoThrow(try program.connect(), "돌아온 뒤 다음 손님이 줄을 서지 못함: 듣는 소켓은 닫지 마세요")
    }

    /// 둘째 손님은 줄을 선 채로 둠
    func testOnlyOne() throws {
        let program = try Program(listening: true)
        let first = try program.connect()
        let second = try program.connect()
        try second.send("둘째\n")
        try first.send("첫째\n")
        XCTAssertEqual(try first.receiveLine(), "첫째에게 답함", "먼저 온 손님이 받은 답")
        try program.output(until: "돌아옴")
        XCTAssertTrue(try second.staysSilent(seconds: 0.1), "둘째 손님이 답을 받거나 끊김. 하나만 받고 돌아오세요")
    }
}
