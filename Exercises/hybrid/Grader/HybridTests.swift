import Glibc
import GraderKit
import XCTest

final class HybridTests: XCTestCase {
    // The program has two workers with three threads each.

    /// 손님이 오기 전에 워커 둘이 스레드 셋씩 띄워 둠
    func testBeforeAnyone() throws {
        let program = try start()
        // 더 띄우고 있으면 곧 넘음.
        usleep(50_000)
        XCTAssertEqual(try program.processes, 3, "워커 둘이 뜨고 0.05초 뒤의 프로세스 수(마스터 포함)")
        for worker in try workers(of: program) {
            let count = ProcessWatch(worker).threads
            XCTAssertTrue((3...4).contains(count), "손님이 오기 전 워커의 스레드 수가 \(count): 손님을 맡는 셋, 많아야 하나 더")
        }
        XCTAssertEqual(try masterThreads(of: program), 1, "마스터의 스레드 수")
    }

    /// 손님 여섯을 함께 맡음: 워커 둘이 셋씩
    func testTogether() throws {
        let program = try start()
        let guests = try hold(6, in: program)
        // 아무도 가지 않았으니, 여섯이 다 인사를 받으면 handle 여섯이 함께 돌고 있는 것임.
        let byWorker = Dictionary(grouping: guests, by: \.pid)
        XCTAssertEqual(Set(byWorker.keys), try workers(of: program), "손님 여섯을 맡은 프로세스. 미리 떠 있던 워커들이어야 함")
        for (_, guests) in byWorker {
            XCTAssertEqual(guests.count, 3, "한 워커가 맡은 손님의 수")
            XCTAssertEqual(Set(guests.map(\.thread)).count, guests.count, "한 워커에서 손님을 맡은 스레드의 수")
        }
        let seventh = try program.connect()
        XCTAssertTrue(try seventh.staysSilent(seconds: 0.2), "스레드 여섯이 다 바쁜데 일곱째 손님이 인사를 받음")
        guests[3].client.close()
        XCTAssertEqual(try greeting(seventh).pid, guests[3].pid, "손님 하나가 간 뒤 일곱째 손님을 맡은 프로세스")
    }

    /// 바쁜 워커는 더 받지 않고 줄에 남겨 둠
    func testLeavesInQueue() throws {
        let program = try start()
        let crew = try workers(of: program)
        let (stopped, awake) = try (XCTUnwrap(crew.min()), XCTUnwrap(crew.max()))
        kill(stopped, SIGSTOP)
        defer { kill(stopped, SIGCONT) }
        // 스레드는 하나씩 멈춤. 아직 안 멈춘 스레드가 손님을 받으면 안 됨.
        try program.eventually("워커 하나의 스레드가 모두 멈춤") { _ in
            try states(of: stopped).allSatisfy { $0 == "T" }
        }
        let guests = try hold(3, in: program)
        XCTAssertEqual(guests.map(\.pid), [awake, awake, awake], "워커 하나를 멈춰 둔 동안 손님 셋을 맡은 프로세스")
        let fourth = try program.connect()
        XCTAssertTrue(try fourth.staysSilent(seconds: 0.3), "깨어 있는 워커의 스레드 셋이 다 바쁜데 넷째 손님이 인사를 받음")
        kill(stopped, SIGCONT)
        let pid = try greeting(fourth).pid
        XCTAssertEqual(pid, stopped, "멈췄던 워커를 다시 돌린 뒤 넷째 손님을 맡은 프로세스. 바쁜 워커가 미리 받아 쥐면 안 됨")
    }

    /// 손님이 많이 다녀가도 워커와 스레드가 그대로임
    func testSameWorkers() throws {
        let program = try start()
        let before = try workers(of: program)
        for number in 1...40 {
            let client = try program.connect()
            let pid = try greeting(client).pid
            XCTAssertTrue(before.contains(pid), "\(number)번째 손님을 미리 띄운 워커가 아닌 프로세스가 맡음")
            if number % 3 == 1 {
                client.reset()
                continue
            }
            try client.send("\(number)\n")
            XCTAssertEqual(try client.receiveLine(), "\(number)!", "\(number)번째 손님이 받은 답")
            client.closeSending()
            let rest = try client.receiveToEnd()
            XCTAssertEqual(rest, [], "보내기를 닫은 손님이 더 받은 것")
        }
        XCTAssertEqual(try workers(of: program), before, "손님 마흔 뒤의 워커들")
        try program.eventually("손님 마흔이 간 뒤 워커마다 소켓은 듣는 것 하나", seconds: 2) { _ in
            before.allSatisfy { sockets(of: $0) == 1 }
        }
    }

    /// 하나가 터지면 그 워커의 손님만 끊기고, 새 워커가 그 자리를 채움
    func testCrash() throws {
        let program = try start()
        let guests = try hold(6, in: program)
        let lost = guests[0].pid
        try guests[0].client.send("터짐\n")
        for guest in guests where guest.pid == lost {
            _ = try? guest.client.receiveToEnd(seconds: 2)
        }
        try full(program, without: [lost], "워커 하나가 터진 뒤")
        for guest in guests where guest.pid != lost {
            try guest.client.send("아직\n")
            XCTAssertEqual(try guest.client.receiveLine(), "아직!", "옆의 워커가 터진 뒤 남은 손님이 받은 답")
        }
        let next = try hold(3, in: program)
        XCTAssertEqual(Set(next.map(\.pid)).count, 1, "남은 손님 셋이 그대로일 때 새 손님 셋을 맡은 프로세스의 수")
        XCTAssertTrue(Set(next.map(\.pid)).isDisjoint(with: guests.map(\.pid)), "새 손님을 새 워커가 아닌 프로세스가 맡음")
        XCTAssertFalse(program.output.contains("쉼"), "터진 워커를 곧바로 띄우지 않고 쉼")
    }

    /// 끝날 때마다 다시 띄움
    func testReplaces() throws {
        let program = try start()
        for round in 1...6 {
            let guest = try hold(1, in: program)[0]
            try guest.client.send(round % 2 == 0 ? "터짐\n" : "나감\n")
            _ = try? guest.client.receiveToEnd()
            try full(program, without: [guest.pid], "\(round)번째로 워커가 끝난 뒤")
        }
        try expectServing(program, "여섯 번 다시 띄운 뒤")
        XCTAssertFalse(program.output.contains("쉼"), "손님을 맡다 끝난 워커를 곧바로 띄우지 않고 쉼")
    }

    /// 한꺼번에 끝나도 다 채움
    func testManyAtOnce() throws {
        let program = try start()
        let before = try workers(of: program)
        try program.signal(.stop)
        for worker in before { kill(worker, SIGKILL) }
        // 마스터가 이어서 돌기 전에 둘 다 끝나 있게 함. wait 안에서 멈추는 마스터는 하나를 거두고 멈출 수 있음.
        try program.eventually("워커 둘이 죽음") { try before.isDisjoint(with: $0.watch.processes) }
        try program.signal(.cont)
        try full(program, without: before, "둘이 한꺼번에 죽은 뒤")
        try expectServing(program, "둘이 한꺼번에 죽은 뒤")
    }

    /// 종료 코드 3으로 끝난 워커는 쉬었다가 다시 띄움
    func testRestsAfterThree() throws {
        let program = try start()
        for round in 1...2 {
            let guest = try hold(1, in: program)[0]
            try guest.client.send("셋으로 나감\n")
            _ = try? guest.client.receiveToEnd()
            try full(program, without: [guest.pid], "종료 코드 3으로 끝난 뒤")
            try expectPauses(program, round, "종료 코드 3으로 \(round)번 끝났을 때 쉰 횟수")
        }
        let guest = try hold(1, in: program)[0]
        try guest.client.send("터짐\n")
        _ = try? guest.client.receiveToEnd()
        try full(program, without: [guest.pid], "종료 코드 3 다음에 터진 뒤")
        try expectPauses(program, 2, "종료 코드 3으로 두 번, 터져서 한 번 끝났을 때 쉰 횟수")
    }

    /// 스레드를 다 못 띄운 워커는 종료 코드 3으로 끝남
    func testThreadFails() throws {
        let program = try Program(listening: true, arguments: ["--narrow"])
        // 세 번 쉬면 스택을 둘 곳이 다시 생김.
        try full(program, workers: 1, "스택을 둘 곳이 생긴 뒤")
        try expectPauses(program, 3, "스택을 둘 곳이 모자라다가 세 번 쉰 뒤 생겼을 때 쉰 횟수")
        _ = try hold(3, in: program)
    }

    /// 자식을 못 만들면 쉬었다가 다시 함
    func testForkFails() throws {
        let program = try start(faults: [.failFork(times: 2, after: 2)])
        let guest = try hold(1, in: program)[0]
        try guest.client.send("터짐\n")
        _ = try? guest.client.receiveToEnd()
        try full(program, without: [guest.pid], "다시 띄우려는데 fork가 두 번 실패한 뒤")
        try expectPauses(program, 2, "fork가 두 번 실패했을 때 쉰 횟수")
    }

    /// 처음부터 자식을 못 만들어도 쉬었다가 다시 함
    func testFirstForkFails() throws {
        let program = try start(faults: [.failFork(times: 3, after: 1)])
        try expectPauses(program, 3, "둘째 워커를 띄울 때 fork가 세 번 실패한 뒤 쉰 횟수")
        try expectServing(program, "처음에 fork가 세 번 실패한 뒤")
    }

    /// 받는 것이 실패하면 쉬었다가 다시 함
    func testAcceptFails() throws {
        // 워커마다 셋은 받고, 그다음부터 백오십 번 실패함.
        let program = try start(faults: [.failAccept(times: 150, after: 3)])
        let before = try workers(of: program)
        try hold(6, in: program).forEach { $0.client.close() }
        let client = try program.connect()
        let pid = try greeting(client, seconds: 10).pid
        XCTAssertGreaterThan(try program.sleeps, 100, "accept가 백오십 번 실패하는 동안 잠든 횟수: 쉬지 않고 다시 하면 CPU만 탐")
        XCTAssertGreaterThan(program.age, 0.05, "accept가 백오십 번 실패하는데 떠서 받을 때까지 걸린 시간(초): 더 오래 쉬어야 함")
        XCTAssertTrue(before.contains(pid), "accept가 백오십 번 실패한 뒤 처음부터 있던 워커가 아닌 프로세스가 손님을 맡음")
        XCTAssertEqual(try workers(of: program), before, "accept가 백오십 번 실패한 뒤의 워커들")
    }

    /// 시그널로 끊겨도 이어 감
    func testInterrupts() throws {
        let program = try start(faults: [.interrupts(every: 2)])
        try expectServing(program, "기다리는 호출이 두 번에 한 번 EINTR을 낼 때")
        let guest = try hold(1, in: program)[0]
        try guest.client.send("터짐\n")
        _ = try? guest.client.receiveToEnd()
        try full(program, without: [guest.pid], "EINTR이 나는 가운데 워커가 터진 뒤")
        try expectGone(program)
    }

    /// SIGTERM을 받으면 손님이 있어도 모두 끝냄
    func testTerminates() throws {
        let program = try start()
        let guests = try hold(6, in: program)
        let queued = try program.connect()
        try program.signal(.term)
        for guest in guests { _ = try? guest.client.receiveToEnd(seconds: 3) }
        try expectGone(program)
        withExtendedLifetime(queued) {}
    }

    /// 다시 띄운 워커도 SIGTERM에 끝남
    func testTerminatesReplaced() throws {
        let program = try start()
        for round in 1...3 {
            let guest = try hold(1, in: program)[0]
            try guest.client.send("터짐\n")
            _ = try? guest.client.receiveToEnd()
            try full(program, without: [guest.pid], "\(round)번째로 터진 뒤")
        }
        try expectGone(program)
    }

    /// 할 일이 없으면 잠들어 기다림
    func testIdle() throws {
        let program = try start()
        let all = try program.watch.processes
        var running = 0
        for _ in 0..<50 {
            usleep(10_000)
            if try all.contains(where: { try states(of: $0).contains("R") }) { running += 1 }
        }
        XCTAssertLessThan(running, 10, "아무 일이 없는 0.5초 동안 쉰 번 볼 때 마스터나 워커가 CPU를 쓰고 있거나 쓰려고 줄을 선 횟수")
    }

    private func start(faults: [Fault] = []) throws -> Program {
        let program = try Program(listening: true, faults: faults)
        try full(program, "띄운 뒤")
        try program.settle()
        return program
    }

    /// 워커가 다 있고, 저마다 스레드를 다 띄웠음.
    ///
    /// - Parameter gone: 끝난 워커들. 연결이 닫힌 뒤에도 잠깐은 도는 것으로 보임.
    private func full(
        _ program: Program, workers: Int = 2, without gone: some Sequence<Int32> = [], _ when: String
    ) throws {
        let what = "\(when): 마스터 말고 워커가 \(workers)개, 저마다 스레드가 셋이나 넷, 좀비는 없음"
        var seen = ""
        do {
            try program.eventually(what, seconds: 3) {
                let running = try Set($0.watch.processes)
                let crew = running.subtracting([$0.pid])
                let (threads, zombies) = try (crew.map { ProcessWatch($0).threads }, $0.zombies)
                seen = "워커 \(crew.count)개, 스레드 \(threads), 좀비 \(zombies)"
                if crew.isEmpty, $0.output.contains("모두 내려감") { throw CameBack() }
                guard crew.count == workers && zombies == 0 && running.isDisjoint(with: gone) else {
                    return false
                }
                return threads.allSatisfy { (3...4).contains($0) }
            }
        } catch ProgramFailure.notReached(let what, let seconds) {
            throw ProgramFailure.notReached("\(what). 마지막으로 본 것: \(seen)", seconds: seconds)
        }
    }

    private func workers(of program: Program) throws -> Set<Int32> {
        Set(try program.watch.processes).subtracting([program.pid])
    }

    /// 손님 여섯이 함께 맡겨짐.
    private func expectServing(_ program: Program, _ when: String) throws {
        let guests = try hold(6, in: program)
        XCTAssertEqual(Set(guests.map(\.pid)), try workers(of: program), "\(when) 손님 여섯을 맡은 프로세스")
        guests.forEach { $0.client.close() }
    }

    /// SIGTERM 뒤 마스터가 돌아왔고 남은 자식이 없음.
    private func expectGone(_ program: Program) throws {
        try program.signal(.term)
        try program.output(until: "모두 내려감")
        XCTAssertEqual(try program.processes, 1, "SIGTERM 뒤 runHybrid가 돌아왔을 때의 프로세스 수")
        XCTAssertEqual(try program.zombies, 0, "SIGTERM 뒤 runHybrid가 돌아왔을 때의 좀비 수")
        program.closeInput()
        XCTAssertEqual(try program.wait(), .exited(0), "SIGTERM 뒤 마스터의 끝")
        XCTAssertFalse(program.output.contains("쉼"), "SIGTERM 때문에 끝난 워커를 보고 쉼")
    }

    /// 출력은 조금 늦게 올 수 있으니, 그만큼 올 때까지 기다렸다가 봄.
    private func expectPauses(_ program: Program, _ expected: Int, _ when: String) throws {
        try? program.eventually(when, seconds: 1) { pauses($0) >= expected }
        XCTAssertEqual(pauses(program), expected, when)
    }

    private func pauses(_ program: Program) -> Int {
        program.output.split(separator: "\n").count { $0 == "쉼" }
    }

    private struct Guest {
        let client: Client
        let pid: Int32
        let thread: Substring
    }

    /// 손님들을 붙들어 둔 채로 인사를 받음.
    private func hold(_ count: Int, in program: Program) throws -> [Guest] {
        let clients = try (0..<count).map { _ in try program.connect() }
        return try clients.map { client in
            let (pid, thread) = try greeting(client)
            return Guest(client: client, pid: pid, thread: thread)
        }
    }

    /// 인사를 받음: 어느 프로세스의 어느 스레드가 받았는지.
    private func greeting(_ client: Client, seconds: Double = 3) throws -> (pid: Int32, thread: Substring) {
        let line = try client.receiveLine(seconds: seconds)
        let words = line.split(separator: " ")
        let pid = try XCTUnwrap(words.first.flatMap { Int32($0) }, "handle이 처음 보낸 줄: \(line)")
        return (pid, words.last ?? "")
    }

    private func masterThreads(of program: Program) throws -> Int {
        try program.threads - workers(of: program).reduce(0) { $0 + ProcessWatch($1).threads }
    }

    private func sockets(of pid: Int32) -> Int {
        ProcessWatch(pid).openFiles.values.count { $0.hasPrefix("socket:") }
    }

    /// 스레드마다 자면 S, 돌거나 코어를 기다리면 R, 멈췄으면 T; proc_pid_stat(5).
    private func states(of pid: Int32) throws -> [Character] {
        let tasks = "/proc/\(pid)/task"
        return try FileManager.default.contentsOfDirectory(atPath: tasks).compactMap {
            let stat = try String(contentsOfFile: "\(tasks)/\($0)/stat", encoding: .utf8)
            return try XCTUnwrap(stat.split(separator: ")").last).first { $0 != " " }
        }
    }
}

/// 기다려도 워커가 생기지 않음.
private struct CameBack: Error, CustomStringConvertible {
    let description = "runHybrid가 SIGTERM을 받기 전에 돌아옴. 워커는 없음"
}
