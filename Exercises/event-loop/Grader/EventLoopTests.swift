import GraderKit
import XCTest

final class EventLoopTests: XCTestCase {
    // The program greets each guest with its number, echoes lines with ‘!’, and reads at most 16 bytes a callback.

    /// 손님 백을 붙들어도 스레드는 하나, 프로세스도 하나임
    func testTogether() throws {
        let program = try Program(listening: true)
        let clients = try (0..<100).map { _ in try program.connect() }
        for (number, client) in clients.enumerated() {
            try expectLine(client, "\(number)", "\(number)번 손님이 받은 인사")
        }
        for client in clients.reversed() { try expectAnswer(client, "안녕") }
        XCTAssertEqual(try program.threads, 1, "손님 백이 있는 동안 스레드의 수")
        XCTAssertEqual(try program.processes, 1, "손님 백이 있는 동안 프로세스의 수")
    }

    /// 콜백이 조금만 읽고 돌아오면 남은 것을 다시 알림
    func testReadsLittle() throws {
        let program = try Program(listening: true)
        let client = try guest(of: program)
        try expectAnswer(client, "한 번에 열여섯 바이트씩만 읽는 콜백에게 한꺼번에 보낸 긴 한마디임")
        try expectAnswer(client, "그다음")
    }

    /// 한 콜백이 다른 손님들에게 보낼 수 있음
    func testSendsToOthers() throws {
        let program = try Program(listening: true)
        let clients = try (0..<5).map { _ in try guest(of: program) }
        try clients[2].send("모두 반가움\n")
        for (number, client) in clients.enumerated() {
            try expectLine(client, "반가움", "2번 손님이 모두에게 말한 것을 \(number)번 손님이 받음")
        }
    }

    /// 조금씩 읽히고 써져도, 시그널이 끼어들어도 빠뜨리지 않음
    func testLittleByLittle() throws {
        for faults: [Fault] in [[.shortReads(max: 3), .shortWrites(max: 2)], [.interrupts(every: 2)]] {
            let program = try Program(listening: true, faults: faults)
            let clients = try (0..<2).map { _ in try guest(of: program) }
            for round in 1...3 {
                for client in clients { try client.send("조금씩 나누어 오가는 말 \(round)\n") }
                for client in clients {
                    try expectLine(client, "조금씩 나누어 오가는 말 \(round)!", "말하고 받은 답")
                }
            }
        }
    }

    /// 읽지 않는 손님에게 못 보낸 것은 남을 붙들지 않고, 나중에 차례대로 감
    func testSlowReader() throws {
        let program = try Program(listening: true)
        let other = try guest(of: program)
        let slow = try guest(of: program)
        try slow.send("크게 \(manyBytes)\n")
        for number in 1...3 { try expectAnswer(other, "큰 답이 남은 동안 \(number)") }
        // 남은 것 뒤에 붙을 말.
        try slow.send("그 뒤에\n")
        try expectAnswer(other, "그 말이 온 다음")
        try other.send("모두 맨뒤\n")
        try expectLine(other, "맨뒤", "모두에게 한 말을 다른 손님이 받음")
        try expectRest(program, "읽지 않는 손님에게 보낼 것이 남은 동안")
        let big = try slow.receive(count: manyBytes, seconds: 10)
        XCTAssertTrue(isPattern(big), "읽지 않던 손님이 나중에 받은 \(manyBytes)바이트가 보낸 것과 다름")
        try expectLine(slow, "그 뒤에!", "큰 답 다음에 온 줄")
        try expectLine(slow, "맨뒤", "큰 답 다음에 온 둘째 줄")
        try expectAnswer(slow, "다 읽은 다음")
        try expectRest(program, "다 보낸 다음")
        XCTAssertEqual(program.output, "", "읽을 것이 없는데 콜백을 부름")
    }

    /// 닫으라고 하면 남은 것을 마저 보내고 닫음
    func testClosesAfterSending() throws {
        let program = try Program(listening: true)
        let other = try guest(of: program)
        let slow = try guest(of: program)
        try slow.send("크게 \(manyBytes)\n뒷말\n")
        try expectAnswer(other, "닫을 손님이 있을 때")
        try expectRest(program, "닫을 손님에게 보낼 것이 남은 동안")
        let received = try slow.receiveToEnd(seconds: 10)
        XCTAssertEqual(received.count, manyBytes, "닫히기 전까지 받은 바이트 수")
        XCTAssertTrue(isPattern(received), "닫히기 전까지 받은 것이 보낸 것과 다름")
        try expectSockets(2, in: program, "닫은 다음")
    }

    /// 보내기를 그만둔 손님도 남은 것을 다 받음
    func testHalfClosed() throws {
        let program = try Program(listening: true)
        let slow = try guest(of: program)
        try slow.send("크게 \(manyBytes)\n")
        slow.closeSending()
        try expectRest(program, "보내기를 그만둔 손님에게 보낼 것이 남은 동안")
        let received = try slow.receiveToEnd(seconds: 10)
        XCTAssertEqual(received.count, manyBytes, "보내기를 그만둔 손님이 끝까지 받은 바이트 수")
    }

    /// 연결을 끊은 손님은 저만 끝나고, 남은 것이 다음 손님에게 가지 않음
    func testResets() throws {
        let program = try Program(listening: true)
        let other = try guest(of: program)
        for round in 1...4 {
            let slow = try guest(of: program)
            // 짝수 번째는 닫는 중에 끊음.
            try slow.send("크게 \(manyBytes)\n" + (round % 2 == 0 ? "가\n" : ""))
            try expectAnswer(other, "끊기 전 \(round)")
            slow.reset()
            try expectSockets(2, in: program, "보낼 것이 남은 손님이 연결을 끊은 뒤(\(round)번째)")
            // 닫힌 fd의 번호를 물려받음.
            let next = try program.connect()
            try expectLine(next, "\(round * 2)", "\(round)번째로 끊긴 뒤에 온 손님이 받은 인사")
            try expectAnswer(next, "다음 손님")
            next.close()
            try expectSockets(2, in: program, "다음 손님이 간 뒤(\(round)번째)")
        }
        try expectRest(program, "손님 넷이 연결을 끊은 뒤,")
    }

    /// 답을 받기 전에 간 손님에게 써도 서버는 끝나지 않음
    func testGoneBeforeAnswer() throws {
        let program = try Program(listening: true, faults: [.shortWrites(max: 1)])
        let other = try guest(of: program)
        for _ in 1...3 {
            let client = try guest(of: program)
            // 멈춰 둔 동안 말하고 닫음: 서버가 깨면 받을 사람이 없는 답을 쓰게 됨.
            try program.signal(.stop)
            try client.send("이 말의 답은 아무도 받지 않음\n")
            client.close()
            try program.signal(.cont)
            try expectAnswer(other, "답을 받기 전에 간 손님 다음")
        }
        try expectSockets(2, in: program, "손님 셋이 답을 받기 전에 간 뒤")
    }

    /// 함께 준비된 앞의 콜백이 닫거나 뺀 fd의 알림은, 그 번호를 받은 새 손님에게 가지 않음
    func testStaleEvents() throws {
        let program = try Program(listening: true)
        for round in 0..<3 {
            let first = try guest(of: program)
            let second = try program.connect()
            let number = round * 4 + 1
            try expectLine(second, "\(number)", "쫓겨날 손님이 받은 인사")
            // 멈춰 둔 동안 함께 준비됨: 쫓는 말, 쫓겨날 손님의 말, 새 손님 둘.
            try program.signal(.stop)
            try first.send("\(round % 2 == 0 ? "쫓음" : "끊음") \(number)\n")
            try second.send("내 말\n")
            let next = try (0..<2).map { _ in try program.connect() }
            try program.signal(.cont)
            for (offset, client) in next.enumerated() {
                try expectLine(client, "\(number + 1 + offset)", "새 손님이 받은 인사")
                try expectAnswer(client, "새 손님의 말")
            }
            XCTAssertEqual(program.output, "", "쫓겨난 손님의 알림으로, 그 번호를 받은 새 손님의 것을 읽으려 함")
            first.close()
            next.forEach { $0.close() }
            try expectSockets(1, in: program, "모두 간 뒤")
        }
    }

    /// 지켜보는 fd를 또 넣으면 콜백만 바뀜
    func testReplacesCallback() throws {
        let program = try Program(listening: true)
        let client = try guest(of: program)
        try expectAnswer(client, "바꾸기 전")
        try client.send("바꿈\n")
        try expectLine(client, "바꿨음", "콜백을 바꾸는 손님이 받은 말")
        try client.send("바꾼 다음\n")
        try expectLine(client, "바꾼 다음?", "콜백을 바꾼 손님이 받은 답")
    }

    /// 뺀 fd는 닫지 않고, 그 콜백도 부르지 않음
    func testRemoves() throws {
        let program = try Program(listening: true)
        let other = try guest(of: program)
        let client = try guest(of: program)
        try client.send("뺌\n")
        try expectLine(client, "뺐음", "빠진 손님에게 루프 없이 보낸 말")
        try client.send("듣고 있나\n")
        try expectAnswer(other, "하나를 뺀 다음")
        XCTAssertTrue(try client.staysSilent(seconds: 0.1), "뺀 fd인데 답이 오거나 닫힘")
        try expectRest(program, "뺀 fd에 읽을 것이 있는 동안")
    }

    /// 할 일이 없으면 잠듦
    func testIdle() throws {
        let program = try Program(listening: true)
        let clients = try (0..<5).map { _ in try guest(of: program) }
        for client in clients { try expectAnswer(client, "안녕") }
        try expectRest(program, "손님 다섯이 말이 없는 동안")
    }

    /// 지켜볼 것도 보낼 것도 없으면 run이 돌아옴
    func testEnds() throws {
        let program = try Program(listening: true)
        let other = try guest(of: program)
        let slow = try guest(of: program)
        try slow.send("크게 \(manyBytes)\n가\n")
        try other.send("그만\n")
        try expectAnswer(other, "듣는 소켓을 뺀 다음에도 손님은 있음")
        other.close()
        XCTAssertFalse(program.output.contains("끝남"), "보낼 것이 남았는데 run이 돌아옴")
        let received = try slow.receiveToEnd(seconds: 10)
        XCTAssertEqual(received.count, manyBytes, "마지막 손님이 받은 바이트 수")
        let ending = try program.wait()
        XCTAssertEqual(ending, .exited(0), "마지막 손님까지 간 다음 프로그램의 끝")
        XCTAssertEqual(program.output, "루프가 끝남\n", "프로그램이 찍은 것")
    }

    /// 인사를 받은 손님.
    private func guest(of program: Program) throws -> Client {
        let client = try program.connect()
        _ = try client.receiveLine()
        return client
    }

    private func expectLine(_ client: Client, _ line: String, _ what: String) throws {
        let received = try client.receiveLine()
        XCTAssertEqual(received, line, what)
    }

    private func expectAnswer(_ client: Client, _ text: String) throws {
        try client.send("\(text)\n")
        let answer = try client.receiveLine(seconds: 3)
        XCTAssertEqual(answer, "\(text)!", "‘\(text)’라고 말하고 받은 답")
    }

    private func expectRest(_ program: Program, _ when: String) throws {
        let rest = try restlessness(of: program)
        XCTAssertLessThan(rest.busy, 50, "\(when) 0.4초 남짓에 서버가 코어를 쓴 시간(ms)")
        XCTAssertLessThan(rest.wakeups, 25, "\(when) 0.4초 남짓에 서버가 잠들었다 깬 횟수")
    }

    private func expectSockets(_ count: Int, in program: Program, _ when: String) throws {
        try program.eventually("\(when) 열린 소켓은 \(count)개(듣는 것 하나를 넣어)", seconds: 3) {
            try $0.watch.openFiles.values.count { $0.hasPrefix("socket:") } == count
        }
    }
}
