import Glibc
import GraderKit
import ServerKit
import XCTest

@testable import BlastRadius

final class BlastRadiusTests: XCTestCase {
    /// 아무도 안 터지면 모두 마침
    func testNobodyCrashes() throws {
        try forEach { model in
            let calls = try SharedMemory(words: 4)
            let count = try counted(model, workers: 4) { number in
                usleep(400_000)
                calls.add(1, at: number)
            }
            XCTAssertEqual(count, 4, "survivors(.\(model), workers: 4), 아무도 안 터질 때")
            XCTAssertEqual((0..<4).map { calls[$0] }, [1, 1, 1, 1], "survivors(.\(model))가 번호 0–3의 일을 부른 횟수")
        }
    }

    /// 일꾼이 프로세스나 스레드임
    func testWhere() throws {
        try forEach { model in
            let meeting = try Crowd(of: 3)
            _ = try counted(model, workers: 3) { _ in meeting.arrive() }
            let pids = Set(meeting.people.map(\.pid))
            XCTAssertFalse(
                pids.contains(getpid()), "survivors(.\(model))가 부르는 쪽 프로세스에서 일을 함. 일이 터지면 여기가 터짐")
            XCTAssertEqual(
                Set(meeting.people.map(\.parent)), [getpid()], "일을 한 프로세스의 부모. 내 자식이어야 함 (.\(model))")
            var places = 1
            if case .processes = model { places = 3 }
            XCTAssertEqual(pids.count, places, "survivors(.\(model), workers: 3)가 일을 시킨 프로세스의 수")
        }
    }

    /// 일꾼들이 함께 일함
    func testTogether() throws {
        try forEach { model in
            let meeting = try Crowd(of: 4)
            let met = try SharedMemory(words: 1)
            _ = try counted(model, workers: 4) { _ in if meeting.arrive() { met.add(1, at: 0) } }
            XCTAssertEqual(
                met[0], 4, "survivors(.\(model), workers: 4): 넷이 다 올 때까지 기다려 만난 일꾼의 수. 앞의 일꾼을 기다리기 전에 다 띄우세요")
        }
    }

    /// 프로세스는 터진 일꾼만 잃음
    func testCrashOfProcess() throws {
        XCTAssertEqual(
            try rest(.processes, after: touchForbiddenMemory), 3, "자식 프로세스 넷이 함께 일하다 하나가 세그폴트로 터질 때")
        XCTAssertEqual(
            try rest(.processes, after: trap), 3, "자식 프로세스 넷이 함께 일하다 하나가 Swift의 오류로 멈출 때")
    }

    /// 스레드는 모두 잃음
    func testCrashOfThread() throws {
        XCTAssertEqual(try rest(.threads, after: touchForbiddenMemory), 0, "스레드 넷이 함께 일하다 하나가 세그폴트로 터질 때")
        XCTAssertEqual(try rest(.threads, after: trap), 0, "스레드 넷이 함께 일하다 하나가 Swift의 오류로 멈출 때")
    }

    /// exit로 나간 일꾼은 마친 것이 아님
    func testExit() throws {
        XCTAssertEqual(try rest(.processes, after: { exit(0) }), 3, "자식 프로세스 넷 가운데 하나가 exit(0)을 부를 때")
        XCTAssertEqual(try rest(.threads, after: { exit(0) }), 0, "스레드 넷 가운데 하나가 exit(0)을 부를 때: 프로세스가 끝남")
    }

    /// 모두 터져도 부르는 쪽은 멀쩡함
    func testAllCrash() throws {
        try forEach { model in
            let count = try counted(model, workers: 3) { _ in touchForbiddenMemory() }
            XCTAssertEqual(count, 0, "survivors(.\(model), workers: 3), 셋이 다 터질 때")
        }
    }

    /// 띄운 자식을 모두 거둠
    func testReaps() throws {
        try forEach { model in
            _ = try counted(model, workers: 3) { number in if number == 1 { touchForbiddenMemory() } }
            let left = waitpid(-1, nil, WNOHANG)
            XCTAssertTrue(left == -1 && errno == ECHILD, "survivors(.\(model)) 뒤에 거두지 않은 자식이 남음: 좀비가 됨")
        }
    }

    /// 연 것을 모두 닫음
    func testClosesWhatItOpened() throws {
        try forEach { model in
            let before = ProcessWatch.own.openFiles.count
            _ = try counted(model, workers: 2) { _ in }
            XCTAssertEqual(ProcessWatch.own.openFiles.count, before, "survivors(.\(model)) 뒤에 열린 fd의 수")
        }
    }

    /// 자식을 만들 수 없으면 오류를 던짐
    func testForkFails() throws {
        let processes = Int32(__RLIMIT_NPROC.rawValue)
        var old = rlimit()
        getrlimit(processes, &old)
        var none = rlimit(rlim_cur: 0, rlim_max: old.rlim_max)
        XCTAssertEqual(setrlimit(processes, &none), 0, "setrlimit")
        defer { setrlimit(processes, &old) }
        try forEach { model in
            XCTAssertThrowsError(
                try counted(model, workers: 2) { _ in }, "자식을 만들 수 없을 때 survivors(.\(model), workers: 2)")
        }
    }

    /// 넷이 다 모인 다음 하나가 `accident`를 당하고, 나머지는 그 프로세스가 끝난 것을 본 다음에 마침.
    private func rest(_ model: Model, after accident: @escaping @Sendable () -> Void) throws -> Int {
        let meeting = try Crowd(of: 4)
        let unlucky = try SharedMemory(words: 1)
        return try counted(model, workers: 4) { number in
            if number == 2 { unlucky[0] = Int(getpid()) }
            guard meeting.arrive() else { return }
            if number == 2 { accident() }
            waitForEnd(of: pid_t(unlucky[0]))
        }
    }

    /// 자식이 `survivors`에서 돌아 나오면 시험을 이어 가지 못하게 여기서 끝냄.
    private func counted(
        _ model: Model, workers: Int, _ work: @escaping @Sendable (Int) -> Void
    ) throws -> Int {
        let parent = getpid()
        let result = Result { try survivors(model, workers: workers, work) }
        guard getpid() == parent else { _exit(99) }
        return try result.get()
    }

    private func forEach(_ body: (Model) throws -> Void) rethrows {
        try body(.processes)
        try body(.threads)
    }
}
