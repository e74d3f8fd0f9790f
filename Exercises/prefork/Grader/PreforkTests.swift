import GraderKit
import XCTest

final class PreforkTests: XCTestCase {
    /// 손님이 오기 전에 워커가 다 떠 있음
    func testBeforeAnyone() throws {
        let program = try Program(listening: true)
        _ = try workers(of: program)
        XCTAssertEqual(try program.threads, 4, "손님이 오기 전의 스레드 수. 마스터와 워커 셋에 하나씩이어야 함")
    }

    /// 손님 셋을 워커 셋이 함께 맡음
    func testTogether() throws {
        let program = try Program(listening: true)
        let before = try workers(of: program)
        let clients = try (0..<3).map { _ in try program.connect() }
        // 아무도 가지 않았으니, 셋이 다 인사를 받으면 handle 셋이 함께 돌고 있는 것임.
        let pids = try clients.map(greeting)
        XCTAssertEqual(Set(pids), before, "손님 셋을 맡은 프로세스. 미리 떠 있던 워커들이어야 함")
        let fourth = try program.connect()
        XCTAssertTrue(try fourth.staysSilent(seconds: 0.2), "워커 셋이 다 바쁜데 넷째 손님이 인사를 받음")
        clients[1].close()
        XCTAssertEqual(try greeting(fourth), pids[1], "워커 하나가 손님을 보낸 뒤 넷째 손님을 맡은 프로세스")
    }

    /// 손님이 많아도 더 띄우지 않음
    func testSameWorkers() throws {
        let program = try Program(listening: true)
        let before = try workers(of: program)
        for number in 1...30 {
            let client = try program.connect()
            let pid = try greeting(client)
            XCTAssertTrue(before.contains(pid), "\(number)번째 손님을 미리 띄운 워커가 아닌 프로세스가 맡음")
            try client.send("\(number)\n")
            XCTAssertEqual(try client.receiveLine(), "\(number)!", "\(number)번째 손님이 받은 답")
        }
        XCTAssertEqual(try workers(of: program), before, "손님 서른 뒤의 워커들")
    }

    /// 손님의 연결을 닫음
    func testCloses() throws {
        let program = try Program(listening: true)
        let before = try workers(of: program)
        for number in 0..<40 {
            let client = try program.connect()
            _ = try greeting(client)
            if number % 3 == 1 {
                client.reset()
            } else {
                client.closeSending()
                let rest = try client.receiveToEnd()
                XCTAssertEqual(rest, [], "보내기를 닫은 손님이 더 받은 것")
            }
        }
        try program.eventually("손님 마흔이 간 뒤 워커마다 소켓은 듣는 것 하나", seconds: 2) { _ in
            before.allSatisfy { sockets(of: $0) == 1 }
        }
    }

    /// 워커 하나가 터져도 나머지는 멀쩡함
    func testCrash() throws {
        let program = try Program(listening: true)
        _ = try workers(of: program)
        let stays = try program.connect()
        _ = try greeting(stays)
        let crashes = try program.connect()
        _ = try greeting(crashes)
        try crashes.send("터짐\n")
        XCTAssertEqual(try crashes.receiveToEnd(), [], "터진 워커의 손님이 받은 것")
        try stays.send("아직\n")
        XCTAssertEqual(try stays.receiveLine(), "아직!", "옆의 워커가 터진 뒤 남은 손님이 받은 답")
        for number in 1...4 {
            let client = try program.connect()
            XCTAssertNoThrow(try greeting(client), "워커 하나가 터진 뒤의 \(number)번째 손님")
        }
    }

    /// 마스터가 끝난 워커를 거두고, 다 끝나면 돌아옴
    func testMasterWaits() throws {
        let program = try Program(listening: true)
        _ = try workers(of: program)
        for left in [3, 2] {
            let client = try program.connect()
            _ = try greeting(client)
            try client.send("터짐\n")
            _ = try client.receiveToEnd()
            try program.eventually("워커가 \(left - 1)개 남고 좀비가 없음", seconds: 2) {
                try $0.processes == left && $0.zombies == 0
            }
            XCTAssertNil(program.ending, "워커가 \(left - 1)개 남았는데 마스터가 끝남")
        }
        let last = try program.connect()
        _ = try greeting(last)
        try last.send("터짐\n")
        XCTAssertEqual(try program.wait(), .exited(0), "워커가 모두 끝난 뒤 마스터의 끝")
        XCTAssertTrue(program.output.contains("워커가 모두 끝남"), "runPrefork가 돌아와야 함")
    }

    /// 받는 것이 실패하면 쉬었다가 다시 하고, 워커는 끝나지 않음
    func testAcceptFails() throws {
        let program = try Program(listening: true, faults: [.failAccept(times: 50)])
        let before = try workers(of: program)
        let clients = try (0..<3).map { _ in try program.connect() }
        XCTAssertEqual(Set(try clients.map(greeting)), before, "accept가 오십 번씩 실패한 뒤 손님 셋을 맡은 프로세스")
        XCTAssertGreaterThan(try program.sleeps, 40, "accept가 오십 번씩 실패하는 동안 잠든 횟수: 쉬지 않고 다시 하면 CPU만 탐")
        XCTAssertGreaterThan(program.age, 0.05, "accept가 오십 번씩 실패하는데 떠서 받을 때까지 걸린 시간(초): 더 오래 쉬어야 함")
    }

    /// 시그널로 끊겨도 이어 감
    func testInterrupts() throws {
        let program = try Program(listening: true, faults: [.interrupts(every: 2)])
        let before = try workers(of: program)
        for number in 1...6 {
            let client = try program.connect()
            XCTAssertTrue(before.contains(try greeting(client)), "\(number)번째 손님을 미리 띄운 워커가 아닌 프로세스가 맡음")
        }
    }

    /// 마스터의 자식들. 손님이 오기 전에 셋이 떠야 함.
    private func workers(of program: Program) throws -> Set<Int32> {
        try program.eventually("마스터 말고 워커 셋이 떠 있음", seconds: 2) { try $0.processes == 4 }
        // 워커가 워커를 낳고 있으면 곧 넷을 넘음.
        usleep(50_000)
        XCTAssertEqual(try program.processes, 4, "워커 셋이 뜨고 0.05초 뒤의 프로세스 수(마스터 포함)")
        return Set(try program.watch.processes).subtracting([program.pid])
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
