import Glibc
import GraderKit
import XCTest

final class RespawnTests: XCTestCase {
    /// 번호마다 자식 하나가 떠 있음
    func testStarts() throws {
        let program = try start()
        let crew = try crew(of: program)
        XCTAssertEqual(crew.map(\.number).sorted(), [0, 1, 2], "손님 셋을 맡은 워커들의 번호")
        XCTAssertEqual(Set(crew.map(\.pid)).count, 3, "손님 셋을 맡은 프로세스의 수")
        XCTAssertFalse(crew.map(\.pid).contains(program.pid), "마스터가 손님을 맡음")
    }

    /// 죽을 때마다 같은 번호로 다시 띄움
    func testReplaces() throws {
        let program = try start()
        for round in 1...6 {
            let crew = try crew(of: program)
            let victim = crew[round % 3]
            try victim.client.send(round % 2 == 0 ? "십 초 뒤\n터짐\n" : "십 초 뒤\n나감\n")
            _ = try? victim.client.receiveToEnd()
            crew.forEach { $0.client.close() }
            try full(program, without: [victim.pid], "\(round)번째로 워커가 끝난 뒤")
            let next = try self.crew(of: program)
            XCTAssertEqual(next.map(\.number).sorted(), [0, 1, 2], "\(round)번째로 다시 띄운 뒤 워커들의 번호")
            XCTAssertFalse(next.map(\.pid).contains(victim.pid), "끝난 워커가 손님을 맡음")
            next.forEach { $0.client.close() }
        }
        XCTAssertFalse(program.output.contains("쉼"), "1초 넘게 산 워커가 끝났는데 쉼: \(program.output)")
    }

    /// 한꺼번에 셋이 죽어도 다 채움
    func testManyAtOnce() throws {
        let program = try start()
        let before = try crew(of: program)
        try before[0].client.send("십 초 뒤\n")
        _ = try before[0].client.receiveLine()
        try program.signal(.stop)
        for worker in before { kill(worker.pid, SIGKILL) }
        // kill은 죽음을 기다리지 않음. 마스터가 이어서 돌기 전에 모두 끝나 있게 함. wait 안에서 멈추는 마스터는 하나를 거두고 멈출 수 있음.
        try program.eventually("워커 셋이 죽음") {
            try Set($0.watch.processes).isDisjoint(with: before.map(\.pid))
        }
        try program.signal(.cont)
        try full(program, without: before.map(\.pid), "셋이 한꺼번에 죽은 뒤")
        let after = try crew(of: program)
        XCTAssertEqual(after.map(\.number).sorted(), [0, 1, 2], "셋이 한꺼번에 죽은 뒤 워커들의 번호")
        XCTAssertTrue(Set(after.map(\.pid)).isDisjoint(with: before.map(\.pid)), "죽은 워커가 아직 있음")
    }

    /// 뜨자마자 죽으면 점점 오래 쉼
    func testBackOff() throws {
        let program = try start("--broken", "8")
        try full(program, "0번 워커가 여덟 번 일찍 끝난 뒤")
        _ = try crew(of: program)
        try expectPauses(
            program, [100, 200, 400, 800, 1600, 3200, 3200, 3200], "여덟 번 잇달아 일찍 끝나는 동안 쉰 시간(ms)")
    }

    /// 오래 산 다음에는 처음부터 다시 셈
    func testBackOffStartsOver() throws {
        let program = try start("--broken", "3")
        try full(program, "0번 워커가 세 번 일찍 끝난 뒤")
        let crew = try crew(of: program)
        try crew[0].client.send("십 초 뒤\n터짐\n")
        _ = try? crew[0].client.receiveToEnd()
        crew.forEach { $0.client.close() }
        try full(program, without: [crew[0].pid], "오래 산 워커가 끝난 뒤")
        try expectPauses(program, [100, 200, 400], "세 번 일찍 끝나고, 오래 산 워커가 하나 끝났을 때 쉰 시간(ms)")
        let young = try self.crew(of: program).first { !crew.map(\.pid).contains($0.pid) }
        try XCTUnwrap(young, "새로 띄운 워커").client.send("터짐\n")
        try full(program, without: [young?.pid ?? 0], "새 워커가 일찍 끝난 뒤")
        try expectPauses(program, [100, 200, 400, 100], "그다음 새 워커가 일찍 끝났을 때까지 쉰 시간(ms)")
    }

    /// 자식을 못 만들면 쉬었다가 다시 함
    func testForkFails() throws {
        let program = try start(faults: [.failFork(times: 2, after: 3)])
        let crew = try crew(of: program)
        try crew[0].client.send("십 초 뒤\n터짐\n")
        _ = try? crew[0].client.receiveToEnd()
        crew.forEach { $0.client.close() }
        try full(program, without: [crew[0].pid], "fork가 두 번 실패한 뒤")
        try expectPauses(program, [100, 200], "오래 산 워커가 끝나고 fork가 두 번 실패했을 때 쉰 시간(ms)")
    }

    /// 기다리는 동안 CPU를 쓰지 않음
    func testIdle() throws {
        let program = try start(faults: [.interrupts(every: 2)])
        _ = try crew(of: program)
        try program.settle()
        var running = 0
        for _ in 0..<50 {
            usleep(10_000)
            if try state(of: program.pid) == "R" { running += 1 }
        }
        XCTAssertLessThan(running, 10, "아무 일이 없는 0.5초 동안 쉰 번 볼 때 마스터가 CPU를 쓰고 있거나 쓰려고 줄을 선 횟수")
    }

    private func start(_ arguments: String..., faults: [Fault] = []) throws -> Program {
        let program = try Program(
            listening: true, arguments: ["--test-clock"] + arguments, faults: faults)
        try full(program, "띄운 뒤")
        return program
    }

    /// - Parameter gone: 끝난 워커들. 연결이 닫힌 뒤에도 잠깐은 도는 것으로 보임.
    private func full(_ program: Program, without gone: [Int32] = [], _ when: String) throws {
        try program.eventually("\(when): 마스터와 워커 셋이 있고 좀비가 없음") {
            let running = try $0.watch.processes
            return try running.count == 4 && $0.zombies == 0 && Set(running).isDisjoint(with: gone)
        }
    }

    private struct Worker {
        let pid: Int32
        let number: Int
        let client: Client
    }

    /// 손님 셋을 붙들어 둔 채로 인사를 받음: 셋이 다 다른 워커임.
    private func crew(of program: Program) throws -> [Worker] {
        let clients = try (0..<3).map { _ in try program.connect() }
        return try clients.map { client in
            let words = try client.receiveLine().split(separator: " ").compactMap { Int32($0) }
            XCTAssertEqual(words.count, 2, "워커의 인사")
            return Worker(pid: words.first ?? 0, number: Int(words.last ?? -1), client: client)
        }
    }

    /// 출력은 조금 늦게 올 수 있으니, 그만큼 올 때까지 기다렸다가 봄.
    private func expectPauses(_ program: Program, _ expected: [Int], _ when: String) throws {
        try? program.eventually(when, seconds: 1) { pauses($0).count >= expected.count }
        XCTAssertEqual(pauses(program), expected, when)
    }

    private func pauses(_ program: Program) -> [Int] {
        program.output.split(separator: "\n").filter { $0.hasPrefix("쉼 ") }.compactMap {
            Int($0.dropFirst(2).prefix { $0.isNumber })
        }
    }

    /// 자면 S, 돌거나 코어를 기다리면 R; proc_pid_stat(5).
    private func state(of pid: Int32) throws -> Character? {
        let stat = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        return try XCTUnwrap(stat.split(separator: ")").last).first { $0 != " " }
    }
}
