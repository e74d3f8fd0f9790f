import GraderKit
import ServerKit
import XCTest

final class PollEchoTests: XCTestCase {
    /// 손님 이백을 붙들어도 스레드는 하나, 프로세스도 하나임
    func testTogether() throws {
        let program = try Program(listening: true)
        var clients: [Client] = []
        for number in 0..<200 {
            let client = try program.connect()
            try client.send("\(number)번")
            clients.append(client)
        }
        // 아무도 가지 않았고, 나중에 온 손님부터 답을 받음.
        for (number, client) in clients.enumerated().reversed() {
            let expected = "\(number)번"
            let received = try client.receive(count: expected.utf8.count)
            XCTAssertEqual(String(decoding: received, as: UTF8.self), expected, "\(number)번 손님이 받은 것")
        }
        XCTAssertEqual(try program.threads, 1, "손님 이백이 있는 동안 스레드의 수")
        XCTAssertEqual(try program.processes, 1, "손님 이백이 있는 동안 프로세스의 수")
    }

    /// 줄이 아닌 것도, 글자가 아닌 것도 그대로 돌려줌
    func testBytes() throws {
        let program = try Program(listening: true)
        let client = try program.connect()
        let bytes = (0..<2000).map { UInt8($0 % 256) }
        try client.send(bytes)
        try expectBytes(client, bytes, "0부터 255까지를 되풀이한 2,000바이트를 보내고 받은 것")
        try client.send([10])
        try expectBytes(client, [10], "줄바꿈 하나를 보내고 받은 것")
        client.closeSending()
        try expectEnd(client)
    }

    /// 조금씩 읽히고 조금씩 써져도 빠뜨리지 않음
    func testLittleByLittle() throws {
        try expectEchoes(faults: [.shortReads(max: 3), .shortWrites(max: 2)])
    }

    /// 시그널이 끼어들어도 이어 감
    func testInterrupted() throws {
        try expectEchoes(faults: [.interrupts(every: 2)])
    }

    /// 준비되었다고 했는데 지금은 안 된다고 해도 이어 감
    func testWouldBlock() throws {
        try expectEchoes(faults: [.wouldBlock(every: 3), .shortWrites(max: 5)])
    }

    /// 읽지 않는 손님은 남을 붙들지 못하고, 나중에 읽으면 다 받음
    func testSlowReader() throws {
        let program = try Program(listening: true)
        let other = try program.connect()
        try expectEcho(other, "먼저")
        let slow = try SlowReader(of: program)
        let sent = try slow.pour(upTo: SlowReader.limit)
        XCTAssertLessThan(
            sent, SlowReader.limit, "답을 하나도 읽지 않는 손님에게서 서버가 받아 둔 바이트 수. 못 보낸 것이 있으면 그 손님에게서는 더 읽지 마세요")
        for number in 1...3 { try expectEcho(other, "읽지 않는 손님이 있을 때 \(number)") }
        let rest = try restlessness(of: program)
        XCTAssertLessThan(rest.busy, 50, "읽지 않는 손님에게 보낼 것이 남은 동안 0.4초 남짓에 서버가 코어를 쓴 시간(ms)")
        XCTAssertLessThan(rest.wakeups, 25, "읽지 않는 손님에게 보낼 것이 남은 0.4초 남짓에 서버가 잠들었다 깬 횟수")
        let wrong = try slow.drain(expecting: sent)
        XCTAssertNil(wrong, "읽지 않던 손님이 \(sent)바이트를 보내고 나중에 읽음")
    }

    /// 보내기를 그만둔 손님도 남은 답을 다 받음
    func testHalfClosed() throws {
        let program = try Program(listening: true)
        let quick = try program.connect()
        try quick.send("안녕")
        quick.closeSending()
        let answer = try quick.receiveToEnd()
        XCTAssertEqual(String(decoding: answer, as: UTF8.self), "안녕", "‘안녕’을 보내고 보내기를 그만둔 손님이 받은 것")

        let slow = try SlowReader(of: program)
        let sent = try slow.pour(upTo: SlowReader.limit)
        slow.closeSending()
        let rest = try restlessness(of: program)
        XCTAssertLessThan(rest.busy, 50, "보내기를 그만둔 손님에게 보낼 것이 남은 동안 0.4초 남짓에 서버가 코어를 쓴 시간(ms)")
        let wrong = try slow.drain(expecting: sent)
        XCTAssertNil(wrong, "\(sent)바이트를 보내고 보내기를 그만둔 손님이 나중에 읽음")
    }

    /// 연결을 끊은 손님은 저만 끝나고, 남긴 것이 다음 손님에게 가지 않음
    func testResets() throws {
        let program = try Program(listening: true)
        let other = try program.connect()
        try expectEcho(other, "먼저")
        for round in 1...3 {
            let slow = try SlowReader(of: program)
            _ = try slow.pour(upTo: SlowReader.limit)
            slow.reset()
            try expectSockets(2, in: program, "보낼 것이 남은 손님이 연결을 끊은 뒤(\(round)번째)")
            // 닫힌 fd의 번호를 물려받음.
            let next = try program.connect()
            try expectEcho(next, "\(round)번째로 끊긴 뒤에 온 손님")
            try expectEcho(other, "\(round)번째로 끊긴 뒤")
        }
        let rest = try restlessness(of: program)
        XCTAssertLessThan(rest.busy, 50, "손님 셋이 연결을 끊은 뒤, 0.4초 남짓에 서버가 코어를 쓴 시간(ms)")
    }

    /// 답을 받기 전에 간 손님에게 써도 서버는 끝나지 않음
    func testGoneBeforeAnswer() throws {
        let program = try Program(listening: true, faults: [.shortWrites(max: 1)])
        let other = try program.connect()
        try expectEcho(other, "먼저")
        for _ in 1...3 {
            let client = try program.connect()
            try expectEcho(client, "나")
            // 멈춰 둔 동안 보내고 닫음: 서버가 깨면 받을 사람이 없는 답을 쓰게 됨.
            try program.signal(.stop)
            try client.send("이 말의 답은 아무도 받지 않음")
            client.close()
            try program.signal(.cont)
            try expectEcho(other, "답을 받기 전에 간 손님 다음")
        }
        try expectSockets(2, in: program, "손님 셋이 답을 받기 전에 간 뒤")
    }

    /// 손님이 있어도 할 일이 없으면 잠듦
    func testIdle() throws {
        let program = try Program(listening: true)
        let clients = try (0..<5).map { _ in try program.connect() }
        for client in clients { try expectEcho(client, "안녕") }
        let rest = try restlessness(of: program)
        XCTAssertLessThan(rest.busy, 50, "손님 다섯이 말이 없는 동안 0.4초 남짓에 서버가 코어를 쓴 시간(ms)")
        XCTAssertLessThan(rest.wakeups, 25, "손님 다섯이 말이 없는 0.4초 남짓에 서버가 잠들었다 깬 횟수")
    }

    /// 간 손님의 연결은 닫힘
    func testCloses() throws {
        let program = try Program(listening: true)
        for number in 0..<30 {
            let client = try program.connect()
            try expectEcho(client, "\(number)")
            if number % 2 == 0 { client.closeSending() } else { client.close() }
        }
        try expectSockets(1, in: program, "손님 서른이 다녀간 뒤")
    }

    /// 받는 것이 실패해도 쉬었다가 다시 받음
    func testAcceptFails() throws {
        let program = try Program(listening: true, faults: [.failAccept(times: 50, after: 1)])
        try expectEcho(try program.connect(), "먼저")
        let before = try program.sleeps
        let client = try program.connect()
        try client.send("나")
        try expectBytes(client, Array("나".utf8), "accept가 다시 된 뒤 받은 것")
        let slept = try program.sleeps - before
        XCTAssertGreaterThan(slept, 25, "accept가 쉰 번 실패하는 동안 서버가 잠든 횟수: 쉬지 않고 다시 하면 CPU만 탐")
    }

    /// fd가 모자라면 맡은 손님을 맡으면서 기다리다가, 자리가 나면 받음
    func testDescriptorsRunOut() throws {
        let program = try Program(listening: true, descriptorsMax: 12)
        var clients = try (0..<16).map { _ in try program.connect() }
        for client in clients { try client.send("나") }
        for client in clients.prefix(4) {
            try expectBytes(client, Array("나".utf8), "먼저 온 넷이 받은 것")
        }
        let rest = try restlessness(of: program)
        XCTAssertLessThan(rest.busy, 50, "fd가 없어 받지 못하는 동안 0.4초 남짓에 서버가 코어를 쓴 시간(ms)")
        try expectEcho(clients[0], "fd가 없는 동안")
        let last = clients.removeLast()
        clients.forEach { $0.close() }
        try expectBytes(last, Array("나".utf8), "앞의 손님이 다 간 뒤 마지막 손님이 받은 것")
    }

    /// 앞의 손님 둘을 섞어, 보낸 것이 그대로 오는지 봄.
    private func expectEchoes(faults: [Fault]) throws {
        let program = try Program(listening: true, faults: faults)
        let first = try program.connect()
        let second = try program.connect()
        for round in 1...3 {
            let texts = ["첫째 손님의 \(round)번째 말", "둘째 손님의 \(round)번째 말은 조금 더 김"]
            try first.send(texts[0])
            try second.send(texts[1])
            for (client, text) in zip([first, second], texts) {
                let received = try client.receive(count: text.utf8.count)
                XCTAssertEqual(String(decoding: received, as: UTF8.self), text, "보내고 받은 것")
            }
        }
        for client in [first, second] {
            client.closeSending()
            try expectEnd(client)
        }
    }

    private func expectBytes(_ client: Client, _ bytes: [UInt8], _ what: String) throws {
        let received = try client.receive(count: bytes.count)
        XCTAssertEqual(received, bytes, what)
    }

    private func expectEnd(_ client: Client) throws {
        let received = try client.receiveToEnd()
        XCTAssertEqual(received, [], "보내기를 그만둔 뒤 더 온 것")
    }

    private func expectEcho(_ client: Client, _ text: String) throws {
        try client.send(text)
        let received = try client.receive(count: text.utf8.count, seconds: 3)
        XCTAssertEqual(String(decoding: received, as: UTF8.self), text, "‘\(text)’를 보내고 받은 것")
    }

    private func expectSockets(_ count: Int, in program: Program, _ when: String) throws {
        try program.eventually("\(when) 열린 소켓은 \(count)개(듣는 것 하나를 넣어)", seconds: 3) {
            try $0.watch.openFiles.values.count { $0.hasPrefix("socket:") } == count
        }
    }
}
