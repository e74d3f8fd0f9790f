import Glibc
import GraderKit
import ServerKit
import XCTest

@testable import ComparisonTable

final class ComparisonTableTests: XCTestCase {
    /// 두 흐름이 번갈아 부름
    func testAlternates() throws {
        try forEach { model in
            let diary = try Diary(steps: 10)
            _ = try inParentOnly { try switching(model, turns: 5, clock: { 0 }) { diary.note() } }
            XCTAssertEqual(diary.count, 10, "switching(.\(model), turns: 5)가 step을 부른 횟수")
            let notes = diary.notes
            let repeats = zip(notes, notes.dropFirst()).count { $0.0 == $0.1 }
            XCTAssertEqual(repeats, 0, "switching(.\(model), turns: 5): 같은 흐름이 잇달아 step을 부른 횟수")
            XCTAssertEqual(Set(notes).count, 2, "switching(.\(model), turns: 5): step을 부른 흐름의 수")
        }
    }

    /// 스레드는 한 프로세스에서, 프로세스는 둘에서
    func testWhere() throws {
        try forEach { model in
            let diary = try Diary(steps: 4)
            _ = try inParentOnly { try switching(model, turns: 2, clock: { 0 }) { diary.note() } }
            let pids = Set(diary.notes.map(\.pid))
            if case .thread = model {
                XCTAssertEqual(pids, [Int(getpid())], "switching(.thread): step을 부른 프로세스. 이 프로세스의 스레드여야 함")
            } else {
                XCTAssertEqual(pids.count, 2, "switching(.process): step을 부른 프로세스의 수")
            }
        }
    }

    /// 차례를 넘겨받은 다음에 부름
    func testWaitsForTurn() throws {
        try forEach { model in
            let inside = try SharedMemory(words: 2)  // [지금 안에 있는 수, 둘이 함께 있던 횟수]
            _ = try inParentOnly {
                try switching(model, turns: 3, clock: { 0 }) {
                    inside.add(1, at: 0)
                    // 다른 쪽이 제 차례가 아닌데 오는지 기다려 봄.
                    for _ in 0..<20 where inside[0] < 2 { usleep(1000) }
                    if inside[0] > 1 { inside.add(1, at: 1) }
                    inside.add(-1, at: 0)
                }
            }
            XCTAssertEqual(inside[1], 0, "switching(.\(model)): 두 흐름이 함께 step 안에 있던 횟수")
        }
    }

    /// 다 띄운 다음부터 마지막 차례까지 잼
    func testClock() throws {
        try forEach { model in
            let diary = try Diary(steps: 12)
            let alive = Alive(model)
            var sights: [(steps: Int, flows: Int)] = []
            let value = try inParentOnly {
                try switching(model, turns: 6) {
                    sights.append((diary.count, alive.count))
                    return Double(sights.count) * 60
                } _: {
                    diary.note()
                }
            }
            XCTAssertEqual(
                sights.map(\.steps), [0, 12], "switching(.\(model), turns: 6)가 시계를 읽을 때마다 그때까지 부른 step의 수")
            XCTAssertGreaterThan(
                sights.first?.flows ?? 0, 0, "switching(.\(model))가 처음 시계를 읽을 때 떠 있던 새 흐름의 수. 띄우는 값은 빼고 재세요")
            XCTAssertEqual(value, 5, "switching(.\(model), turns: 6): 첫 시각이 60초, 둘째 시각이 120초일 때의 값")
        }
    }

    /// 더해도 되는 것을 더함
    func testMemory() throws {
        try forEach { model in
            let machine = try Machine(model, count: 6)
            let value = try inParentOnly {
                try memory(model, count: 6, usage: machine.usage) { machine.work() }
            }
            var expected = 3.0
            if case .process = model { expected = 14 }
            XCTAssertEqual(
                value, expected * 1_048_576, "memory(.\(model), count: 6), \(machine.story)")
        }
    }

    /// 모두 살아 있고 모두 work를 마쳤을 때 읽음
    func testWhen() throws {
        try forEach { model in
            let machine = try Machine(model, count: 4)
            _ = try inParentOnly { try memory(model, count: 4, usage: machine.usage) { machine.work() } }
            XCTAssertEqual(machine.calls, 4, "memory(.\(model), count: 4)가 work를 부른 횟수")
            XCTAssertEqual(
                machine.met, 4, "memory(.\(model), count: 4): 넷이 다 와야 나가는 work에서 나온 흐름의 수. 함께 살아 있어야 함")
            guard let first = machine.sights.first, let last = machine.sights.last else { return }
            XCTAssertEqual(first.begun, 0, "memory(.\(model), count: 4)가 처음 메모리를 읽을 때 시작한 work의 수")
            for sight in machine.sights.dropFirst() {
                XCTAssertEqual(sight.done, 4, "memory(.\(model), count: 4)가 나중에 메모리를 읽을 때 끝난 work의 수")
            }
            XCTAssertTrue(last.areAlive, "memory(.\(model), count: 4)가 마지막으로 메모리를 읽을 때 이미 끝난 흐름이 있음")
        }
    }

    /// 끝내 치우고 닫음
    func testNothingLeft() throws {
        try forEach { model in
            let before = (fds: ProcessWatch.own.openFiles.count, flows: ProcessWatch.own.threads)
            _ = try inParentOnly { try switching(model, turns: 2, clock: { 0 }) {} }
            try expectNothing(since: before, "switching(.\(model))")
            _ = try inParentOnly { try memory(model, count: 3, usage: { _ in Usage(rss: 1, pss: 1) }) {} }
            try expectNothing(since: before, "memory(.\(model))")
        }
    }

    private func expectNothing(since before: (fds: Int, flows: Int), _ call: String) throws {
        let left = waitpid(-1, nil, WNOHANG)
        XCTAssertTrue(left == -1 && errno == ECHILD, "\(call)이 돌아온 뒤 거두지 않은 자식이 남음")
        XCTAssertEqual(ProcessWatch.own.threads, before.flows, "\(call)이 돌아온 뒤의 스레드 수. join 하세요")
        XCTAssertEqual(ProcessWatch.own.openFiles.count, before.fds, "\(call)이 돌아온 뒤 열린 fd의 수")
    }

    /// 이 컴퓨터에서 잰 값 (값은 통과와 상관없음)
    func testFigures() throws {
        var isTrusted = try coresAreFree(2)
        let threads = try turns(.thread)
        let processes = try turns(.process)
        if isTrusted { isTrusted = try coresAreFree(2) }
        print("차례를 한 번 넘기는 값")
        let rows = [("스레드", Estimate(threads)), ("프로세스", Estimate(processes))]
        print(ratioChart(rows.map { (name: $0.0, measured: $0.1) }, isTrusted: isTrusted))
        XCTAssertTrue(
            (threads + processes).allSatisfy { $0 > 0 }, "진짜 시계로 잰 값 가운데 0이거나 음수인 것이 있음")
    }

    private func turns(_ model: Model) throws -> [Double] {
        try (0..<5).map { _ in
            try inParentOnly { try switching(model, turns: 200, clock: wallClock) {} }
        }
    }
}
