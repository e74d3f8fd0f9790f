import XCTest

@testable import LoopTimers

final class LoopTimersTests: XCTestCase {
    /// 이른 것부터, 제시각에 부름
    func testInOrder() {
        let bench = Bench()
        bench.after(30, "셋째")
        bench.after(10, "첫째")
        bench.after(20, "둘째")
        bench.run()
        XCTAssertEqual(bench.calls, ["10 첫째", "20 둘째", "30 셋째"], "after(30), after(10), after(20)에서 불린 차례")
        XCTAssertEqual(bench.waits, [10, 10, 10, nil], "after(30), after(10), after(20)을 넣고 기다린 시간(ms)")
    }

    /// 시각이 같으면 먼저 넣은 것부터
    func testSameTime() {
        let bench = Bench()
        for number in 0..<20 { bench.after(number % 2 == 0 ? 10 : 5, "\(number)번") }
        bench.run()
        let expected =
            Array(stride(from: 1, to: 20, by: 2)).map { "5 \($0)번" }
            + Array(stride(from: 0, to: 20, by: 2)).map { "10 \($0)번" }
        XCTAssertEqual(bench.calls, expected, "짝수는 10 ms, 홀수는 5 ms 뒤로 스물을 넣고 불린 차례")
        XCTAssertEqual(bench.waits, [5, 5, nil], "기다린 시간(ms)")
    }

    /// 차례 없이 많이 넣고 빼도 이른 것부터
    func testMany() {
        let bench = Bench()
        var ids: [TimerID] = []
        var expected: [(due: Int, number: Int)] = []
        for number in 0..<200 {
            let ms = number * 37 % 101
            ids.append(bench.after(ms, "\(number)"))
            if number % 3 != 1 { expected.append((ms, number)) }
        }
        for number in 0..<200 where number % 3 == 1 { bench.loop.cancel(ids[number]) }
        bench.run()
        expected.sort { ($0.due, $0.number) < ($1.due, $1.number) }
        XCTAssertEqual(bench.calls, expected.map { "\($0.due) \($0.number)" }, "이백을 넣고 셋에 하나를 취소한 다음 불린 것")
    }

    /// 먼저 깨면 남은 만큼만 다시 기다림
    func testWokenEarly() {
        let bench = Bench()
        bench.after(10, "하나")
        bench.event(at: 4)
        bench.event(at: 9)
        bench.run()
        XCTAssertEqual(bench.calls, ["10 하나"], "4 ms와 9 ms에 손님이 깨웠을 때 불린 것")
        XCTAssertEqual(bench.waits, [10, 6, 1, nil], "4 ms와 9 ms에 손님이 깨웠을 때 기다린 시간(ms)")
    }

    /// 기다리는 동안 더 가까운 시각이 들어와도 제시각에 부름
    func testNearerArrives() {
        let bench = Bench()
        bench.after(100, "먼 것")
        bench.event(at: 20) { bench.after(5, "가까운 것") }
        bench.run()
        XCTAssertEqual(bench.calls, ["25 가까운 것", "100 먼 것"], "20 ms에 after(5)가 들어왔을 때 불린 것")
        XCTAssertEqual(bench.waits, [100, 5, 75, nil], "20 ms에 after(5)가 들어왔을 때 기다린 시간(ms)")
    }

    /// 넣은 것이 없으면 끝없이 기다림
    func testNothingToWaitFor() {
        let bench = Bench()
        bench.event(at: 50) { bench.after(7, "나중 것") }
        bench.run()
        XCTAssertEqual(bench.waits, [nil, 7, nil], "50 ms에야 after(7)이 들어왔을 때 기다린 시간(ms)")
        XCTAssertEqual(bench.calls, ["57 나중 것"], "50 ms에야 after(7)이 들어왔을 때 불린 것")
    }

    /// 그만두라고 하면 곧바로 돌아옴
    func testStops() {
        let bench = Bench()
        bench.after(10, "하나")
        bench.after(20, "둘")
        bench.run(until: 20)
        XCTAssertEqual(bench.calls, ["10 하나"], "20 ms에 wait이 false를 돌려줄 때까지 불린 것")
    }

    /// 취소하면 부르지도 깨지도 않음
    func testCancels() {
        let bench = Bench()
        let first = bench.after(10, "취소한 것")
        bench.after(30, "남은 것")
        let last = bench.after(50, "마지막")
        bench.loop.cancel(first)
        bench.event(at: 40) { bench.loop.cancel(last) }
        bench.run()
        XCTAssertEqual(bench.calls, ["30 남은 것"], "10 ms의 것을 취소하고, 40 ms에 50 ms의 것을 취소했을 때 불린 것")
        XCTAssertEqual(bench.waits, [30, 20, nil], "10 ms의 것을 취소하고, 40 ms에 50 ms의 것을 취소했을 때 기다린 시간(ms)")
    }

    /// 이미 끝난 것의 이름표로 남의 것을 취소하지 않음
    func testOldNames() {
        let bench = Bench()
        let fired = bench.after(1, "불린 것")
        let cancelled = bench.after(2, "취소한 것")
        bench.loop.cancel(cancelled)
        bench.event(at: 10) {
            bench.after(10, "새것 하나")
            bench.after(11, "새것 둘")
            bench.loop.cancel(fired)
            bench.loop.cancel(cancelled)
            bench.loop.cancel(fired)
        }
        bench.run()
        XCTAssertEqual(bench.calls, ["1 불린 것", "20 새것 하나", "21 새것 둘"], "불린 것과 취소한 것을 다시 취소했을 때 불린 것")
    }

    /// 콜백이 함께 시각이 된 것을 취소하면 그것은 부르지 않음
    func testCancelsInCallback() {
        let bench = Bench()
        var second: TimerID?
        bench.after(10, "첫째") { second.map(bench.loop.cancel) }
        second = bench.after(10, "둘째")
        bench.after(10, "셋째")
        bench.run()
        XCTAssertEqual(bench.calls, ["10 첫째", "10 셋째"], "첫째 콜백이 둘째를 취소했을 때 불린 것")
    }

    /// 콜백이 제 이름표를 취소해도 괜찮음
    func testCancelsItself() {
        let bench = Bench()
        var id: TimerID?
        id = bench.after(10, "나") { id.map(bench.loop.cancel) }
        bench.after(10, "다음")
        bench.run()
        XCTAssertEqual(bench.calls, ["10 나", "10 다음"], "콜백이 저를 취소했을 때 불린 것")
    }

    /// 콜백 안의 after는 그때부터 셈
    func testCountsFromTheCall() {
        let bench = Bench()
        bench.after(10, "첫째") {
            bench.spend(5)
            bench.after(10, "둘째")
        }
        bench.run()
        XCTAssertEqual(bench.calls, ["10 첫째", "25 둘째"], "첫째 콜백이 5 ms를 쓰고 after(10)을 불렀을 때 불린 것")
    }

    /// 콜백이 새로 넣은 것은 한 번 더 기다린 다음에 부름
    func testGivesWay() {
        let bench = Bench()
        bench.after(10, "첫째") {
            bench.after(0, "둘째") { bench.after(0, "셋째") }
        }
        bench.after(10, "함께")
        bench.run()
        XCTAssertEqual(bench.calls, ["10 첫째", "10 함께", "10 둘째", "10 셋째"], "콜백이 after(0)을 불렀을 때 불린 것")
        XCTAssertEqual(bench.waits, [10, 0, 0, nil], "콜백이 after(0)을 불렀을 때 기다린 시간(ms). 손님에게도 차례를 주세요")
    }

    /// 콜백이 오래 걸려도 나머지를 차례대로 부르고, 음수로 기다리지 않음
    func testSlowCallback() {
        let bench = Bench()
        bench.after(10, "느린 것") { bench.spend(100) }
        bench.after(30, "늦은 것 둘")
        bench.after(20, "늦은 것 하나")
        bench.after(200, "제때")
        bench.run()
        XCTAssertFalse(bench.sawNegative, "음수로 기다림: \(bench.waits.map { $0.map(String.init) ?? "nil" })")
        XCTAssertEqual(
            bench.calls, ["10 느린 것", "110 늦은 것 하나", "110 늦은 것 둘", "200 제때"], "첫 콜백이 100 ms를 썼을 때 불린 것")
        XCTAssertEqual(bench.waits, [10, 0, 90, nil], "첫 콜백이 100 ms를 썼을 때 기다린 시간(ms)")
    }

    /// 음수는 0으로 봄
    func testNegative() {
        let bench = Bench()
        bench.event(at: 5) {
            bench.after(-100, "음수")
            bench.after(0, "영")
        }
        bench.run()
        XCTAssertEqual(bench.calls, ["5 음수", "5 영"], "after(-100)과 after(0)에서 불린 차례")
        XCTAssertEqual(bench.waits, [nil, nil], "시각이 된 것이 들어온 채로 돌아왔을 때 기다린 시간(ms)")
    }

    /// 말이 없는 손님을 끊는 데 쓸 수 있음
    func testIdleTimeout() {
        let bench = Bench()
        var timeout = bench.after(30, "끊음")
        for time in [10, 25, 50] {
            bench.event(at: time) {
                bench.loop.cancel(timeout)
                timeout = bench.after(30, "끊음")
            }
        }
        bench.run()
        XCTAssertEqual(bench.calls, ["80 끊음"], "10, 25, 50 ms에 말한 손님을 30 ms 동안 말이 없으면 끊을 때")
    }

    /// 부른 콜백과 취소한 콜백은 놓음
    func testReleases() {
        let bench = Bench()
        weak var fired: Mark?
        weak var cancelled: Mark?
        do {
            let first = Mark()
            let second = Mark()
            (fired, cancelled) = (first, second)
            _ = bench.loop.after(10) { first.touch() }
            bench.loop.cancel(bench.loop.after(1000) { second.touch() })
        }
        XCTAssertNil(cancelled, "취소한 콜백이 잡은 객체")
        bench.after(2000, "끝")
        bench.run()
        XCTAssertNil(fired, "불린 콜백이 잡은 객체")
    }
}

private final class Mark {
    func touch() {}
}
