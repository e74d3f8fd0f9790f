import GraderKit
import XCTest

final class ServerTests: XCTestCase {
    /// 손님이 오기 전: 띄워 둘 것만 떠 있음
    func testBeforeAnyone() throws {
        let program = try start()
        // 더 띄우고 있으면 곧 넘음.
        usleep(50_000)
        try ready(program, "띄우고 0.05초 뒤")
    }

    /// 손님 넷을 함께 맡고, 다섯째는 자리가 날 때까지 기다림
    func testTogether() throws {
        let program = try start()
        let clients = try (0..<Model.together).map { _ in try program.connect() }
        // 아무도 가지 않았으니, 다 답을 받으면 모두 함께 맡고 있는 것임.
        let who = try clients.map { try $0.who() }
        XCTAssertEqual(Set(who).count, Model.together, "손님 \(Model.together)명을 맡은 스레드의 수")
        for (pid, guests) in Dictionary(grouping: who, by: \.pid) {
            XCTAssertEqual(guests.count, Model.each, "프로세스 하나가 맡은 손님의 수")
            XCTAssertEqual(pid == program.pid, Model.firstServes, "처음 프로세스(마스터)가 손님을 맡았는지")
        }
        let fifth = try program.connect()
        try fifth.ask("/who")
        XCTAssertTrue(try fifth.staysSilent(seconds: 0.2), "자리가 다 찼는데 다음 손님이 답을 받음")
        clients[1].close()
        _ = try fifth.whoAnswer()
    }

    /// 손님이 많이 다녀가도 남는 것이 없음
    func testVisits() throws {
        let program = try start()
        let before = try Set(program.watch.processes)
        var pids: [Int32] = []
        for number in 1...30 {
            let client = try program.connect()
            pids.append(try client.who().pid)
            switch number % 3 {
            case 0: client.reset()
            case 1: client.close()
            default:
                try client.ask("/hello", "Connection: close")
                try client.expect("hello\n", "\(number)번째 손님의 GET /hello")
                try client.expectEnd("\(number)번째 손님이 답 뒤에 받은 것")
            }
        }
        if Model.keepsWorkers {
            XCTAssertTrue(before.isSuperset(of: pids), "미리 떠 있던 프로세스가 아닌 것이 손님을 맡음")
        } else {
            XCTAssertEqual(Set(pids).count, 30, "손님 서른을 맡은 프로세스의 수")
        }
        try ready(program, "손님 서른이 간 뒤")
        XCTAssertEqual(Set(try program.watch.processes), before, "손님 서른이 간 뒤의 프로세스들")
        let allowed = 3 * before.count
        try program.eventually("손님 서른이 간 뒤 열린 소켓이 모두 \(allowed)개 이하") { _ in
            before.reduce(0) { $0 + sockets(of: $1) } <= allowed
        }
    }

    /// 터지면 그 프로세스의 손님만 잃고, 자리는 다시 생김
    func testCrash() throws {
        let program = try start()
        let clients = try (0..<Model.together).map { _ in try program.connect() }
        let who = try clients.map { try $0.who() }
        let lost = who[0].pid
        try clients[0].ask("/crash")
        if Model.firstServes {
            let ending = try program.wait()
            guard case .killed = ending else { return XCTFail("GET /crash 뒤 서버의 끝: \(ending). 시그널로 끝나야 함") }
            return
        }
        for (client, who) in zip(clients, who) where who.pid == lost {
            try client.expectEnd("터진 프로세스의 손님이 받은 것")
        }
        for (client, who) in zip(clients, who) where who.pid != lost {
            try client.expectHello("옆의 프로세스가 터진 뒤 남은 손님의 GET /hello")
        }
        // 처음 손님들이 자리를 쥐고 있으니, 잃은 만큼의 새 자리에서 답이 옴.
        let next = try (0..<Model.each).map { _ in try program.connect() }
        let after = try next.map { try $0.who() }
        XCTAssertTrue(Set(after.map(\.pid)).isDisjoint(with: who.map(\.pid)), "터진 뒤 온 손님을 새 프로세스가 아닌 것이 맡음")
        let extra = try program.connect()
        try extra.ask("/who")
        XCTAssertTrue(try extra.staysSilent(seconds: 0.1), "새 자리까지 다 찼는데 다음 손님이 답을 받음")
        XCTAssertEqual(try program.zombies, 0, "터진 프로세스를 거둔 뒤의 좀비 수")
    }

    /// SIGTERM: 쉬는 손님은 보내고, 답하던 요청은 마치고, 0으로 끝남
    func testFinishes() throws {
        let program = try start()
        let (held, idle) = try (program.connect(), program.connect())
        try idle.expectHello("SIGTERM 전의 GET /hello")
        try held.ask("/hold")
        try program.output(until: "hold\n")
        try program.signal(.term)
        try idle.expectEnd("SIGTERM 뒤, 답을 다 받고 쉬던 손님이 받은 것")
        for _ in 0..<2 {
            XCTAssertTrue(try held.staysSilent(seconds: 0.1), "SIGTERM 뒤, 답을 기다리던 손님의 연결이 닫힘")
            XCTAssertFalse(program.output.contains("모두 내려감"), "답하던 요청이 있는데 serve가 돌아옴")
            // 두 번 와도 한 번과 같음.
            try program.signal(.term)
        }
        try program.send("x")
        try held.expect("held\n", "SIGTERM 전에 온 GET /hold의 답")
        try held.expectEnd("SIGTERM 뒤 마지막 답 다음에 온 것")
        try expectGone(program)
    }

    /// SIGTERM: 자리가 다 찼어도 모두 답하고 끝남
    func testFinishesAll() throws {
        let program = try start()
        let clients = try (0..<Model.together).map { _ in try program.connect() }
        for client in clients { try client.ask("/hold") }
        try program.eventually("GET /hold \(Model.together)개가 함께 붙들림") { program in
            program.output.split(separator: "\n").count { $0 == "hold" } == Model.together
        }
        try program.signal(.term)
        XCTAssertTrue(try clients[0].staysSilent(seconds: 0.1), "SIGTERM 뒤, 답을 기다리던 손님의 연결이 닫힘")
        try program.send(String(repeating: "x", count: Model.together))
        for client in clients {
            try client.expect("held\n", "SIGTERM 전에 온 GET /hold의 답")
            try client.expectEnd("SIGTERM 뒤 마지막 답 다음에 온 것")
        }
        try expectGone(program)
    }

    /// SIGTERM: 손님이 없어도 곧 끝남
    func testFinishesIdle() throws {
        let program = try start()
        let client = try program.connect()
        try client.expectHello("GET /hello")
        client.close()
        try ready(program, "손님 하나가 간 뒤")
        try program.settle()
        try program.signal(.term)
        try expectGone(program)
    }

    /// 시그널로 끊겨도 맡고, SIGTERM에 끝남
    func testInterrupts() throws {
        let program = try start(faults: [.interrupts(every: 2)])
        for number in 1...6 {
            let client = try program.connect()
            try client.expectHello("기다리는 호출이 두 번에 한 번 EINTR을 낼 때 \(number)번째 손님")
        }
        try ready(program, "기다리는 호출이 두 번에 한 번 EINTR을 낼 때 손님 여섯이 간 뒤")
        try program.signal(.term)
        try expectGone(program)
    }

    /// 받는 것이 실패해도 다시 받음
    func testAcceptFails() throws {
        let program = try start(faults: [.failAccept(times: 12, after: 1)])
        let before = try Set(program.watch.processes)
        for number in 1...10 {
            let client = try program.connect()
            try client.expectHello("accept가 이따금 실패할 때 \(number)번째 손님")
        }
        try ready(program, "accept가 실패한 뒤")
        XCTAssertEqual(Set(try program.watch.processes), before, "accept가 실패한 뒤의 프로세스들")
    }

    /// 할 일이 없으면 잠들어 기다림
    func testIdle() throws {
        let program = try start()
        let client = try program.connect()
        try client.expectHello("GET /hello")
        try program.settle()
        let all = try program.watch.processes
        var running = 0
        for _ in 0..<50 {
            usleep(10_000)
            if all.contains(where: { states(of: $0).contains("R") }) { running += 1 }
        }
        XCTAssertLessThan(running, 10, "쉬는 손님 하나뿐인 0.5초 동안 쉰 번 볼 때, 서버가 CPU를 쓰고 있거나 쓰려고 줄을 선 횟수")
    }

    /// serve가 돌아왔고, 듣는 소켓을 쥔 자식도 남지 않음.
    private func expectGone(_ program: Program) throws {
        try program.output(until: "모두 내려감")
        XCTAssertEqual(try program.processes, 1, "serve가 돌아온 뒤의 프로세스 수")
        XCTAssertEqual(try program.zombies, 0, "serve가 돌아온 뒤의 좀비 수")
        XCTAssertThrowsError(try program.connect(), "serve가 돌아온 뒤 온 손님이 줄을 섬: 듣는 소켓이 아직 열려 있음")
        program.closeInput()
        XCTAssertEqual(try program.wait(), .exited(0), "SIGTERM 뒤 서버의 끝")
    }

    private func sockets(of pid: Int32) -> Int {
        ProcessWatch(pid).openFiles.values.count { $0.hasPrefix("socket:") }
    }
}
