import GraderKit
import XCTest

final class ThreadPerConnectionTests: XCTestCase {
    // The program allows four handlers at once.

    /// 손님 넷을 한 프로세스의 스레드 넷이 함께 맡음
    func testTogether() throws {
        let program = try Program(listening: true)
        let clients = try (0..<4).map { _ in try program.connect() }
        // 아무도 가지 않았으니, 넷이 다 인사를 받으면 handle 넷이 함께 돌고 있는 것임.
        let greetings = try clients.map(greeting)
        XCTAssertEqual(Set(greetings.map(\.pid)), [program.pid], "손님 넷을 맡은 프로세스. 서버 프로세스 하나여야 함")
        XCTAssertEqual(Set(greetings.map(\.thread)).count, 4, "손님 넷을 맡은 스레드의 수")
        for (number, client) in clients.enumerated() {
            try client.send("\(number)번\n")
            XCTAssertEqual(try client.receiveLine(), "\(number)번!", "\(number)번 손님이 받은 답")
        }
    }

    /// 다섯째 손님은 끊기지 않고 기다리다가, 누구든 하나가 가면 맡겨짐
    func testLimit() throws {
        let program = try Program(listening: true)
        var clients = try (0..<4).map { _ in try program.connect() }
        for client in clients { _ = try greeting(client) }
        let fifth = try program.connect()
        XCTAssertTrue(try fifth.staysSilent(seconds: 0.1), "limit이 4인데, 넷이 일하는 동안 다섯째 손님이 받은 것이 있음")
        // 먼저 온 손님이 아니라 나중에 온 손님이 먼저 감.
        clients.remove(at: 2).close()
        _ = try greeting(fifth)
        let sixth = try program.connect()
        XCTAssertTrue(try sixth.staysSilent(seconds: 0.1), "limit이 4인데, 다시 넷이 일하는 동안 여섯째 손님이 받은 것이 있음")
    }

    /// 손님이 그만두면 연결이 닫힘
    func testCloses() throws {
        let program = try Program(listening: true)
        let client = try program.connect()
        _ = try greeting(client)
        client.closeSending()
        XCTAssertEqual(try client.receiveToEnd(), [], "손님이 보내기를 닫은 뒤 더 온 것")
        try program.eventually("손님이 간 뒤 열린 소켓은 듣는 것 하나", seconds: 2) {
            try $0.watch.openFiles.values.count { $0.hasPrefix("socket:") } == 1
        }
    }

    /// 손님이 떠나면 스레드도 끝남
    func testThreadEnds() throws {
        let program = try Program(listening: true)
        let clients = try (0..<4).map { _ in try program.connect() }
        for client in clients { _ = try greeting(client) }
        clients.forEach { $0.close() }
        // 받는 일을 따로 하는 스레드가 하나 더 있어도 됨.
        try program.eventually("손님이 다 간 뒤 손님을 맡던 스레드가 남지 않음", seconds: 2) { try $0.threads <= 2 }
    }

    /// 끝난 스레드의 스택이 쌓이지 않음
    func testKeepsNoStacks() throws {
        let program = try Program(listening: true)
        // glibc가 다시 쓰려고 남겨 두는 스택과 말록의 몫이 먼저 생기게 함.
        let stack = try visits(10, to: program)
        let before = try program.watch.addressSpace
        _ = try visits(40, to: program)
        let grown = try program.watch.addressSpace - before
        XCTAssertLessThan(
            grown / stack, 20, "손님 마흔이 다녀가는 동안 주소 공간에 늘어난 스택의 수: 끝난 스레드의 스택이 남음. join이나 detach를 하세요")
    }

    /// 끊고 간 손님의 자리도 돌아옴
    func testResets() throws {
        let program = try Program(listening: true)
        for _ in 0..<8 {
            let client = try program.connect()
            _ = try greeting(client)
            client.reset()
        }
        let clients = try (0..<4).map { _ in try program.connect() }
        for client in clients { _ = try greeting(client) }
    }

    /// 스레드를 못 만들면 그 손님만 잃음
    func testThreadFails() throws {
        let program = try Program(listening: true)
        let first = try program.connect()
        _ = try greeting(first)
        try first.send("좁힘\n")
        XCTAssertEqual(try first.receiveLine(), "좁힘!", "새 스택을 둘 곳이 없어진 뒤 첫 손님이 받은 답")
        // 자리가 넷이니, 못 만든 스레드의 자리를 잃으면 곧 아무도 받지 못함.
        for number in 2...6 {
            let lost = try program.connect()
            let received = try lost.receiveToEnd(seconds: 3)
            XCTAssertEqual(received, [], "스레드를 못 만든 \(number)번째 손님이 받은 것. 연결이 닫혀야 함")
        }
        try first.send("넓힘\n")
        XCTAssertEqual(try first.receiveLine(), "넓힘!", "다시 넓힌 뒤 첫 손님이 받은 답")
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

    /// - Returns: 손님을 맡은 스레드의 스택 크기(바이트).
    private func visits(_ count: Int, to program: Program) throws -> Int {
        var stack = 0
        for _ in 0..<count {
            let client = try program.connect()
            stack = try greeting(client).stack
            client.closeSending()
            _ = try client.receiveToEnd()
        }
        return max(1, stack)
    }

    /// 인사를 받음.
    private func greeting(_ client: Client) throws -> Greeting {
        let line = try client.receiveLine(seconds: 3)
        return try XCTUnwrap(Greeting(line), "handle이 처음 보낸 줄: \(line)")
    }
}

/// 어느 프로세스의, 스택이 몇 바이트인 어느 스레드가 받았는지.
private struct Greeting {
    let pid: Int32
    let stack: Int
    let thread: Substring

    init?(_ line: String) {
        let words = line.split(separator: " ")
        guard words.count == 3, let pid = Int32(words[0]), let stack = Int(words[1]) else { return nil }
        (self.pid, self.stack, thread) = (pid, stack, words[2])
    }
}
