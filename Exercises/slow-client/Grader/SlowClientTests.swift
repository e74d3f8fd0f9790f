import GraderKit
import XCTest

final class SlowClientTests: XCTestCase {
    // The program has three threads and gives a request five seconds, on a clock that stands still until it is told.

    /// 조각으로 온 요청을 모아서 한 줄로 건네고, 답을 쓰고 닫음
    func testPieces() throws {
        let program = try start()
        let client = try program.connect()
        try waits(program, 1)
        for (number, piece) in ["가", "나", "다"].enumerated() {
            try client.send(piece)
            try waits(program, number + 2)
        }
        XCTAssertEqual(started(program), [], "줄이 끝나기 전에 handle이 받은 요청들")
        try client.send("라\n")
        let answer = try client.receiveToEnd(seconds: 3)
        XCTAssertEqual(String(decoding: answer, as: UTF8.self), "가나다라!\n", "네 조각으로 보낸 ‘가나다라’의 답")
    }

    /// 한 바이트씩 읽히고 써져도 같음
    func testShortReads() throws {
        let program = try start(faults: [.shortReads(max: 1), .shortWrites(max: 1), .interrupts(every: 3)])
        for _ in 0..<4 { try expectServed(program, "한 바이트씩 읽히고 써질 때") }
    }

    /// 느린 손님이 스레드보다 적으면 다른 손님은 기다리지 않음
    func testFewSlow() throws {
        let program = try start()
        let slow = try hold(2, of: program)
        for _ in 0..<4 { try expectServed(program, "느린 손님 둘이 있고 스레드가 셋일 때") }
        XCTAssertTrue(try slow[0].staysSilent(seconds: 0), "시간이 남은 느린 손님의 연결에 무엇이 옴")
        try slow[0].send("!\n")
        XCTAssertEqual(try slow[0].receiveLine(seconds: 3), "느!!", "제때 나머지를 보낸 느린 손님이 받은 답")
    }

    /// 스레드를 다 붙들어도 한도까지만임
    func testManySlow() throws {
        let program = try start()
        let slow = try hold(3, of: program)
        let next = try (0..<4).map { _ in try program.connect() }
        for client in next { try client.send("다") }
        XCTAssertTrue(try next[0].staysSilent(seconds: 0.2), "스레드 셋이 모두 붙들렸는데 넷째 손님의 연결에 무엇이 옴")
        let threads = try program.threads
        XCTAssertLessThanOrEqual(threads, 6, "손님 일곱이 있을 때의 스레드 수. 메인 스레드와 시험의 스레드까지 세어 여섯까지임")
        try set(program, time: 5)
        for client in slow { try expectCut(client, "5초 동안 한 글자만 보낸 손님이 받은 것") }
        // 0초부터 줄을 섰지만, 맡은 것은 5초임.
        for client in next {
            try client.send("음\n")
            let answer = try client.receiveToEnd(seconds: 3)
            XCTAssertEqual(
                String(decoding: answer, as: UTF8.self), "다음!\n", "앞 손님들의 시간이 다 된 뒤에야 맡겨진 손님이 받은 답")
        }
    }

    /// 말이 없는 손님에게도 한도가 있고, 몇 번을 겪어도 스레드를 잃지 않음
    func testSilent() throws {
        let program = try start()
        for round in 1...3 {
            let before = waits(program)
            let silent = try (0..<3).map { _ in try program.connect() }
            try waits(program, before + 3)
            try set(program, time: Double(round * 10))
            for client in silent { try expectCut(client, "\(round)번째로 한도까지 말이 없던 손님이 받은 것") }
        }
        for _ in 0..<4 { try expectServed(program, "말 없는 손님 아홉이 다녀간 뒤") }
        // 그 뒤로 한참 손님이 없다가 옴.
        try set(program, time: 100)
        for client in try hold(3, of: program) {
            try client.send("!\n")
            let answer = try client.receiveLine(seconds: 3)
            XCTAssertEqual(answer, "느!!", "한참 만에 와서, 맡겨진 지 5초 안에 줄을 끝낸 손님이 받은 답")
            _ = try client.receiveToEnd(seconds: 3)
        }
        try program.eventually("손님이 다 간 뒤 열린 소켓은 듣는 것 하나", seconds: 3) {
            try $0.watch.openFiles.values.count { $0.hasPrefix("socket:") } == 1
        }
    }

    /// 조금씩 보내도 처음부터 센 시간에 끊김
    func testDrips() throws {
        let program = try start()
        let client = try hold(1, of: program)[0]
        try set(program, time: 4)
        let before = waits(program)
        try client.send("려")
        try waits(program, before + 1)
        XCTAssertTrue(try client.staysSilent(seconds: 0), "4초에 둘째 글자를 보낸 손님의 연결에 무엇이 옴")
        try set(program, time: 6)
        try expectCut(client, "0초와 4초에 한 글자씩 보낸 손님이 6초까지 받은 것. 한도는 요청 전체에 5초임")
    }

    /// handle이 쓰는 시간은 세지 않고, 그동안 다른 손님의 handle도 함께 돎
    func testSlowHandler() throws {
        let program = try start()
        let clients = try (0..<3).map { _ in try program.connect() }
        for client in clients { try client.send("붙듦\n") }
        // 아무도 나가지 않았으니, 셋이 시작했으면 셋이 함께 돌고 있는 것임.
        try program.eventually("붙들린 handle 셋이 함께 돎", seconds: 3) { started($0).count == 3 }
        try set(program, time: 100)
        try order(program, "놓음")
        for client in clients {
            let answer = try client.receiveToEnd(seconds: 3)
            XCTAssertEqual(
                String(decoding: answer, as: UTF8.self), "붙듦!\n", "요청은 제때 왔고 handle이 100초 걸린 손님이 받은 것")
        }
    }

    /// 줄을 끝내지 않고 닫거나 끊고 간 손님은 곧바로 잊음
    func testLeaves() throws {
        let program = try start()
        for round in 1...4 {
            let half = try hold(1, of: program)[0]
            half.closeSending()
            try expectCut(half, "\(round)번째로, ‘느’까지만 보내고 보내기를 닫은 손님이 받은 것")
            try hold(1, of: program)[0].reset()
            let empty = try program.connect()
            empty.closeSending()
            try expectCut(empty, "\(round)번째로, 아무것도 안 보내고 보내기를 닫은 손님이 받은 것")
        }
        XCTAssertEqual(started(program), [], "줄을 끝내지 않은 손님들뿐인데 handle이 받은 요청들")
        for _ in 0..<4 { try expectServed(program, "손님 열둘이 줄을 끝내지 않고 간 뒤") }
    }

    /// 받는 것이 실패해도, 쉬었다가 다시 함
    func testAcceptFails() throws {
        let program = try start(faults: [.failAccept(times: 200, after: 1)])
        try expectServed(program, "accept가 아직 실패하지 않을 때")
        let client = try program.connect()
        try client.send("여보세요\n")
        let answer = try client.receiveLine(seconds: 5)
        XCTAssertEqual(answer, "여보세요!", "accept가 이백 번 실패한 뒤 ‘여보세요’를 보낸 손님이 받은 답")
        XCTAssertGreaterThan(try program.sleeps, 150, "accept가 이백 번 실패하는 동안 잠든 횟수: 쉬지 않고 다시 하면 CPU만 탐")
        XCTAssertGreaterThan(program.age, 0.05, "accept가 이백 번 실패하는데 떠서 받을 때까지 걸린 시간(초): 더 오래 쉬어야 함")
    }

    private func start(faults: [Fault] = []) throws -> Program {
        try Program(listening: true, arguments: ["--test-clock"], faults: faults)
    }

    /// 한 글자만 보낸 손님들. 스레드가 그 글자를 읽고 나머지를 기다리고 있음.
    private func hold(_ count: Int, of program: Program) throws -> [Client] {
        try (0..<count).map { _ in
            let before = waits(program)
            let client = try program.connect()
            try waits(program, before + 1)
            try client.send("느")
            try waits(program, before + 2)
            return client
        }
    }

    private func set(_ program: Program, time: Double) throws { try order(program, "시각 \(Int(time))") }

    private func order(_ program: Program, _ command: String) throws {
        try program.send(command + "\n")
        try program.output(until: "함 \(command)\n", seconds: 3)
    }

    /// 한 줄을 보내고 답을 받은 다음 끝을 봄.
    private func expectServed(_ program: Program, _ when: String) throws {
        let client = try program.connect()
        try client.send("여보세요\n")
        let answer = try client.receiveToEnd(seconds: 3)
        XCTAssertEqual(String(decoding: answer, as: UTF8.self), "여보세요!\n", "\(when) ‘여보세요’를 보낸 손님이 받은 답")
    }

    private func expectCut(_ client: Client, _ what: String) throws {
        let received = try client.receiveToEnd(seconds: 3)
        XCTAssertEqual(String(decoding: received, as: UTF8.self), "", what)
    }

    private func waits(_ program: Program) -> Int { lines(program).count { $0 == "기다림" } }

    private func waits(_ program: Program, _ count: Int) throws {
        try program.eventually("손님을 맡은 스레드가 요청의 나머지를 wait로 기다림", seconds: 3) { waits($0) >= count }
    }

    private func started(_ program: Program) -> [Substring] {
        lines(program).filter { $0.hasPrefix("시작 ") }.map { $0.dropFirst("시작 ".count) }
    }

    private func lines(_ program: Program) -> [Substring] {
        program.output.split(separator: "\n")
    }
}
