import Glibc
import GraderKit
import ServerKit
import XCTest

final class ReuseportTests: XCTestCase {
    /// 워커마다 제 듣는 소켓이 있음
    func testOwnSockets() throws {
        let server = try Server()
        let workers = try server.workers()
        let before = sockets(of: server.program.pid)
        let own = workers.map { sockets(of: $0).subtracting(before) }
        XCTAssertEqual(own.map(\.count), [1, 1, 1], "워커마다 제가 연 소켓의 수")
        XCTAssertEqual(Set(own.flatMap { $0 }).count, 3, "워커 셋이 연 소켓을 모은 수. 저마다 달라야 함")
    }

    /// 손님이 차례로 와도 다 받음
    func testServes() throws {
        let server = try Server()
        let workers = try server.workers()
        for number in 1...30 {
            let guest = try server.connect()
            let pid = try guest.greeting(seconds: 5)
            XCTAssertTrue(pid.map(workers.contains) ?? false, "\(number)번째 손님을 미리 띄운 워커가 맡지 않음")
            if pid == nil { return }
            guest.close()
        }
        try server.program.eventually("손님 서른이 간 뒤 워커마다 소켓은 둘(잡아 둔 것과 듣는 것)", seconds: 2) { _ in
            workers.allSatisfy { sockets(of: $0).count == 2 }
        }
    }

    /// 붙들린 워커의 줄은 남이 받아 주지 않음
    func testQueues() throws {
        let server = try Server()
        let workers = try server.workers()
        var waiting = try (0..<40).map { _ in try server.connect() }
        // 처음 인사를 받은 손님은 그대로 있어 제 워커를 붙들고, 다른 워커의 손님은 인사를 받으면 감.
        var holder: (guest: Guest, pid: Int32)?
        var lastGreeting = ContinuousClock.now
        while !waiting.isEmpty, ContinuousClock.now - lastGreeting < .seconds(1) {
            var rest: [Guest] = []
            for guest in waiting {
                guard let pid = try guest.greeting(seconds: 0) else {
                    rest.append(guest)
                    continue
                }
                lastGreeting = .now
                if holder == nil { holder = (guest, pid) } else { guest.close() }
            }
            waiting = rest
            usleep(1000)
        }
        guard let holder else { return XCTFail("손님 마흔 가운데 아무도 인사를 받지 못함") }
        XCTAssertFalse(waiting.isEmpty, "한 워커가 붙들려 있는데 손님 마흔이 다 인사를 받음: 워커마다 줄이 따로가 아님")
        kill(holder.pid, SIGKILL)
        for guest in waiting {
            XCTAssertTrue(try guest.isCutOff(seconds: 5), "붙들린 워커가 죽은 뒤 그 줄에 섰던 손님. 줄과 함께 끊겨야 함")
        }
        for number in 1...5 {
            let guest = try server.connect()
            let pid = try guest.greeting(seconds: 5)
            let isLiving = pid.map { workers.contains($0) && $0 != holder.pid } ?? false
            XCTAssertTrue(isLiving, "한 워커가 죽은 뒤의 \(number)번째 손님이 인사를 못 받음")
            guest.close()
        }
    }

    /// 마스터가 끝난 워커를 거두고, 다 끝나면 돌아옴
    func testMasterWaits() throws {
        let server = try Server()
        var left = try server.workers()
        while left.count > 1, let worker = left.popFirst() {
            kill(worker, SIGKILL)
            try server.program.eventually("워커가 \(left.count)개 남고 좀비가 없음", seconds: 2) {
                try $0.processes == left.count + 1 && $0.zombies == 0
            }
        }
        XCTAssertNil(server.program.ending, "워커가 하나 남았는데 마스터가 끝남")
        for worker in left { kill(worker, SIGKILL) }
        XCTAssertEqual(try server.program.wait(), .exited(0), "워커가 모두 끝난 뒤 마스터의 끝")
        XCTAssertTrue(server.program.output.contains("워커가 모두 끝남"), "runReusePort가 돌아와야 함")
    }

    /// 받는 것이 실패하면 쉬었다가 다시 함
    func testAcceptFails() throws {
        let server = try Server(faults: [.failAccept(times: 50)])
        _ = try server.workers()
        let guest = try server.connect()
        XCTAssertNotNil(try guest.greeting(seconds: 5), "accept가 오십 번 실패한 뒤 손님이 인사를 못 받음")
        XCTAssertGreaterThan(try server.program.sleeps, 40, "accept가 오십 번 실패하는 동안 잠든 횟수: 쉬지 않고 다시 하면 CPU만 탐")
        XCTAssertGreaterThan(server.program.age, 0.05, "accept가 오십 번 실패하는데 떠서 받을 때까지 걸린 시간(초): 더 오래 쉬어야 함")
    }

    /// 시그널로 끊겨도 이어 감
    func testInterrupts() throws {
        let server = try Server(faults: [.interrupts(every: 2)])
        _ = try server.workers()
        for number in 1...6 {
            let guest = try server.connect()
            XCTAssertNotNil(try guest.greeting(seconds: 5), "\(number)번째 손님이 인사를 못 받음")
            guest.close()
        }
    }
}

private func sockets(of pid: Int32) -> Set<String> {
    Set(ProcessWatch(pid).openFiles.values.filter { $0.hasPrefix("socket:") })
}

/// The program, on the port that it says.
private struct Server {
    let program: Program
    private let port: UInt16

    init(faults: [Fault] = []) throws {
        program = try Program(arguments: ["--any-port"], faults: faults)
        let output = try program.output(until: "\n")
        port = try XCTUnwrap(UInt16(output.dropFirst(3).prefix { $0.isNumber }), "프로그램이 처음 낸 줄: \(output)")
    }

    /// The master's children, once each has a socket besides the one it was given.
    func workers() throws -> Set<Int32> {
        var found: Set<Int32> = []
        try program.eventually("마스터 말고 워커 셋이 떠서 저마다 듣는 소켓을 엶", seconds: 3) {
            found = Set(try $0.watch.processes).subtracting([$0.pid])
            return found.count == 3 && found.allSatisfy { sockets(of: $0).count >= 2 }
        }
        // 마스터가 들으면 손님이 그 줄에도 서니, 나머지는 볼 것이 없음.
        let own = sockets(of: program.pid).count
        return try XCTUnwrap(own == 1 ? found : nil, "마스터의 소켓 \(own)개: 포트를 잡아 둔 것 하나여야 함. 마스터는 듣지 않음")
    }

    func connect() throws -> Guest { Guest(try Connection(toPort: port)) }
}

/// A client of a port that the grader did not open.
private final class Guest {
    private let connection: Connection
    private var isOpen = true

    init(_ connection: Connection) {
        self.connection = connection
    }

    deinit { close() }

    /// Which process took it; nil if none has for so long.
    func greeting(seconds: Double) throws -> Int32? {
        guard try waitToRead(connection.descriptor, milliseconds: Int(seconds * 1000)) else { return nil }
        return try connection.readLine().flatMap { Int32($0) }
    }

    /// Whether it was broken off without a word.
    func isCutOff(seconds: Double) throws -> Bool {
        guard try waitToRead(connection.descriptor, milliseconds: Int(seconds * 1000)) else { return false }
        do {
            return try connection.read() == nil
        } catch let error as SystemError {
            return error.errno == ECONNRESET
        }
    }

    func close() {
        if isOpen { connection.close() }
        isOpen = false
    }
}
