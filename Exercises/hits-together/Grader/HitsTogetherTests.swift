import Glibc
import GraderKit
import XCTest

final class HitsTogetherTests: XCTestCase {
    /// 어느 워커가 답해도 모두의 수를 말함
    func testTotal() throws {
        let program = try Program(listening: true)
        for _ in 0..<5 {
            let crew = try crew(of: program)
            crew.forEach { $0.client.closeSending() }
            for worker in crew { _ = try worker.client.receiveToEnd() }
        }
        for worker in try crew(of: program) {
            XCTAssertEqual(
                try figures(worker), [18, 3], "손님 열다섯이 다녀가고 셋이 있을 때 \(worker.number)번 워커가 본 [total, busy]")
        }
    }

    /// 맡은 것과 보낸 것을 셈
    func testBusy() throws {
        let program = try Program(listening: true)
        let crew = try crew(of: program)
        XCTAssertEqual(try figures(crew[0]), [3, 3], "손님 셋이 있을 때의 [total, busy]")
        for left in [2, 1] {
            crew[left].client.closeSending()
            _ = try crew[left].client.receiveToEnd()
            XCTAssertEqual(try figures(crew[0]), [3, left], "손님 \(left)이 남았을 때의 [total, busy]")
        }
    }

    /// 맡은 채 죽은 워커는 맡고 있지 않음
    func testDiesBusy() throws {
        let program = try Program(listening: true)
        let crew = try crew(of: program)
        try crew[1].client.send("터짐\n")
        _ = try? crew[1].client.receiveToEnd()
        try full(program, without: crew[1].pid)
        XCTAssertEqual(try figures(crew[0]), [3, 2], "손님 셋 가운데 하나를 맡은 워커가 죽은 뒤의 [total, busy]")
        let client = try program.connect()
        let next = try greeted(client)
        XCTAssertEqual(next.number, crew[1].number, "다시 띄운 워커의 번호")
        XCTAssertEqual(try figures(next), [4, 3], "다시 띄운 워커가 손님을 맡은 뒤의 [total, busy]")
    }

    /// 쉬다 죽은 워커는 아무것도 바꾸지 않음
    func testDiesIdle() throws {
        let program = try Program(listening: true)
        let crew = try crew(of: program)
        crew[2].client.closeSending()
        _ = try crew[2].client.receiveToEnd()
        kill(crew[2].pid, SIGKILL)
        try full(program, without: crew[2].pid)
        XCTAssertEqual(try figures(crew[0]), [3, 2], "쉬던 워커가 죽은 뒤의 [total, busy]")
    }

    /// 동시에 적어도 사라지지 않음
    func testTogether() throws {
        for _ in 0..<3 {
            let program = try Program(arguments: ["--stress"])
            XCTAssertEqual(try program.wait(seconds: 20), .exited(0), "워커 셋이 오만 번씩 적는 프로그램의 끝")
            XCTAssertEqual(program.output, "150000 0\n", "워커 셋이 동시에 오만 번씩 맡고 보낸 뒤의 total과 busy")
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
        return try clients.map(greeted)
    }

    private func greeted(_ client: Client) throws -> Worker {
        let words = try client.receiveLine().split(separator: " ").compactMap { Int32($0) }
        XCTAssertEqual(words.count, 2, "워커의 인사")
        return Worker(pid: words.first ?? 0, number: Int(words.last ?? -1), client: client)
    }

    private func figures(_ worker: Worker) throws -> [Int] {
        try worker.client.send("몇\n")
        return try worker.client.receiveLine().split(separator: " ").compactMap { Int($0) }
    }

    /// 죽은 워커의 자리에 새 워커가 떠 있음. 연결이 닫힌 뒤에도 잠깐은 도는 것으로 보임.
    private func full(_ program: Program, without gone: Int32) throws {
        try program.eventually("마스터와 워커 셋이 있고 좀비가 없음") {
            let running = try $0.watch.processes
            return try running.count == 4 && $0.zombies == 0 && !running.contains(gone)
        }
    }
}
