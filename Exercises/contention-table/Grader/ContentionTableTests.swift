import GraderKit
import ServerKit
import Synchronization
import XCTest

@testable import ContentionTable

final class ContentionTableTests: XCTestCase {
    /// 방법마다 한 줄씩, 받은 차례대로
    func testRows() throws {
        let world = World()
        let names = try world.table(["가", "나", "다"], threads: 2, additions: 3).map(\.name)
        XCTAssertEqual(names, ["가", "나", "다"], "방법 가, 나, 다를 줄 때 줄의 이름")
        XCTAssertEqual(try world.table([], threads: 2, additions: 3).count, 0, "방법을 주지 않을 때 줄의 수")
    }

    /// 두 시각의 차이를 스레드 하나의 몫으로 나눔
    func testTimes() throws {
        let world = World(taking: [6, 30, 2, 8])
        let rows = try world.table(["가", "나"], threads: 3, additions: 4)
        XCTAssertEqual(
            rows.map(\.alone), [1.5, 0.5], "additions: 4, 혼자 재는 데 6초와 2초가 걸렸을 때의 alone")
        XCTAssertEqual(
            rows.map(\.together), [7.5, 2], "additions: 4, 스레드 셋이 재는 데 30초와 8초가 걸렸을 때의 together")
    }

    /// 잴 때마다 새 카운터를 만듦
    func testFreshCounters() throws {
        let world = World()
        _ = try world.table(["가", "나"], threads: 2, additions: 5)
        XCTAssertEqual(
            world.probes.map(\.adds), [5, 10, 5, 10],
            "threads: 2, additions: 5로 두 방법을 잴 때, 만든 카운터마다 add()를 부른 횟수")
    }

    /// 스레드가 모두 떠서 기다릴 때 시계를 읽고 출발시킴
    func testStartLine() throws {
        let world = World(watchingStart: true)
        _ = try world.table(["가"], threads: 3, additions: 2)
        XCTAssertEqual(world.sights.count, 4, "방법 하나를 재는 동안 시계를 읽은 횟수")
        let starts = stride(from: 0, to: world.sights.count, by: 2).map { world.sights[$0] }
        XCTAssertEqual(starts.map(\.threads), [1, 3], "출발시키기 전 시각에, 부른 스레드 말고 떠 있던 스레드의 수: 혼자, 셋")
        XCTAssertEqual(starts.map(\.adds), [0, 0], "출발시키기 전 시각에 이미 부른 add()의 수: 혼자, 셋")
    }

    /// 모두 마친 다음에 시계를 다시 읽음
    func testFinishLine() throws {
        for age in [Probe.Age.oldest, .youngest] {
            let world = World(pausing: age)
            _ = try world.table(["가"], threads: 3, additions: 2)
            let ends = stride(from: 1, to: world.sights.count, by: 2).map { world.sights[$0] }
            let slow = age == .oldest ? "먼저" : "나중에"
            XCTAssertEqual(
                ends.map(\.adds), [2, 6], "\(slow) 띄운 스레드가 가장 늦게 마칠 때, 마친 시각까지 끝난 add()의 수: 혼자, 셋이 두 번씩")
        }
    }

    /// 스레드들이 함께 올림
    func testTogether() throws {
        let world = World(meeting: 3)
        _ = try world.table(["가"], threads: 3, additions: 1)
        XCTAssertEqual(world.probes.last?.most ?? 0, 3, "스레드 셋이 올릴 때 add() 안에 함께 있던 스레드의 수")
    }

    /// 틀린 카운터가 잃은 수를 알려 줌
    func testLost() throws {
        let world = World(losing: 7)
        let rows = try world.table(["가"], threads: 2, additions: 10)
        XCTAssertEqual(rows.map(\.lost), [7], "함께 20번 올린 뒤 total이 13인 카운터의 lost")
        XCTAssertEqual(
            try World().table(["가"], threads: 2, additions: 10).map(\.lost), [0], "하나도 잃지 않은 카운터의 lost")
    }

    /// 띄운 스레드가 끝나기를 기다림
    func testEnded() throws {
        _ = try World(endingSlowly: true).table(["가"], threads: 3, additions: 1)
        XCTAssertEqual(
            SlowEnd.count.load(ordering: .sequentiallyConsistent), 4,
            "threads: 3으로 방법 하나를 재고 돌아온 때 끝나 있는 스레드의 수: 혼자 잰 하나와 함께 잰 셋")
    }

    /// 끝난 스레드의 스택을 남기지 않음
    func testNothingLeft() throws {
        let world = World()
        let before = threadStacks()
        for _ in 0..<4 { _ = try world.table(["가"], threads: 8, additions: 1) }
        // libc는 끝난 스레드의 스택을 다시 쓰려고 다섯 개쯤 쥐고 있음.
        XCTAssertLessThan(
            threadStacks() - before, 16, "스레드 여덟로 네 번 잰 뒤 남은 스택의 수. join 하지 않은 스레드의 스택은 남음")
    }

    /// 이 컴퓨터에서 잰 값 (값은 통과와 상관없음)
    func testFigures() throws {
        let names = ["Mutex", "Atomic", "나눠 세기"]
        let (locked, atomic, split) = (
            Design(name: names[0]) {
                let counter = LockedCounter()
                return Counter(add: { counter.add() }, total: { counter.total })
            },
            Design(name: names[1]) {
                let counter = AtomicCounter()
                return Counter(add: { counter.add() }, total: { counter.total })
            },
            Design(name: names[2]) {
                let counter = SplitCounter()
                return Counter(add: { counter.add() }, total: { counter.total })
            }
        )
        var isTrusted = try coresAreFree(2)
        let tables = try (0..<5).map { _ in
            lines(
                try contentionTable([locked, atomic, split], threads: 2, additions: 50_000, clock: wallClock))
        }
        if isTrusted { isTrusted = try coresAreFree(2) }
        let isWhole = tables.allSatisfy { $0.count == names.count }
        guard isWhole else {
            return XCTFail("방법 셋을 줄 때 줄의 수: 기대 3 · 실제 \(tables.map(\.count))")
        }
        let rows = names.indices.flatMap { index in
            [
                ("\(names[index]), 혼자", Estimate(tables.map { $0[index].alone })),
                ("\(names[index]), 둘이", Estimate(tables.map { $0[index].together })),
            ]
        }
        print(ratioChart(rows.map { (name: $0.0, measured: $0.1) }, isTrusted: isTrusted))
        XCTAssertEqual(
            tables.flatMap { $0.map(\.lost) }, Array(repeating: 0, count: 15),
            "맞는 카운터 셋을 진짜 스레드로 다섯 번 쟀을 때의 lost")
    }
}
