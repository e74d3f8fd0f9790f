import Foundation
import GraderKit
import ServerKit
import XCTest

final class AsyncEchoTests: XCTestCase {
    /// 손님이 코어보다 훨씬 많아도 스레드는 코어 수만큼에 몇을 더한 것뿐임
    func testTogether() throws {
        let program = try start()
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let clients = try (0..<cores + 40).map { _ in try program.connect() }
        for (number, client) in clients.enumerated().reversed() { try expectEcho(client, "\(number)번") }
        let threads = try program.threads
        // main, 루프, stdin을 읽는 것, 그리고 Task들이 나눠 쓰는 것.
        XCTAssertLessThanOrEqual(threads, cores + 8, "코어가 \(cores)개, 손님이 \(clients.count)명일 때 스레드의 수")
        let processes = try program.processes
        XCTAssertEqual(processes, 1, "손님이 \(clients.count)명일 때 프로세스의 수")
    }

    /// 조금씩 읽히고 써져도, 시그널이 끼어들어도 빠뜨리지 않음
    func testLittleByLittle() throws {
        let all: [[Fault]] = [[.shortReads(max: 3), .shortWrites(max: 2)], [.interrupts(every: 2)]]
        for faults in all {
            let program = try start(faults: faults)
            let clients = try (0..<2).map { _ in try program.connect() }
            for round in 1...3 {
                for client in clients { try expectEcho(client, "조금씩 나누어 오가는 말 \(round)") }
            }
        }
    }

    /// 읽지 않는 손님들이 있어도 남은 손님은 답을 받고, 서버는 잠들며, 나중에 읽으면 다 받음
    func testSlowReaders() throws {
        let program = try start()
        // 나눠 쓰는 스레드보다 많은 손님이 읽지 않음.
        let slow = try (0..<ProcessInfo.processInfo.activeProcessorCount + 1).map { _ in
            try SlowReader(of: program)
        }
        let sent = try SlowReader.pour(slow)
        let most = sent.max() ?? 0
        XCTAssertLessThan(
            most, SlowReader.limit, "답을 읽지 않는 손님에게서 서버가 받아 둔 바이트 수. 못 보낸 것이 있으면 그 손님에게서는 더 읽지 마세요")
        let other = try program.connect()
        for number in 1...3 { try expectEcho(other, "읽지 않는 손님들이 있을 때 \(number)") }
        let rest = try restlessness(of: program)
        XCTAssertLessThan(rest.busy, 50, "말이 없는 손님과 읽지 않는 손님뿐인 0.4초 남짓에 서버가 코어를 쓴 시간(ms)")
        XCTAssertLessThan(rest.wakeups, 25, "말이 없는 손님과 읽지 않는 손님뿐인 0.4초 남짓에 서버의 스레드들이 잠들었다 깬 횟수")
        for (reader, count) in zip(slow, sent) {
            reader.closeSending()
            let wrong = try reader.drain(expecting: count)
            XCTAssertNil(wrong, "읽지 않던 손님이 \(count)바이트를 보내고 나중에 읽음")
            if wrong != nil { return }
        }
        try expectSockets(2, in: program, "읽지 않던 손님들이 보내기를 그만두고 다 받은 뒤")
    }

    /// 손님이 가면 그 연결을 닫음
    func testCloses() throws {
        let program = try start()
        for number in 0..<20 {
            let client = try program.connect()
            try expectEcho(client, "먼저")
            try client.send("\(number)번")
            client.closeSending()
            let received = try client.receiveToEnd()
            XCTAssertEqual(
                String(decoding: received, as: UTF8.self), "\(number)번", "‘\(number)번’을 보내고 보내기를 그만둔 손님이 받은 것"
            )
        }
        try expectSockets(1, in: program, "손님 스물이 다녀간 뒤")
    }

    /// 끊거나 답을 안 받고 간 손님은 저만 끝남
    func testOneClientFails() throws {
        let program = try start(faults: [.shortWrites(max: 1)])
        let other = try program.connect()
        try expectEcho(other, "먼저")
        for round in 1...4 {
            let client = try program.connect()
            try expectEcho(client, "나")
            // 멈춰 둔 동안 보내고 감: 서버가 깨면 받을 사람이 없는 답을 쓰게 됨.
            try program.signal(.stop)
            try client.send("이 말의 답은 아무도 받지 않음")
            if round % 2 == 0 { client.reset() } else { client.close() }
            try program.signal(.cont)
            try expectEcho(other, "\(round)번째 손님이 답을 받기 전에 간 다음")
        }
        try expectSockets(2, in: program, "손님 넷이 답을 받기 전에 간 뒤")
    }

    /// 받는 것이 실패해도 맡은 손님을 맡으며, 쉬었다가 다시 받음
    func testAcceptFails() throws {
        let program = try start(faults: [.failAccept(times: 10, after: 1)])
        let first = try program.connect()
        try expectEcho(first, "먼저")
        let client = try program.connect()
        try expectEcho(client, "accept가 열 번 실패한 다음")

        let failing = try start(faults: [.failAccept(times: 10_000_000, after: 1)])
        let inside = try failing.connect()
        try expectEcho(inside, "먼저")
        let outside = try failing.connect()
        try outside.send("나")
        let rest = try restlessness(of: failing)
        XCTAssertLessThan(
            rest.busy, 80, "accept가 실패하기만 하는 0.4초 남짓에 서버가 코어를 쓴 시간(ms). 쉬지 않고 다시 하면 CPU만 탐")
        try expectEcho(inside, "accept가 실패하는 동안")
    }

    /// 취소하면 손님을 모두 닫고 끝남
    func testCancels() throws {
        let program = try start()
        let clients = try (0..<20).map { _ in try program.connect() }
        for client in clients { try expectEcho(client, "안녕") }
        let slow = try SlowReader(of: program)
        _ = try SlowReader.pour([slow])
        try program.send("그만\n")
        try program.output(until: "serve가 끝남\n")
        for client in clients {
            let received = try client.receiveToEnd()
            XCTAssertEqual(received, [], "취소한 다음 손님이 받은 것. 연결이 닫혀야 함")
        }
        try expectSockets(1, in: program, "취소한 뒤")
        // 이어하기를 잃으면 Swift가 stderr에 알림.
        XCTAssertEqual(program.errors, "", "서버가 stderr에 쓴 것")
        let late = try program.connect()
        let isSilent = try late.staysSilent(seconds: 0.1)
        XCTAssertTrue(isSilent, "취소한 다음에 온 손님은 줄에 남음: 듣는 소켓은 닫지 않음")
    }

    /// 손님이 없을 때 취소해도, 취소된 Task에서 불러도 끝남
    func testCancelsWithoutClients() throws {
        let program = try start()
        let client = try program.connect()
        try expectEcho(client, "다녀감")
        client.close()
        try expectSockets(1, in: program, "손님이 간 뒤")
        try program.send("그만\n")
        try program.output(until: "serve가 끝남\n")

        // 취소가 기다리기 전에 벌써 왔음.
        let early = try Program(listening: true, arguments: ["--cancelled"])
        try early.output(until: "serve가 끝남\n")
    }

    private func start(faults: [Fault] = []) throws -> Program {
        try Program(listening: true, faults: faults)
    }

    private func expectEcho(_ client: Client, _ text: String) throws {
        try client.send(text)
        let received = try client.receive(count: text.utf8.count)
        XCTAssertEqual(String(decoding: received, as: UTF8.self), text, "‘\(text)’를 보내고 받은 것")
    }

    private func expectSockets(_ count: Int, in program: Program, _ when: String) throws {
        try program.eventually("\(when) 열린 소켓은 \(count)개(듣는 것 하나를 넣어)", seconds: 5) {
            try $0.watch.openFiles.values.count { $0.hasPrefix("socket:") } == count
        }
    }
}
