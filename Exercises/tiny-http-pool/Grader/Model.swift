import GraderKit
import XCTest

/// What the server of this stage is like. The other files of the grader are the same in all stages.
enum Model {
    static let arguments = ["--threads", "4"]
    /// Processes without clients, besides the first.
    static let standing = 0
    /// Threads without clients, all processes together.
    static let idleThreads = 5...6
    /// Connections served together: in all, and in each process.
    static let together = 4
    static let each = 4
    static let firstServes = true
    static let keepsWorkers = true
}

final class ModelTests: XCTestCase {
    /// 손님 넷을 한 프로세스의 스레드 넷이 맡고, 손님이 가도 그 스레드들이 남음
    func testSameThreads() throws {
        let program = try start()
        let first = try together(program)
        for round in 2...4 {
            try ready(program, "손님 넷이 \(round - 1)번째로 간 뒤")
            let next = try together(program)
            XCTAssertEqual(next, first, "\(round)번째로 함께 온 손님 넷을 맡은 스레드들. 처음 넷 그대로여야 함")
        }
    }

    private func together(_ program: Program) throws -> Set<Who> {
        let clients = try (0..<Model.together).map { _ in try program.connect() }
        return Set(try clients.map { try $0.who() })
    }
}
