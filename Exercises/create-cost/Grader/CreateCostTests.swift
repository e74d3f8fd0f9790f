import Glibc
import GraderKit
import ServerKit
import XCTest

@testable import CreateCost

final class CreateCostTests: XCTestCase {
    /// 판마다의 값 가운데 가운데 것을 돌려줌
    func testMedian() throws {
        try forEach { birth in
            let world = try World(roundsTaking: [6, 3, 2, 4, 80])
            let cost = try world.cost(of: birth, count: 2)
            XCTAssertEqual(
                cost.median, 2,
                "cost(of: .\(birth), count: 2): 다섯 판이 6, 3, 2, 4, 80초 걸렸을 때의 median")
        }
    }

    /// 흔들림은 가장 큰 값이 가장 작은 값의 몇 배인지임
    func testSpread() throws {
        let world = try World(roundsTaking: [6, 3, 2, 4, 80])
        XCTAssertEqual(
            try world.cost(of: .thread, count: 2).spread, 40,
            "다섯 판이 6, 3, 2, 4, 80초 걸렸을 때의 spread")
        let steady = try World(roundsTaking: [5, 5, 5])
        XCTAssertEqual(
            try steady.cost(of: .process, count: 1).spread, 1, "세 판이 모두 5초 걸렸을 때의 spread")
    }

    /// 재기 전에 한 판을 해 버림
    func testWarmUp() throws {
        try forEach { birth in
            let world = try World(roundsTaking: [1, 1, 1])
            _ = try world.cost(of: birth, count: 3)
            XCTAssertEqual(world.sights.count, 6, "cost(of: .\(birth), rounds: 3)이 시계를 읽은 횟수")
            XCTAssertEqual(
                world.sights.first?.begun ?? -1, 3, "count: 3일 때, 처음 시계를 읽기 전에 태어난 것의 수 (.\(birth))")
        }
    }

    /// 한 판에 꼭 count번 태어남
    func testCount() throws {
        try forEach { birth in
            let world = try World(roundsTaking: [1, 1, 1])
            _ = try world.cost(of: birth, count: 4)
            let begun = world.sights.map(\.begun)
            let inRounds = stride(from: 0, to: begun.count - 1, by: 2).map { begun[$0 + 1] - begun[$0] }
            XCTAssertEqual(
                inRounds, [4, 4, 4], "cost(of: .\(birth), count: 4, rounds: 3): 판마다 시계를 읽는 사이에 태어난 수")
        }
    }

    /// 스레드는 이 프로세스에서, 자식은 다른 프로세스에서 일함
    func testWhere() throws {
        let here = getpid()
        let me = pthread_self()
        let places = ["재는 스레드", "같은 프로세스의 다른 스레드", "다른 프로세스"]
        try forEach { birth in
            let board = try SharedMemory(words: 3)
            let world = try World(roundsTaking: [1])
            _ = try world.cost(of: birth, count: 2) {
                let isHere = getpid() == here
                board.add(1, at: !isHere ? 2 : pthread_equal(pthread_self(), me) != 0 ? 0 : 1)
            }
            for _ in 0..<500 where board[0] + board[1] + board[2] == 0 { usleep(2000) }
            XCTAssertEqual(
                (0..<3).filter { board[$0] > 0 }.map { places[$0] }, [places[slot(birth)]],
                "cost(of: .\(birth)): work를 부른 곳")
        }
    }

    /// 판이 끝날 때는 그 판에 태어난 것이 모두 끝나고 치워져 있음
    func testEnded() throws {
        try forEach { birth in
            let world = try World(roundsTaking: [1, 1, 1], workTakes: 60_000)
            _ = try world.cost(of: birth, count: 2)
            for (number, sight) in world.sights.enumerated() where number % 2 == 1 {
                XCTAssertEqual(
                    sight.begun - sight.done, 0,
                    "cost(of: .\(birth)): \(number / 2 + 1)번째 판이 끝난 시각에 아직 끝나지 않은 것의 수")
                XCTAssertFalse(
                    sight.hasChildren, "cost(of: .\(birth)): \(number / 2 + 1)번째 판이 끝난 시각에 거두지 않은 자식이 있음")
            }
        }
    }

    /// 하나가 끝난 다음에 다음 것이 태어남
    func testOneAtATime() throws {
        try forEach { birth in
            let board = try SharedMemory(words: 2)  // [지금 안에 있는 수, 둘이 함께 있던 횟수]
            let world = try World(roundsTaking: [1])
            _ = try world.cost(of: birth, count: 2) {
                board.add(1, at: 0)
                // 다음 것이 오는지 기다려 봄. 차례로 하면 오지 않음.
                for _ in 0..<40 where board[0] < 2 { usleep(2000) }
                if board[0] > 1 { board.add(1, at: 1) }
                board.add(-1, at: 0)
            }
            XCTAssertEqual(
                board[1], 0, "cost(of: .\(birth), count: 2): 둘이 함께 살아 있던 횟수. 하나를 치운 다음에 다음 것을 시작하세요")
        }
    }

    /// 끝난 스레드의 스택을 남기지 않음
    func testNoStackLeft() throws {
        let world = try World(roundsTaking: [1])
        let before = threadStacks()
        _ = try world.cost(of: .thread, count: 20)
        // libc는 끝난 스레드의 스택을 다시 쓰려고 다섯 개쯤 쥐고 있음.
        XCTAssertLessThan(
            threadStacks() - before, 16, "스레드가 마흔 번 태어난 뒤 남은 스택의 수. join 하지 않은 스레드의 스택은 남음")
    }

    /// 이 컴퓨터에서 잰 값 (값은 통과와 상관없음)
    func testFigures() throws {
        var isTrusted = try coresAreFree(1)
        let thread = try sample(.thread)
        let small = try sample(.process)
        let ballast = UnsafeMutableRawPointer.allocate(byteCount: 64 << 20, alignment: 4096)
        memset(ballast, 1, 64 << 20)
        let large = try sample(.process)
        ballast.deallocate()
        if isTrusted { isTrusted = try coresAreFree(1) }
        let rows = [
            ("스레드", thread), ("fork", small), ("fork, 부모가 64 MiB를 쓸 때", large),
        ].map { (name: $0.0, measured: Estimate($0.1.medians)) }
        print(ratioChart(rows, isTrusted: isTrusted))
        let all = [thread, small, large]
        XCTAssertTrue(
            all.allSatisfy { $0.medians.allSatisfy { $0 > 0 } }, "진짜 시계로 잰 median 가운데 0이거나 음수인 것이 있음")
        XCTAssertTrue(
            all.allSatisfy { $0.spreads.allSatisfy { $0 >= 1 } }, "진짜 시계로 잰 spread 가운데 1보다 작은 것이 있음")
    }

    private func sample(_ birth: Birth) throws -> (medians: [Double], spreads: [Double]) {
        var sample: (medians: [Double], spreads: [Double]) = ([], [])
        for _ in 0..<3 {
            defer { while waitpid(-1, nil, 0) > 0 {} }
            let measured = try inParentOnly { try cost(of: birth, count: 4, rounds: 3, clock: wallClock) {} }
            sample.medians.append(measured.median)
            sample.spreads.append(measured.spread)
        }
        return sample
    }
}

private func forEach(_ body: (Birth) throws -> Void) rethrows {
    try body(.thread)
    try body(.process)
}

/// Where a work of such a birth belongs.
private func slot(_ birth: Birth) -> Int {
    if case .thread = birth { return 1 }
    return 2
}
