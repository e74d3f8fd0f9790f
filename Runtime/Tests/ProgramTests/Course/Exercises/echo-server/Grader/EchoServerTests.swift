import GraderKit
import XCTest

final class EchoServerTests: XCTestCase {
    /// 받은 것을 그대로 돌려줌
    func testEchoes() throws {
        let program = try Program(listening: true)
        let client = try program.connect()
        for text in ["하나", "둘\n", String(repeating: "긴 글 ", count: 10_000)] {
            try client.send(text)
            XCTAssertEqual(try client.receive(count: text.utf8.count), Array(text.utf8))
        }
        client.closeSending()
        XCTAssertEqual(try client.receiveToEnd(), [])
    }

    /// 가만히 있는 손님이 다른 손님을 막지 않음
    func testServesWhileOthersWait() throws {
        let program = try Program(listening: true)
        let held = try (0..<5).map { _ in try program.connect() }
        let client = try program.connect()
        try client.send("뒤에 온 손님\n")
        XCTAssertEqual(try client.receiveLine(seconds: 2), "뒤에 온 손님")
        for (number, client) in held.enumerated() {
            try client.send("\(number)\n")
            XCTAssertEqual(try client.receiveLine(), "\(number)")
        }
    }

    /// 끝난 연결의 디스크립터를 닫음
    func testClosesWhatItAccepted() throws {
        let program = try Program(listening: true)
        for _ in 0..<20 { try talk(to: program) }
        try program.eventually("손님 20명이 간 뒤 소켓은 듣는 것 하나", seconds: 2) {
            try $0.watch.openFiles.values.count { $0.hasPrefix("socket:") } == 1
        }
    }

    /// 끊고 간 손님이 있어도 다음 손님을 받음
    func testSurvivesResets() throws {
        let program = try Program(listening: true)
        for _ in 0..<5 {
            let client = try program.connect()
            try client.send("끊음")
            client.reset()
        }
        try talk(to: program)
        XCTAssertNil(program.ending)
    }

    /// 읽기와 기다림이 시그널로 끊겨도 이어 감
    func testInterrupts() throws {
        let program = try Program(listening: true, faults: [.interrupts(every: 2), .shortReads(max: 3)])
        for _ in 0..<3 { try talk(to: program) }
    }

    /// 한 번에 다 쓰이지 않아도 나머지를 마저 씀
    func testShortWrites() throws {
        let program = try Program(listening: true, faults: [.shortWrites(max: 2)])
        try talk(to: program)
    }

    private func talk(to program: Program) throws {
        let client = try program.connect()
        try client.send("안녕하세요\n")
        XCTAssertEqual(try client.receiveLine(seconds: 2), "안녕하세요")
        client.close()
    }
}
