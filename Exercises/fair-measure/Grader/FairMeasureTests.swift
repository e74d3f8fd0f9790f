import GraderKit
import XCTest

@testable import FairMeasure

final class FairMeasureTests: XCTestCase {
    /// 가운데 값끼리 견줌
    func testMedians() {
        let world = World(a: [2, 4, 3, 80, 2], b: [6, 6, 9, 7, 100])
        XCTAssertEqual(
            world.compare()?.ratio, 7.0 / 3,
            "a가 2, 4, 3, 80, 2초, b가 6, 6, 9, 7, 100초 걸릴 때의 ratio. 가운데 값은 3과 7임")
        let even = World(a: [1, 2, 4, 8], b: [8, 16, 4, 2])
        XCTAssertEqual(
            even.compare()?.ratio, 2, "a가 1, 2, 4, 8초, b가 8, 16, 4, 2초 걸릴 때의 ratio. 2번째(0부터)는 4와 8임")
    }

    /// 재기 전에 한 번씩 해 버림
    func testWarmUp() {
        let world = World(a: [1, 1, 1], b: [1, 1, 1])
        _ = world.compare()
        XCTAssertEqual(world.beforeFirstLook, ["a", "b"], "처음 시계를 읽기 전에 한 일들")
        let slowStart = World(a: [1], b: [2], warmUp: 50)
        XCTAssertEqual(slowStart.compare()?.ratio, 2, "처음 한 번만 50초 걸리고 그 뒤로는 a 1초, b 2초일 때의 ratio")
    }

    /// 판마다 번갈아 잼
    func testAlternates() {
        let world = World(a: [1, 1, 1], b: [1, 1, 1])
        _ = world.compare()
        XCTAssertEqual(
            world.diary.joined(), "abababab", "rounds: 3일 때 몸 풀기까지 합쳐 일을 부른 차례. 한쪽을 몰아서 재면 그사이 컴퓨터가 바뀐 것이 섞임")
    }

    /// 코어를 나눠 쓴 판은 통째로 버림
    func testDropsUnfair() {
        let inA = World(a: [1, 9, 1, 1], b: [2, 9, 2, 9], ownOfA: [1, 4, 1, 1])
        XCTAssertEqual(
            inA.compare()?.ratio, 2, "넷 가운데 둘째 판의 a가 9초 걸렸는데 코어는 4초만 썼을 때의 ratio. 남은 판의 b는 2, 2, 9초임")
        let inB = World(a: [1, 8, 8, 1], b: [2, 9, 2, 2], ownOfB: [2, 4, 2, 2])
        XCTAssertEqual(
            inB.compare()?.ratio, 2, "넷 가운데 둘째 판의 b가 9초 걸렸는데 코어는 4초만 썼을 때의 ratio. 남은 판의 a는 1, 8, 1초임")
    }

    /// 93 %까지는 믿음
    func testBoundary() {
        let enough = World(a: [100], b: [100], ownOfA: [93])
        XCTAssertEqual(enough.compare()?.ratio, 1, "a가 100초 가운데 93초 동안 코어를 썼을 때의 ratio")
        let tooLittle = World(a: [100], b: [100], ownOfA: [92])
        XCTAssertNil(tooLittle.compare(), "하나뿐인 판에서 a가 100초 가운데 92초 동안만 코어를 썼음: 측정 불가(nil)여야 함")
    }

    /// 시계로 못 잴 만큼 짧은 판도 버림
    func testTooShort() {
        let world = World(a: [0, 2, 2], b: [4, 4, 4])
        XCTAssertEqual(world.compare()?.ratio, 2, "첫 판의 a가 0초로 나올 때의 ratio. 나머지는 a 2초, b 4초임")
        XCTAssertNil(World(a: [2], b: [0]).compare(), "하나뿐인 판에서 b가 0초로 나옴: 측정 불가(nil)여야 함")
    }

    /// 남은 판이 절반보다 적으면 측정 불가임
    func testUnmeasurable() {
        let half = World(a: [1, 1, 9, 9], b: [3, 3, 3, 3], ownOfA: [1, 1, 2, 2])
        XCTAssertEqual(half.compare()?.ratio, 3, "네 판 가운데 두 판이 남을 때의 ratio. 절반은 됨")
        let fewer = World(a: [1, 1, 9, 9, 9], b: [3, 3, 3, 3, 3], ownOfA: [1, 1, 2, 2, 2])
        XCTAssertNil(fewer.compare(), "다섯 판 가운데 두 판만 남음: 측정 불가(nil)여야 함")
    }

    /// 겹치면 차이가 뚜렷하지 않다고 함
    func testClear() {
        let cases: [(a: [Double], b: [Double], isClear: Bool)] = [
            ([1, 2, 3], [4, 5, 6], true), ([4, 5, 6], [1, 2, 3], true),
            ([1, 2, 5], [4, 6, 7], false), ([4, 6, 7], [1, 2, 5], false),
            ([1, 2, 3], [3, 4, 5], false), ([3, 4, 5], [1, 2, 3], false), ([1, 5, 9], [4, 5, 6], false),
        ]
        for (a, b, isClear) in cases {
            let compared = World(a: a, b: b).compare()
            XCTAssertEqual(compared?.isClear, isClear, "a가 \(a), b가 \(b)초 걸릴 때의 isClear")
        }
    }
}

/// A computer on which works take as long as a test says, and that keeps a diary.
private final class World {
    private(set) var diary: [String] = []
    private(set) var beforeFirstLook: [String] = []
    private var time = (wall: 500.0, own: 3.0)
    private var hasLooked = false
    private var takes: [String: [(wall: Double, own: Double)]]
    private let rounds: Int
    private let warmUp: Double

    /// - Parameters:
    ///   - ownOfA: how long `a` has a core, of each round; nil: all the time.
    ///   - warmUp: how long the first of each takes.
    init(
        a: [Double], b: [Double], ownOfA: [Double]? = nil, ownOfB: [Double]? = nil, warmUp: Double = 1
    ) {
        rounds = a.count
        takes = ["a": Self.pairs(a, ownOfA), "b": Self.pairs(b, ownOfB)]
        self.warmUp = warmUp
    }

    private static func pairs(_ wall: [Double], _ own: [Double]?) -> [(wall: Double, own: Double)] {
        Array(zip(wall, own ?? wall))
    }

    func compare() -> Comparison? {
        FairMeasure.compare(
            rounds: rounds, wall: { self.look().wall }, own: { self.look().own }, { self.work("a") },
            { self.work("b") })
    }

    private func look() -> (wall: Double, own: Double) {
        if !hasLooked { beforeFirstLook = diary }
        hasLooked = true
        return time
    }

    /// The first call of each is the warm-up's; whoever calls more often than there are rounds gets the last again.
    private func work(_ name: String) {
        let number = diary.count { $0 == name }
        diary.append(name)
        let rows = takes[name] ?? []
        let row = number == 0 ? (wall: warmUp, own: warmUp) : rows[min(number, rows.count) - 1]
        time.wall += row.wall
        time.own += row.own
    }
}
