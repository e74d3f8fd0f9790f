import GraderKit
import XCTest

final class EchoPairTests: XCTestCase {
    /// 묻고 답을 받음
    func testAsks() throws {
        let talk = try Talk()
        for text in ["hi", "안녕하세요", "hi"] {
            try talk.ask(text)
            try talk.expectQuestion(text)
            try talk.answer("메아리: \(text)")
            try talk.expect("답 \("메아리: \(text)".utf8.count)바이트 메아리: \(text)")
        }
    }

    /// 길이가 0이거나 255를 넘어도 됨
    func testOtherLengths() throws {
        let talk = try Talk()
        for (question, answer) in [(0, 0), (1, 256), (255, 1), (256, 0), (65_536, 300)] {
            try talk.ask("크게 \(question)")
            let received = try talk.question()
            XCTAssertEqual(received.count, question, "\(question)바이트를 물을 때 상대가 받은 본문의 길이")
            try talk.answer(String(repeating: "y", count: answer))
            try talk.expect("답 \(answer)바이트")
        }
    }

    /// 소켓에 한 번에 안 들어가는 것도 주고받음
    func testLargeMessages() throws {
        let talk = try Talk()
        try talk.ask("크게 1000000")
        let received = try talk.question()
        XCTAssertEqual(received.count, 1_000_000, "100만 바이트를 물을 때 상대가 받은 본문의 길이")
        try talk.answer(String(repeating: "y", count: 2_000_000))
        try talk.expect("답 2000000바이트")
    }

    /// 한 번에 조금씩만 읽혀도 다 받음
    func testShortReads() throws {
        for max in [1, 3] {
            let talk = try Talk(faults: [.shortReads(max: max)])
            try talk.ask("질문")
            try talk.expectQuestion("질문")
            try talk.answer("조금씩 오는 답")
            try talk.expect("답 20바이트 조금씩 오는 답")
        }
    }

    /// 한 번에 조금씩만 쓰여도 다 보냄
    func testShortWrites() throws {
        for max in [1, 5] {
            let talk = try Talk(faults: [.shortWrites(max: max)])
            try talk.ask("조금씩 가는 질문")
            try talk.expectQuestion("조금씩 가는 질문")
            try talk.answer("답")
            try talk.expect("답 3바이트 답")
        }
    }

    /// 시그널로 끊겨도 이어 감
    func testInterrupts() throws {
        let talk = try Talk(faults: [.interrupts(every: 2), .shortReads(max: 2), .shortWrites(max: 3)])
        for _ in 0..<2 {
            try talk.ask("끊겨도 감")
            try talk.expectQuestion("끊겨도 감")
            try talk.answer("끊겨도 옴")
            try talk.expect("답 13바이트 끊겨도 옴")
        }
    }

    /// 붙어서 온 다음 답을 버리지 않음
    func testAnswersStuckTogether() throws {
        let talk = try Talk()
        try talk.ask("하나")
        _ = try talk.question()
        try talk.answer("첫 답", "둘째 답")
        try talk.expect("답 7바이트 첫 답")
        try talk.ask("둘")
        _ = try talk.question()
        try talk.expect("답 10바이트 둘째 답")
    }

    /// 답이 오다 끊기면 오류임
    func testEndInTheMiddle() throws {
        for part: [UInt8] in [[], [0, 0], [0, 0, 0, 5], [0, 0, 0, 5, 104, 105]] {
            let talk = try Talk()
            try talk.ask("질문")
            _ = try talk.question()
            try talk.peer.send(part)
            talk.peer.close()
            try talk.expect("오류")
        }
    }

    /// 상대가 없어도 죽지 않고 오류를 던짐
    func testNobodyThere() throws {
        let talk = try Talk()
        try talk.ask("질문")
        _ = try talk.question()
        try talk.answer("답")
        try talk.expect("답 3바이트 답")
        talk.peer.close()
        for _ in 0..<3 {
            try talk.ask("거기 있나요")
            try talk.expect("오류")
        }
    }
}

/// 프로그램에 묻게 하고, 소켓 건너편에서 상대 노릇을 함.
private final class Talk {
    let program: Program
    let peer: Client
    private var printed = 0

    init(faults: [Fault] = []) throws {
        program = try Program(listening: true, faults: faults)
        peer = try program.connect()
    }

    func ask(_ line: String) throws {
        try program.send(line + "\n")
    }

    /// 프로그램이 보낸 메시지 하나의 본문.
    func question() throws -> [UInt8] {
        let head = try peer.receive(count: 4)
        let count = head.reduce(0) { $0 << 8 | Int($1) }
        guard count <= 4_000_000 else {
            throw Strange(description: "메시지의 길이 네 바이트가 \(head)임: 큰 쪽부터 읽으면 \(count)")
        }
        return try peer.receive(count: count)
    }

    func expectQuestion(_ text: String) throws {
        let received = String(decoding: try question(), as: UTF8.self)
        XCTAssertEqual(received, text, "‘\(text)’를 물을 때 상대가 받은 본문")
    }

    /// 답을 이어 붙여 한 번에 보냄.
    func answer(_ texts: String...) throws {
        var bytes: [UInt8] = []
        for text in texts {
            let count = text.utf8.count
            bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + Array(text.utf8)
        }
        try peer.send(bytes)
    }

    /// 다음 줄이 `line`으로 시작하기를 기다림.
    func expect(_ line: String) throws {
        let wanted = printed + 1
        try program.eventually("프로그램이 ask의 답이나 오류를 출력함. 오지 않을 바이트를 기다리는 곳을 찾으세요") { program in
            program.output.filter { $0 == "\n" }.count >= wanted || program.ending != nil
        }
        let lines = program.output.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > wanted else {
            let ending = program.ending.map(String.init(describing:)) ?? ""
            throw Strange(description: "프로그램이 ‘\(line)’라는 줄을 출력하지 않고 끝남: \(ending)")
        }
        if !lines[printed].hasPrefix(line) {
            XCTFail("프로그램이 출력한 줄: 기대 ‘\(line)’ · 실제 ‘\(lines[printed])’")
        }
        printed += 1
    }
}

private struct Strange: Error, CustomStringConvertible {
    let description: String
}
