import GraderKit
import XCTest

@testable import CacheOnce

final class CacheOnceTests: XCTestCase {
    /// 한 스레드가 여러 번 물으면 key마다 한 번만 만듦
    func testOneThread() {
        explore("한 스레드가 두 key를 두 번씩 물음") {
            let cache = Cache()
            var made: [String] = []
            let make = { (key: String) in
                made.append(key)
                return key.utf8.count
            }
            XCTAssertEqual(cache.value(for: "홈", make: make), 3, "value(for: \"홈\")")
            XCTAssertEqual(cache.value(for: "home", make: make), 4, "value(for: \"home\")")
            XCTAssertEqual(cache.value(for: "홈", make: make), 3, "두 번째 value(for: \"홈\")")
            XCTAssertEqual(cache.value(for: "home", make: make), 4, "두 번째 value(for: \"home\")")
            XCTAssertEqual(made, ["홈", "home"], "make를 부른 key")
        }
    }

    /// 같은 key를 둘이 함께 물어도 한 번만 만들고, 둘 다 그 값을 받음
    func testSameKey() {
        explore("두 스레드가 같은 key를 함께 물음") {
            let cache = Cache()
            let made = Guarded(0)
            let ask = {
                cache.value(for: "home") { _ in
                    made.withLock {
                        $0 += 1
                        return $0
                    }
                }
            }
            let answers = together(ask, ask)
            XCTAssertEqual(made.value, 1, "두 스레드가 함께 물었을 때 make를 부른 횟수")
            XCTAssertEqual(answers, [1, 1], "두 스레드가 받은 값")
        }
    }

    /// 같은 key를 셋이 함께 물어도 모두 값을 받음
    func testThreeAskers() {
        explore("세 스레드가 같은 key를 함께 물음") {
            let cache = Cache()
            let made = Guarded(0)
            let ask = {
                cache.value(for: "home") { _ in
                    made.withLock { $0 += 1 }
                    return 7
                }
            }
            XCTAssertEqual(together(ask, ask, ask), [7, 7, 7], "세 스레드가 받은 값")
            XCTAssertEqual(made.value, 1, "세 스레드가 함께 물었을 때 make를 부른 횟수")
        }
    }

    /// 한 key를 만드는 동안 다른 key도 만들 수 있음(시험의 두 make는 서로 만나야 끝남)
    func testTwoKeys() {
        explore("두 스레드가 다른 key를 묻고, 두 make가 서로를 기다림") {
            let cache = Cache()
            let meeting = Meeting(of: 2)
            func ask(_ key: String, _ value: Int) -> Int {
                cache.value(for: key) { _ in
                    meeting.arrive()
                    return value
                }
            }
            XCTAssertEqual(together({ ask("가", 1) }, { ask("나", 2) }), [1, 2], "두 스레드가 받은 값")
        }
    }

    /// 만드는 도중에 다른 key를 물어도 됨
    func testNested() {
        explore("한 key의 make가 다른 key를 물음") {
            let cache = Cache()
            let length = cache.value(for: "page") { _ in
                cache.value(for: "header") { _ in 3 } + cache.value(for: "body") { _ in 4 }
            }
            XCTAssertEqual(length, 7, "make 안에서 \"header\"와 \"body\"를 물어 더한 값")
            XCTAssertEqual(cache.value(for: "body") { _ in 0 }, 4, "make 안에서 만들어 둔 \"body\"의 값")
        }
    }

    /// 여럿이 여러 key를 물어도 key마다 한 번만 만듦
    func testCrowd() {
        explore("네 스레드가 두 key를 엇갈린 차례로 물음") {
            let cache = Cache()
            let made = Guarded<[String: Int]>([:])
            func ask(_ keys: [String]) -> [Int] {
                keys.map { key in
                    cache.value(for: key) { key in
                        made.withLock { $0[key, default: 0] += 1 }
                        return key == "가" ? 1 : 2
                    }
                }
            }
            let forth = { ask(["가", "나"]) }
            let back = { ask(["나", "가"]) }
            XCTAssertEqual(
                together(forth, back, forth, back), [[1, 2], [2, 1], [1, 2], [2, 1]], "네 스레드가 받은 값")
            XCTAssertEqual(made.value, ["가": 1, "나": 1], "key마다 make를 부른 횟수")
        }
    }
}
