import GraderKit
import XCTest

final class PolitePoolTests: XCTestCase {
    // The program has two threads and room for two more clients.

    /// 손님 둘을 스레드 둘이 함께 맡고, 그만두면 연결이 닫힘
    func testTogether() throws {
        let program = try Program(listening: true)
        let clients = try (0..<2).map { _ in try program.connect() }
        // 아무도 가지 않았으니, 둘이 다 인사를 받으면 handle 둘이 함께 돌고 있는 것임.
        let greetings = try clients.map(greeting)
        XCTAssertEqual(Set(greetings.map(\.pid)), [program.pid], "손님 둘을 맡은 프로세스. 서버 프로세스 하나여야 함")
        XCTAssertEqual(Set(greetings.map(\.thread)).count, 2, "손님 둘을 맡은 스레드의 수")
        for client in clients {
            try client.send("여보세요\n")
            let answer = try client.receiveLine(seconds: 3)
            XCTAssertEqual(answer, "여보세요!", "‘여보세요’에 온 답")
            client.closeSending()
            let rest = try client.receiveToEnd(seconds: 3)
            XCTAssertEqual(rest, [], "손님이 보내기를 닫은 뒤 더 온 것")
        }
        try program.eventually("손님이 간 뒤 열린 소켓은 듣는 것 하나", seconds: 3) {
            try $0.watch.openFiles.values.count { $0.hasPrefix("socket:") } == 1
        }
    }

    /// 스레드가 다 바쁘면 둘까지는 기다리다가, 온 차례로 맡겨짐
    func testQueue() throws {
        let program = try Program(listening: true)
        let held = try fill(program)
        let queued = try (0..<2).map { _ in try program.connect() }
        XCTAssertTrue(try queued[0].staysSilent(seconds: 0.1), "스레드 둘이 모두 바쁜데 큐에 있을 첫 손님에게 온 것이 있음")
        XCTAssertTrue(try queued[1].staysSilent(seconds: 0.1), "스레드 둘이 모두 바쁜데 큐에 있을 둘째 손님에게 온 것이 있음")
        held[1].close()
        _ = try greeting(queued[0])
        XCTAssertTrue(try queued[1].staysSilent(seconds: 0.1), "한 손님만 갔는데 큐에 있을 둘째 손님에게 온 것이 있음")
        held[0].close()
        _ = try greeting(queued[1])
    }

    /// 큐까지 차면 그 자리에서 503을 받고 끝을 봄
    func testRefuses() throws {
        let program = try Program(listening: true)
        let held = try fill(program)
        let queued = try (0..<2).map { _ in try program.connect() }
        for number in 5...7 { try expectRefused(program.connect(), "아무 말도 안 한 \(number)번째 손님") }
        XCTAssertTrue(try queued[0].staysSilent(seconds: 0), "큐에 있는 손님에게 온 것이 있음")
        // 자리가 나면 다시 받음.
        held[0].close()
        _ = try greeting(queued[0])
        let next = try program.connect()
        XCTAssertTrue(try next.staysSilent(seconds: 0.1), "큐에 자리가 난 뒤에 온 손님에게 온 것이 있음")
        try expectRefused(program.connect(), "큐가 다시 찬 뒤에 온 손님")
        held[1].close()
        queued.forEach { $0.close() }
        _ = try greeting(next)
    }

    /// 요청을 이미 보낸 손님도 503을 다 받고, 끊기지 않고 끝을 봄
    func testRefusesRequest() throws {
        let program = try Program(listening: true)
        let held = try fill(program)
        let queued = try (0..<2).map { _ in try program.connect() }
        let filler = String(repeating: "가", count: 4000)
        let request = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Fill: \(filler)\r\n\r\n"
        try pause(program)
        let refused = try (0..<3).map { _ in
            let client = try program.connect()
            try client.send(request)
            return client
        }
        try program.signal(.cont)
        for client in refused { try expectRefused(client, "12 KB쯤의 요청을 이미 보낸 손님") }
        withExtendedLifetime((held, queued)) {}
    }

    /// 한꺼번에 와도 꼭 넷까지 받아 둠
    func testBurst() throws {
        let program = try Program(listening: true)
        for round in 1...8 {
            try pause(program)
            let clients = try (0..<8).map { _ in try program.connect() }
            try program.signal(.cont)
            for client in clients[..<2] { _ = try greeting(client) }
            for client in clients[4...] { try expectRefused(client, "\(round)번째로, 여덟이 한꺼번에 왔을 때 뒤의 넷") }
            for number in 0..<2 {
                try leave(clients[number])
                _ = try greeting(clients[number + 2])
            }
            for client in clients[2..<4] { try leave(client) }
            try settle(program)
        }
    }

    /// 큐가 0이면 스레드가 노는 동안만 받음
    func testNoQueue() throws {
        let program = try Program(listening: true, arguments: ["--queue", "0"])
        let held = try fill(program)
        try expectRefused(program.connect(), "queue가 0이고 스레드가 모두 바쁠 때 온 손님")
        try leave(held[0])
        try settle(program, sockets: 2)
        _ = try greeting(program.connect())
    }

    /// 거절당한 손님이 버티거나 끊고 가도 다음 손님은 그대로임
    func testRefusedClients() throws {
        let program = try Program(listening: true)
        var held = try fill(program)
        let queued = try (0..<2).map { _ in try program.connect() }
        try pause(program)
        // 끊고 간 손님과, 받은 것을 읽지도 떠나지도 않는 손님.
        for _ in 0..<3 {
            let client = try program.connect()
            try client.send("GET / HTTP/1.1\r\n\r\n")
            client.reset()
        }
        let stubborn = try (0..<3).map { _ in try program.connect() }
        try program.signal(.cont)
        try expectRefused(program.connect(), "거절당하고 안 떠나는 손님들 뒤에 온 손님")
        held.removeFirst().close()
        _ = try greeting(queued[0])
        let threads = try program.threads
        XCTAssertLessThanOrEqual(threads, 4, "손님 일곱을 거절한 뒤의 스레드 수. 메인 스레드 말고 threads + 1개까지임")
        try program.eventually("거절한 연결은 모두 닫혀, 열린 소켓은 듣는 것과 손님 셋", seconds: 3) {
            try $0.watch.openFiles.values.count { $0.hasPrefix("socket:") } == 4
        }
        withExtendedLifetime(stubborn) {}
    }

    /// 한 번에 다 쓰이지 않아도 503을 끝까지 씀
    func testShortWrites() throws {
        let program = try Program(listening: true, faults: [.shortWrites(max: 3), .interrupts(every: 3)])
        let held = try fill(program)
        let queued = try (0..<2).map { _ in try program.connect() }
        try expectRefused(program.connect(), "세 바이트씩 써질 때 거절당한 손님")
        withExtendedLifetime((held, queued)) {}
    }

    /// 손님 여럿이 끊고 가도 자리를 잃지 않음
    func testResets() throws {
        let program = try Program(listening: true)
        for _ in 0..<8 {
            let client = try program.connect()
            _ = try greeting(client)
            client.reset()
        }
        try settle(program)
        let held = try fill(program)
        let queued = try (0..<2).map { _ in try program.connect() }
        XCTAssertTrue(try queued[1].staysSilent(seconds: 0.1), "손님 여덟이 끊고 간 뒤, 큐에 있을 손님에게 온 것이 있음")
        held.forEach { $0.close() }
        for client in queued { _ = try greeting(client) }
    }

    /// 받는 것이 실패해도, 쉬었다가 다시 함
    func testAcceptFails() throws {
        let program = try Program(listening: true, faults: [.failAccept(times: 50, after: 1)])
        _ = try greeting(program.connect())
        _ = try greeting(program.connect())
        XCTAssertGreaterThan(try program.sleeps, 40, "accept가 오십 번 실패하는 동안 잠든 횟수: 쉬지 않고 다시 하면 CPU만 탐")
        XCTAssertGreaterThan(program.age, 0.05, "accept가 오십 번 실패하는데 떠서 받을 때까지 걸린 시간(초): 더 오래 쉬어야 함")
    }

    /// 손님 둘이 스레드 둘을 붙듦.
    private func fill(_ program: Program) throws -> [Client] {
        let clients = try (0..<2).map { _ in try program.connect() }
        for client in clients { _ = try greeting(client) }
        return clients
    }

    private func leave(_ client: Client) throws {
        client.closeSending()
        _ = try client.receiveToEnd(seconds: 3)
    }

    /// 떠난 손님을 맡던 스레드가 그 일을 다 마침: 연결을 닫고, 모두 잠듦.
    private func settle(_ program: Program, sockets: Int = 1) throws {
        try program.eventually("손님이 떠난 뒤 그 연결이 닫힘", seconds: 3) {
            try $0.watch.openFiles.values.count { $0.hasPrefix("socket:") } == sockets
        }
        try program.eventually("손님이 떠난 뒤 스레드가 모두 잠듦", seconds: 3) { try $0.watch.isAsleep }
    }

    /// 모두 멈춤. 그동안 온 손님과 손님이 보낸 것은 커널이 받아 둠.
    private func pause(_ program: Program) throws {
        try program.signal(.stop)
        try program.eventually("프로그램을 멈춤", seconds: 3) { _ in
            try states(of: program.pid).allSatisfy { $0 == "T" }
        }
    }

    /// 스레드마다. T면 멈춤; proc_pid_stat(5).
    private func states(of pid: Int32) throws -> [Character] {
        let folder = "/proc/\(pid)/task"
        return try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { task in
            let stat = try? String(contentsOfFile: "\(folder)/\(task)/stat", encoding: .utf8)
            return stat?.split(separator: ")").last?.first { $0 != " " }
        }
    }

    private func expectRefused(_ client: Client, _ who: String) throws {
        let text: String
        do {
            text = String(decoding: try client.receiveToEnd(seconds: 3), as: UTF8.self)
        } catch ProgramFailure.reset {
            XCTFail("\(who)이 끝 대신 끊김을 봄: 와 있는 요청을 읽지 않고 닫으면 커널이 끊음(RST)을 보냄")
            return
        }
        guard let end = text.range(of: "\r\n\r\n") else {
            XCTFail("\(who)이 빈 줄로 끝나는 503을 받지 못함. 받은 것: \(text.debugDescription)")
            return
        }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        XCTAssertEqual(lines[0], "HTTP/1.1 503 Service Unavailable", "\(who)이 받은 첫 줄")
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon].lowercased()] =
                line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        let seconds = fields["retry-after"].flatMap { Int($0) } ?? 0
        XCTAssertGreaterThanOrEqual(seconds, 1, "\(who)이 받은 Retry-After(초)")
        XCTAssertEqual(
            fields["content-length"], "\(text[end.upperBound...].utf8.count)", "\(who)이 받은 Content-Length")
        XCTAssertEqual(fields["connection"]?.lowercased(), "close", "\(who)이 받은 Connection")
    }

    /// 인사를 받음.
    private func greeting(_ client: Client) throws -> Greeting {
        let line = try client.receiveLine(seconds: 3)
        return try XCTUnwrap(Greeting(line), "handle이 처음 보낸 줄: \(line)")
    }
}

/// 어느 프로세스의 어느 스레드가 받았는지.
private struct Greeting {
    let pid: Int32
    let thread: Substring

    init?(_ line: String) {
        let words = line.split(separator: " ")
        guard words.count == 2, let pid = Int32(words[0]) else { return nil }
        (self.pid, thread) = (pid, words[1])
    }
}
