import GraderKit
import XCTest

@testable import HitCounter

final class HitCounterTests: XCTestCase {
    /// 한 스레드가 100번 올리면 100이 됨
    func testOneThread() {
        let counter = HitCounter()
        XCTAssertEqual(counter.count, 0, "아무도 올리지 않았을 때의 count")

        let numbers = (1...100).map { _ in counter.hit() }
        XCTAssertEqual(numbers, Array(1...100), "한 스레드가 hit()을 100번 불러 받은 번호")
        XCTAssertEqual(counter.count, 100, "한 스레드가 hit()을 100번 부른 뒤의 count")
    }

    /// 두 스레드가 한 번씩 올리면 2가 됨
    func testTwoThreads() {
        explore("두 스레드가 hit()을 한 번씩 부름") {
            let counter = HitCounter()
            _ = together({ counter.hit() }, { counter.hit() })
            XCTAssertEqual(counter.count, 2, "두 스레드가 hit()을 한 번씩 부른 뒤의 count")
        }
    }

    /// 두 스레드가 받은 번호는 서로 다름
    func testOwnNumbers() {
        explore("두 스레드가 저마다 번호를 하나씩 받음") {
            let counter = HitCounter()
            let numbers = together({ counter.hit() }, { counter.hit() })
            XCTAssertEqual(numbers.sorted(), [1, 2], "두 스레드가 hit()에서 받은 번호")
        }
    }

    /// 올리는 동안 읽어도 됨
    func testReader() {
        explore("한 스레드가 hit()을 부르는 동안 다른 스레드가 count를 읽음") {
            let counter = HitCounter()
            let seen = together({ counter.hit() }, { counter.count })
            XCTAssertEqual(seen[0], 1, "hit()이 돌려준 번호")
            XCTAssertTrue([0, 1].contains(seen[1]), "그동안 읽은 count가 \(seen[1])임: 0이나 1이어야 함")
        }
    }

    /// 네 스레드가 세 번씩 올리면 12가 됨
    func testFourThreads() {
        explore("네 스레드가 hit()을 세 번씩 부름") {
            let counter = HitCounter()
            let threeHits = { (1...3).map { _ in counter.hit() } }
            let numbers = together(threeHits, threeHits, threeHits, threeHits)
            XCTAssertEqual(counter.count, 12, "네 스레드가 hit()을 세 번씩 부른 뒤의 count")
            XCTAssertEqual(numbers.joined().sorted(), Array(1...12), "네 스레드가 hit()에서 받은 번호")
        }
    }
}
