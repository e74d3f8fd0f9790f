import Glibc
import GraderKit
import XCTest

/// What the server of this stage is like. The other files of the grader are the same in all stages.
enum Model {
    static let arguments = ["--processes", "4"]
    /// Processes without clients, besides the first.
    static let standing = 4
    /// Threads without clients, all processes together.
    static let idleThreads = 5...9
    /// Connections served together: in all, and in each process.
    static let together = 4
    static let each = 1
    static let firstServes = false
    static let keepsWorkers = true
}

final class ModelTests: XCTestCase {
    /// 끝난 만큼, 끝날 때마다 다시 띄움
    func testReplaces() throws {
        let program = try start()
        for round in 1...6 {
            let client = try program.connect()
            let lost = try client.who().pid
            if round.isMultiple(of: 2) { kill(lost, SIGKILL) } else { try client.ask("/crash") }
            try client.expectEnd("끝난 워커의 손님이 받은 것")
            try ready(program, without: [lost], "\(round)번째로 워커가 끝난 뒤")
        }
        try expectAll(of: program, "여섯 번 다시 띄운 뒤")
    }

    /// 한꺼번에 끝나도 다 채움
    func testReplacesMany() throws {
        let program = try start()
        let before = try Set(program.watch.processes).subtracting([program.pid])
        try program.signal(.stop)
        for worker in before { kill(worker, SIGKILL) }
        // 마스터가 이어서 돌기 전에 모두 끝나 있게 함. wait 안에서 멈추는 마스터는 하나를 거두고 멈출 수 있음.
        try program.eventually("워커가 모두 죽음") { try before.isDisjoint(with: $0.watch.processes) }
        try program.signal(.cont)
        try ready(program, without: before, "워커가 한꺼번에 죽은 뒤")
        try expectAll(of: program, "워커가 한꺼번에 죽은 뒤")
    }

    /// 바쁜 워커는 더 받지 않고 줄에 남겨 둠
    func testLeavesInQueue() throws {
        let program = try start()
        let crew = try Set(program.watch.processes).subtracting([program.pid]).sorted()
        let (awake, stopped) = (crew[0], crew.dropFirst())
        stopped.forEach { kill($0, SIGSTOP) }
        defer { stopped.forEach { kill($0, SIGCONT) } }
        // 스레드는 하나씩 멈춤. 아직 안 멈춘 스레드가 손님을 받으면 안 됨.
        try program.eventually("워커 하나만 빼고 스레드가 모두 멈춤") { _ in
            stopped.allSatisfy { states(of: $0).allSatisfy { $0 == "T" } }
        }
        let held = try (0..<Model.each).map { _ in try program.connect() }
        let pids = Set(try held.map { try $0.who().pid })
        XCTAssertEqual(pids, [awake], "워커를 하나만 빼고 멈춰 둔 동안 손님 \(Model.each)명을 맡은 프로세스")
        let next = try program.connect()
        try next.ask("/who")
        XCTAssertTrue(try next.staysSilent(seconds: 0.2), "깨어 있는 워커가 다 바쁜데 다음 손님이 답을 받음")
        stopped.forEach { kill($0, SIGCONT) }
        let pid = try next.whoAnswer().pid
        XCTAssertNotEqual(pid, awake, "멈췄던 워커를 다시 돌린 뒤 다음 손님을 맡은 프로세스가 바쁘던 그 워커임: 미리 받아 쥐면 안 됨")
    }

    /// 자식을 못 만들면 될 때까지 다시 함
    func testForkFails() throws {
        let program = try start(faults: [.failFork(times: 3, after: 1)])
        try expectAll(of: program, "둘째 워커를 띄울 때 fork가 세 번 실패한 뒤")
    }

    /// 자리마다 손님을 맡음.
    private func expectAll(of program: Program, _ when: String) throws {
        let clients = try (0..<Model.together).map { _ in try program.connect() }
        for (number, client) in clients.enumerated() {
            try client.expectHello("\(when), 함께 온 \(number + 1)번째 손님의 GET /hello")
        }
    }
}
