import GraderKit
import XCTest

final class ForkPerConnectionTests: XCTestCase {
    /// 손님 여덟을 자식 여덟이 함께 맡음
    func testTogether() throws {
        let program = try Program(listening: true)
        let clients = try (0..<8).map { _ in try program.connect() }
        // 아무도 가지 않았으니, 여덟이 다 인사를 받으면 handle 여덟이 함께 돌고 있는 것임.
        let pids = try clients.map(greeting)
        XCTAssertEqual(Set(pids).count, 8, "손님 여덟을 맡은 프로세스의 수")
        XCTAssertFalse(pids.contains(program.pid), "부모가 손님을 맡음")
        XCTAssertEqual(try program.processes, 9, "손님 여덟을 맡고 있을 때의 프로세스 수")
        XCTAssertEqual(try program.threads, 9, "손님 여덟을 맡고 있을 때의 스레드 수. 프로세스마다 하나여야 함")
    }

    /// 손님이 그만두면 연결이 닫힘
    func testCloses() throws {
        let program = try Program(listening: true)
        let client = try program.connect()
        _ = try greeting(client)
        try client.send("여보세요\n")
        XCTAssertEqual(try client.receiveLine(), "여보세요!", "‘여보세요’에 온 답")
        client.closeSending()
        XCTAssertEqual(try client.receiveToEnd(), [], "손님이 보내기를 닫은 뒤 더 온 것")
        try program.eventually("손님이 간 뒤 부모의 소켓은 듣는 것 하나", seconds: 2) {
            try $0.watch.openFiles.values.count { $0.hasPrefix("socket:") } == 1
        }
    }

    /// 자식은 듣는 소켓을 쥐지 않음
    func testChildHasNoListener() throws {
        let program = try Program(listening: true)
        let first = try program.connect()
        _ = try greeting(first)
        let client = try program.connect()
        let pid = try greeting(client)
        XCTAssertEqual(sockets(of: pid), 1, "손님과 이야기하는 자식이 연 소켓의 수. 제 손님의 연결 하나여야 함")
    }

    /// 끝난 자식을 다 거둠
    func testReaps() throws {
        let program = try Program(listening: true)
        let clients = try (0..<6).map { _ in try program.connect() }
        for client in clients { _ = try greeting(client) }
        clients.forEach { $0.close() }
        try program.eventually("손님이 다 간 뒤 도는 자식이 없음") { try $0.processes == 1 }
        let next = try program.connect()
        _ = try greeting(next)
        try program.eventually("다음 손님을 받은 뒤 남은 좀비가 없음", seconds: 2) { try $0.zombies == 0 }
    }

    /// 자식을 못 만들면 그 손님만 잃음
    func testForkFails() throws {
        let program = try Program(listening: true, faults: [.failFork(times: 2, after: 1)])
        let first = try program.connect()
        _ = try greeting(first)
        for number in 2...3 {
            let lost = try program.connect()
            XCTAssertEqual(try lost.receiveToEnd(), [], "자식을 못 만든 \(number)번째 손님이 받은 것. 연결이 닫혀야 함")
        }
        let next = try program.connect()
        _ = try greeting(next)
        try program.eventually("부모의 소켓은 듣는 것 하나. 맡기지 못한 연결도 닫으세요", seconds: 2) {
            sockets(of: $0.pid) == 1
        }
    }

    /// 자식이 터져도 나머지는 멀쩡함
    func testCrash() throws {
        let program = try Program(listening: true)
        let stays = try program.connect()
        _ = try greeting(stays)
        let crashes = try program.connect()
        _ = try greeting(crashes)
        try crashes.send("터짐\n")
        XCTAssertEqual(try crashes.receiveToEnd(), [], "터진 자식의 손님이 받은 것")
        try stays.send("아직\n")
        XCTAssertEqual(try stays.receiveLine(), "아직!", "옆의 자식이 터진 뒤 남은 손님이 받은 답")
        let next = try program.connect()
        _ = try greeting(next)
    }

    /// 받는 것이 실패해도, 쉬었다가 다시 함
    func testAcceptFails() throws {
        let program = try Program(listening: true, faults: [.failAccept(times: 50, after: 1)])
        _ = try greeting(program.connect())
        _ = try greeting(program.connect())
        XCTAssertGreaterThan(try program.sleeps, 40, "accept가 오십 번 실패하는 동안 잠든 횟수: 쉬지 않고 다시 하면 CPU만 탐")
        XCTAssertGreaterThan(program.age, 0.05, "accept가 오십 번 실패하는데 떠서 받을 때까지 걸린 시간(초): 더 오래 쉬어야 함")
    }

    /// 시그널로 끊기고 손님이 끊어도 이어 감
    func testInterrupts() throws {
        let program = try Program(listening: true, faults: [.interrupts(every: 2)])
        for _ in 0..<4 {
            let client = try program.connect()
            _ = try greeting(client)
            client.reset()
        }
    }

    /// 인사를 받음: 어느 프로세스가 받았는지.
    private func greeting(_ client: Client) throws -> Int32 {
        let line = try client.receiveLine()
        return try XCTUnwrap(Int32(line), "handle이 처음 보낸 줄: \(line)")
    }

    private func sockets(of pid: Int32) -> Int {
        ProcessWatch(pid).openFiles.values.count { $0.hasPrefix("socket:") }
    }
}
