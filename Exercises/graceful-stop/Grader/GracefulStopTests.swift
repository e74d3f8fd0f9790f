import GraderKit
import XCTest

final class GracefulStopTests: XCTestCase {
    /// 워커 둘이 손님 둘을 함께 맡음
    func testServes() throws {
        let program = try start()
        let clients = try (0..<2).map { _ in try program.connect() }
        let pids = try clients.map(greeting)
        XCTAssertEqual(Set(pids).count, 2, "손님 둘을 맡은 프로세스의 수")
        XCTAssertFalse(pids.contains(program.pid), "마스터가 손님을 맡음")
        for client in clients {
            try client.send("여보세요\n")
            XCTAssertEqual(try client.receiveLine(), "여보세요!", "‘여보세요’에 온 답")
            client.closeSending()
            XCTAssertEqual(try client.receiveToEnd(), [], "보내기를 닫은 손님이 더 받은 것")
        }
        for _ in 0..<6 {
            let client = try program.connect()
            XCTAssertTrue(pids.contains(try greeting(client)), "미리 띄운 워커가 아닌 프로세스가 손님을 맡음")
        }
    }

    /// 맡고 있던 손님을 끝까지 맡음
    func testFinishes() throws {
        let program = try start()
        let client = try program.connect()
        _ = try greeting(client)
        try program.signal(.term)
        XCTAssertTrue(try client.staysSilent(seconds: 0.2), "SIGTERM 뒤에 맡고 있던 손님의 연결이 닫힘")
        XCTAssertNil(program.ending, "손님을 맡고 있는데 마스터가 끝남")
        try client.send("아직\n")
        XCTAssertEqual(try client.receiveLine(), "아직!", "SIGTERM 뒤에 맡고 있던 손님이 받은 답")
        client.closeSending()
        XCTAssertEqual(try client.receiveToEnd(), [], "손님이 그만둔 뒤 더 온 것")
        try expectGone(program)
    }

    /// 줄을 서 있던 손님도 받음
    func testQueued() throws {
        let program = try start()
        let held = try (0..<2).map { _ in try program.connect() }
        for client in held { _ = try greeting(client) }
        let queued = try (0..<3).map { _ in try program.connect() }
        for client in queued { try client.send("줄\n") }
        try program.signal(.term)
        XCTAssertTrue(try queued[0].staysSilent(seconds: 0.2), "워커 둘이 다 바쁜데 줄을 선 손님의 연결에 무엇이 옴")
        XCTAssertNil(program.ending, "손님을 맡고 있는데 마스터가 끝남")
        held.forEach { $0.close() }
        for (number, client) in queued.enumerated() {
            _ = try greeting(client)
            XCTAssertEqual(try client.receiveLine(), "줄!", "SIGTERM 때 줄을 서 있던 \(number + 1)번째 손님이 받은 답")
            client.close()
        }
        try expectGone(program)
    }

    /// 쉬고 있을 때도 곧 내려감
    func testIdle() throws {
        let program = try start()
        try program.signal(.term)
        try expectGone(program)
    }

    /// 두 번 와도 한 번과 같음
    func testTwice() throws {
        let program = try start()
        let client = try program.connect()
        _ = try greeting(client)
        for _ in 0..<3 {
            try program.signal(.term)
            usleep(70_000)
        }
        XCTAssertNil(program.ending, "손님을 맡고 있는데 마스터가 끝남")
        try client.send("아직\n")
        XCTAssertEqual(try client.receiveLine(), "아직!", "SIGTERM을 세 번 받은 뒤 맡고 있던 손님이 받은 답")
        client.close()
        try expectGone(program)
    }

    /// 받는 것이 실패하고 시그널로 끊겨도 이어 감
    func testFaults() throws {
        let program = try start(faults: [.interrupts(every: 3), .failAccept(times: 2, error: .aborted)])
        for _ in 0..<4 {
            let client = try program.connect()
            _ = try greeting(client)
            client.reset()
        }
        try program.signal(.term)
        try expectGone(program)
    }

    private func start(faults: [Fault] = []) throws -> Program {
        let program = try Program(listening: true, faults: faults)
        try program.eventually("마스터 말고 워커 둘이 떠 있음", seconds: 2) { try $0.processes == 3 }
        // 워커가 다 손님을 기다린 다음: 그 전에 온 SIGTERM은 손님을 기다리지 않고 들음.
        try program.settle()
        return program
    }

    /// 마스터가 돌아왔고, 듣는 소켓을 쥔 자식도 남지 않음.
    private func expectGone(_ program: Program) throws {
        try program.output(until: "모두 내려감")
        XCTAssertThrowsError(try program.connect(), "runUntilTerminated가 돌아온 뒤 온 손님이 줄을 섬: 듣는 소켓이 아직 열려 있음")
        XCTAssertEqual(try program.processes, 1, "runUntilTerminated가 돌아온 뒤의 프로세스 수")
        XCTAssertEqual(try program.zombies, 0, "runUntilTerminated가 돌아온 뒤의 좀비 수")
        program.closeInput()
        XCTAssertEqual(try program.wait(), .exited(0), "SIGTERM 뒤 마스터의 끝")
    }

    private func greeting(_ client: Client) throws -> Int32 {
        let line = try client.receiveLine()
        return try XCTUnwrap(Int32(line), "handle이 처음 보낸 줄: \(line)")
    }
}
