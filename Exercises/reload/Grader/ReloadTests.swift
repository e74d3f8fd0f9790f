import Foundation
import GraderKit
import XCTest

final class ReloadTests: XCTestCase {
    /// 워커 둘이 첫 설정으로 함께 맡음
    func testStarts() throws {
        let program = try start()
        let visits = try (0..<2).map { _ in try visit(program) }
        XCTAssertEqual(visits.map(\.version), [1, 1], "손님 둘이 본 설정")
        XCTAssertEqual(Set(visits.map(\.pid)).count, 2, "손님 둘을 맡은 프로세스의 수")
        XCTAssertFalse(visits.map(\.pid).contains(program.pid), "마스터가 손님을 맡음")
        try visits[0].client.send("여보세요\n")
        XCTAssertEqual(try visits[0].client.receiveLine(), "여보세요!", "‘여보세요’에 온 답")
        visits[0].client.closeSending()
        XCTAssertEqual(try visits[0].client.receiveToEnd(), [], "보내기를 닫은 손님이 더 받은 것")
    }

    /// 새 설정의 워커로 갈아 끼움
    func testReloads() throws {
        let program = try start()
        let open = ProcessWatch(program.pid).openFiles.count
        for version in 2...4 {
            let old = try workers(of: program)
            // 손님 하나가 다녀감: 둘이 함께 깨어도 하나만 받고, 못 받은 쪽도 그만하라는 말을 들어야 함.
            try visit(program).client.close()
            try reload(program, to: version, replacing: old)
            let visits = try (0..<2).map { _ in try visit(program) }
            XCTAssertEqual(visits.map(\.version), [version, version], "SIGHUP \(version - 1)번 뒤에 손님 둘이 본 설정")
            XCTAssertEqual(Set(visits.map(\.pid)).count, 2, "SIGHUP \(version - 1)번 뒤에 손님 둘을 맡은 프로세스의 수")
        }
        try program.eventually("세 번 갈아 끼운 뒤 마스터의 fd가 처음보다 많지 않음", seconds: 2) {
            ProcessWatch($0.pid).openFiles.count <= open
        }
        XCTAssertEqual(program.output.components(separatedBy: "설정을 읽음").count - 1, 4, "설정을 읽은 횟수. 마스터만 한 번씩")
    }

    /// 옛 워커는 맡은 손님을 끝까지 맡음
    func testOldFinishes() throws {
        let program = try start()
        let old = try workers(of: program)
        let stays = try visit(program)
        try program.signal(.hup)
        // 옛 워커 하나는 손님을 맡고 있고, 쉬던 하나는 끝남.
        try program.eventually("손님을 맡은 옛 워커와 새 워커 둘이 있고 쉬던 옛 워커는 끝남") {
            let running = Set(try $0.watch.processes)
            return running.count == 4 && running.intersection(old) == [stays.pid]
        }
        for number in 1...2 {
            XCTAssertEqual(try visit(program).version, 2, "옛 손님이 남아 있을 때 새로 온 \(number)번째 손님이 본 설정")
        }
        XCTAssertTrue(try stays.client.staysSilent(seconds: 0.3), "갈아 끼운 뒤 옛 손님의 연결이 닫힘")
        try stays.client.send("아직\n")
        XCTAssertEqual(try stays.client.receiveLine(), "아직!", "갈아 끼운 뒤 옛 손님이 받은 답")
        stays.client.closeSending()
        XCTAssertEqual(try stays.client.receiveToEnd(), [], "옛 손님이 그만둔 뒤 더 온 것")
        try program.eventually("옛 손님이 간 뒤 새 워커 둘만 있음") {
            try $0.processes == 3 && !$0.watch.processes.contains(stays.pid)
        }
    }

    /// 갈아 끼우는 동안 온 손님을 하나도 잃지 않음
    func testNobodyRefused() throws {
        let program = try start()
        let visitor = Visitor(of: program)
        for version in 2...4 {
            do {
                try reload(program, to: version, replacing: try workers(of: program))
            } catch {
                _ = visitor.stop()
                throw error
            }
        }
        let result = visitor.stop()
        XCTAssertEqual(result.lost, [], "SIGHUP 세 번 동안 잇달아 온 손님 가운데 답을 못 받은 손님")
        XCTAssertGreaterThan(result.served, 0, "SIGHUP 세 번 동안 잇달아 와서 답을 받은 손님의 수")
    }

    /// 줄을 서 있던 손님은 새 워커가 받음
    func testQueued() throws {
        let program = try start()
        let held = try (0..<2).map { _ in try visit(program) }
        let queued = try (0..<3).map { _ in try program.connect() }
        try program.signal(.hup)
        for (number, client) in queued.enumerated() {
            let words = try client.receiveLine().split(separator: " ")
            XCTAssertEqual(words.last, "2", "옛 워커가 다 바쁠 때 줄을 서 있던 \(number + 1)번째 손님이 본 설정")
            client.close()
        }
        XCTAssertTrue(try held[0].client.staysSilent(seconds: 0.3), "갈아 끼운 뒤 옛 손님의 연결이 닫힘")
        try held[0].client.send("아직\n")
        XCTAssertEqual(try held[0].client.receiveLine(), "아직!", "갈아 끼운 뒤 옛 손님이 받은 답")
    }

    /// 틀린 설정이면 아무것도 바꾸지 않음
    func testBadSettings() throws {
        let program = try start("--bad", "2")
        let old = try workers(of: program)
        try program.signal(.hup)
        try program.output(until: "설정을 읽음: 2")
        usleep(100_000)
        XCTAssertNil(program.ending, "틀린 설정을 읽은 뒤 마스터가 끝남")
        XCTAssertEqual(try workers(of: program), old, "틀린 설정을 읽은 뒤의 워커들")
        XCTAssertEqual(try visit(program).version, 1, "틀린 설정을 읽은 뒤 온 손님이 본 설정")
        try reload(program, to: 3, replacing: old)
        XCTAssertEqual(try visit(program).version, 3, "고친 설정을 읽은 뒤 온 손님이 본 설정")
    }

    /// 끝난 옛 워커를 거둠
    func testReaps() throws {
        let program = try start()
        for version in 2...4 { try reload(program, to: version, replacing: try workers(of: program)) }
        try program.signal(.hup)
        try program.output(until: "설정을 읽음: 5")
        try program.eventually("세 번 갈아 끼운 워커 여섯 가운데 남은 좀비가 없음", seconds: 2) { try $0.zombies <= 2 }
    }

    /// 받는 것이 실패하면 쉬었다가 다시 함
    func testAcceptFails() throws {
        let program = try Program(listening: true, faults: [.failAccept(times: 50)])
        _ = try workers(of: program)
        let client = try program.connect()
        XCTAssertNoThrow(try client.receiveLine(), "accept가 오십 번 실패한 뒤의 손님")
        XCTAssertGreaterThan(try program.sleeps, 40, "accept가 오십 번 실패하는 동안 잠든 횟수: 쉬지 않고 다시 하면 CPU만 탐")
        XCTAssertGreaterThan(program.age, 0.05, "accept가 오십 번 실패하는데 떠서 받을 때까지 걸린 시간(초): 더 오래 쉬어야 함")
    }

    /// SIGTERM이면 모두 내려감
    func testTerm() throws {
        let program = try start()
        let stays = try visit(program)
        try program.signal(.term)
        XCTAssertTrue(try stays.client.staysSilent(seconds: 0.2), "SIGTERM 뒤에 맡고 있던 손님의 연결이 닫힘")
        try stays.client.send("아직\n")
        XCTAssertEqual(try stays.client.receiveLine(), "아직!", "SIGTERM 뒤에 맡고 있던 손님이 받은 답")
        stays.client.close()
        try program.output(until: "모두 내려감")
        XCTAssertThrowsError(try program.connect(), "runReloading이 돌아온 뒤 온 손님이 줄을 섬: 듣는 소켓이 아직 열려 있음")
        XCTAssertEqual(try program.processes, 1, "runReloading이 돌아온 뒤의 프로세스 수")
        XCTAssertEqual(try program.zombies, 0, "runReloading이 돌아온 뒤의 좀비 수")
        program.closeInput()
        XCTAssertEqual(try program.wait(), .exited(0), "SIGTERM 뒤 마스터의 끝")
    }

    private func start(_ arguments: String...) throws -> Program {
        let program = try Program(listening: true, arguments: arguments)
        _ = try workers(of: program)
        return program
    }

    private func workers(of program: Program) throws -> Set<Int32> {
        try program.eventually("마스터 말고 워커 둘이 떠 있음") { try $0.processes == 3 }
        try program.settle()
        return Set(try program.watch.processes).subtracting([program.pid])
    }

    /// SIGHUP을 보내고, 옛 워커가 다 끝날 때까지 기다림.
    private func reload(_ program: Program, to version: Int, replacing old: Set<Int32>) throws {
        try program.signal(.hup)
        try program.eventually("SIGHUP 뒤 옛 워커가 다 끝나고 새 워커 둘이 있음(설정 \(version))") {
            let running = Set(try $0.watch.processes)
            return running.count == 3 && running.isDisjoint(with: old)
        }
    }

    private struct Visit {
        let pid: Int32
        let version: Int
        let client: Client
    }

    private func visit(_ program: Program) throws -> Visit {
        let client = try program.connect()
        let words = try client.receiveLine().split(separator: " ").compactMap { Int32($0) }
        XCTAssertEqual(words.count, 2, "워커의 인사")
        return Visit(pid: words.first ?? 0, version: Int(words.last ?? 0), client: client)
    }
}

/// Told by one thread to another.
private final class Flag: @unchecked Sendable {
    private let lock = NSLock()
    private var value = false

    var isSet: Bool { lock.withLock { value } }
    func set() { lock.withLock { value = true } }
}

/// One client after the other, until told to stop or one is lost; the first has come and gone when it is made.
private final class Visitor: @unchecked Sendable {
    private let isOver = Flag()
    private let began = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    private var served = 0
    private var lost: [String] = []

    init(of program: Program) {
        Thread.detachNewThread { [self] in
            while !isOver.isSet, lost.isEmpty {
                do {
                    _ = try program.connect().receiveLine()
                    served += 1
                } catch {
                    lost.append("\(error)")
                }
                began.signal()
            }
            ended.signal()
        }
        began.wait()
    }

    func stop() -> (served: Int, lost: [String]) {
        isOver.set()
        ended.wait()
        return (served, lost)
    }
}
