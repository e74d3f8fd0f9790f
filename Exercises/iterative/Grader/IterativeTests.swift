import GraderKit
import XCTest

final class IterativeTests: XCTestCase {
    /// 손님을 차례로 받음
    func testManyInTurn() throws {
        let program = try Program(listening: true)
        for number in 1...30 {
            let client = try program.connect()
            try client.send("\(number)번\n")
            XCTAssertEqual(try client.receiveToEnd(), Array("\(number)번에게 답함\n".utf8), "\(number)번째 손님이 받은 것")
        }
    }

    /// 앞 손님이 끝날 때까지 뒤 손님은 기다림
    func testOneAtATime() throws {
        let program = try Program(listening: true)
        let first = try program.connect()
        try first.send("잠깐 첫째\n")
        try program.output(until: "잠깐 첫째")
        let second = try program.connect()
        try second.send("둘째\n")
        XCTAssertTrue(try second.staysSilent(seconds: 0.1), "첫 손님에게 답하기 전에 둘째 손님이 답을 받음")
        XCTAssertEqual(try program.processes, 1, "서버의 프로세스 수")
        XCTAssertEqual(try program.threads, 1, "서버의 스레드 수")
        try program.send("\n")
        XCTAssertEqual(try first.receiveLine(), "잠깐 첫째에게 답함", "첫 손님이 받은 답")
        XCTAssertEqual(try second.receiveLine(), "둘째에게 답함", "둘째 손님이 받은 답")
    }

    /// 시그널로 끊기고 덜 읽혀도 이어 감
    func testInterrupts() throws {
        let program = try Program(
            listening: true, faults: [.interrupts(every: 2), .shortReads(max: 3), .shortWrites(max: 5)])
        for number in 1...4 { try talk(to: program, "\(number)번 손님") }
    }

    /// 줄을 서다 끊은 손님이 있어도 이어 감
    func testAborted() throws {
        let program = try Program(listening: true, faults: [.failAccept(times: 2, after: 1, error: .aborted)])
        for number in 1...3 { try talk(to: program, "\(number)번") }
    }

    /// 받지 못해도 끝나지 않고, 쉬었다가 다시 함
    func testAcceptFails() throws {
        let program = try Program(listening: true, faults: [.failAccept(times: 50, after: 1)])
        try talk(to: program, "첫 손님")
        let client = try program.connect()
        try client.send("둘째\n")
        XCTAssertEqual(try client.receiveLine(), "둘째에게 답함", "accept가 오십 번 실패한 뒤 둘째 손님이 받은 답")
        XCTAssertGreaterThan(try program.sleeps, 40, "accept가 오십 번 실패하는 동안 잠든 횟수: 쉬지 않고 다시 하면 CPU만 탐")
        XCTAssertGreaterThan(program.age, 0.05, "accept가 오십 번 실패하는데 떠서 받을 때까지 걸린 시간(초): 더 오래 쉬어야 함")
    }

    /// 끊고 간 손님이 있어도 다음 손님을 받음
    func testResets() throws {
        let program = try Program(listening: true)
        for _ in 0..<5 {
            let client = try program.connect()
            try client.send("보내다가")
            client.reset()
        }
        try talk(to: program, "다음")
    }

    /// 답을 안 읽고 간 손님이 있어도 다음 손님을 받음
    func testGoneBeforeAnswer() throws {
        let program = try Program(listening: true, faults: [.shortWrites(max: 700)])
        let client = try program.connect()
        try client.send("잠깐 길게\n")
        try program.output(until: "잠깐 길게")
        client.close()
        try program.send("\n")
        try talk(to: program, "다음")
    }

    /// 빈 손님과 반만 닫은 손님
    func testQuietClients() throws {
        let program = try Program(listening: true)
        let empty = try program.connect()
        empty.closeSending()
        XCTAssertEqual(try empty.receiveToEnd(), [], "한 바이트도 안 보내고 보내기를 닫은 손님이 받은 것")
        let half = try program.connect()
        try half.send("줄 끝이 없음")
        half.closeSending()
        XCTAssertEqual(
            String(decoding: try half.receiveToEnd(), as: UTF8.self), "줄 끝이 없음에게 답함\n",
            "줄 끝 없이 보내기만 닫은 손님이 받은 것")
        XCTAssertFalse(program.output.contains("받은 요청: \n"), "요청이 없는데 answer를 부름")
    }

    /// 손님 백 명 뒤에도 열린 것이 늘지 않음
    func testLeaksNothing() throws {
        let program = try Program(listening: true)
        for number in 0..<100 {
            let client = try program.connect()
            if number % 4 == 1 { client.reset() }
            if number % 4 == 2 { client.closeSending() }
            if number % 2 == 1 || number % 4 == 2 { continue }
            try client.send("손님\n")
            _ = try client.receiveLine()
        }
        try program.eventually("손님 백 명이 간 뒤 소켓은 듣는 것 하나", seconds: 3) {
            try $0.watch.openFiles.values.count { $0.hasPrefix("socket:") } == 1
        }
    }

    private func talk(to program: Program, _ request: String) throws {
        let client = try program.connect()
        try client.send(request + "\n")
        XCTAssertEqual(try client.receiveLine(), "\(request)에게 답함", "‘\(request)’이라는 요청에 온 답")
    }
}
