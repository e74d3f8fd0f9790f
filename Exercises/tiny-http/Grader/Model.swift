import GraderKit
import XCTest

/// What the server of this stage is like. The other files of the grader are the same in all stages.
enum Model {
    static let arguments = ["--processes", "4"]
    /// Processes without clients, besides the first.
    static let standing = 0
    /// Threads without clients, all processes together.
    static let idleThreads = 1...1
    /// Connections served together: in all, and in each process.
    static let together = 4
    static let each = 1
    static let firstServes = false
    static let keepsWorkers = false
}

final class ModelTests: XCTestCase {
    /// 자식을 못 만들면 그 손님만 잃음
    func testForkFails() throws {
        let program = try start(faults: [.failFork(times: 6, after: 1)])
        let first = try program.connect()
        try first.expectHello("첫 손님의 GET /hello")
        // 자리가 넷이니, 못 만든 자식의 자리를 잃으면 곧 아무도 받지 못함.
        for number in 2...7 {
            let lost = try program.connect()
            let received = try lost.receiveToEnd()
            XCTAssertEqual(received, [], "fork가 실패한 \(number)번째 손님이 받은 것. 연결이 닫혀야 함")
        }
        try first.expectHello("fork가 여섯 번 실패한 뒤 첫 손님의 GET /hello")
        try program.connect().expectHello("다음 손님의 GET /hello")
    }

    /// 끝난 자식을, 다음 손님을 기다리지 않고 거둠
    func testReapsAtOnce() throws {
        let program = try start()
        for round in 1...3 {
            let clients = try (0..<4).map { _ in try program.connect() }
            for client in clients { _ = try client.who() }
            clients.forEach { $0.close() }
            try ready(program, "손님 넷이 \(round)번째로 한꺼번에 간 뒤")
        }
    }
}
