import GraderKit
import XCTest

@testable import AtomicStack

final class AtomicStackTests: XCTestCase {
    /// Up to eight: a stack whose nodes have come to form a circle never ends.
    private func all(of stack: AtomicStack) -> [Int] {
        var values: [Int] = []
        while values.count < 8, let value = stack.pop() { values.append(value) }
        return values
    }

    /// 혼자 쓰면 나중에 넣은 것이 먼저 나오고, 칸은 다시 쓰임
    func testAlone() {
        let stack = AtomicStack(capacity: 2)
        XCTAssertNil(stack.pop(), "빈 스택의 pop()")
        XCTAssertTrue(stack.push(1), "칸이 둘일 때 push(1)")
        XCTAssertTrue(stack.push(2), "칸이 둘일 때 push(2)")
        XCTAssertFalse(stack.push(3), "가득 찼을 때 push(3)")
        XCTAssertEqual(stack.pop(), 2, "1과 2를 넣은 뒤의 pop()")
        XCTAssertTrue(stack.push(4), "하나 꺼낸 뒤 push(4)")
        XCTAssertEqual(all(of: stack), [4, 1], "남은 것을 꺼낸 차례")
        XCTAssertTrue(stack.push(5) && stack.push(6), "다 꺼낸 뒤 둘을 다시 넣음")
    }

    /// 둘이 함께 넣어도 하나도 잃지 않음
    func testTwoPushes() {
        explore("두 스레드가 하나씩 넣음") {
            let stack = AtomicStack(capacity: 2)
            let answers = together({ stack.push(1) }, { stack.push(2) })
            XCTAssertEqual(answers, [true, true], "칸이 둘일 때 두 스레드의 push가 돌려준 것")
            XCTAssertEqual(all(of: stack).sorted(), [1, 2], "두 스레드가 넣은 뒤 꺼낸 것")
        }
    }

    /// 하나를 둘이 함께 꺼내면 한 쪽만 받음
    func testTwoPops() {
        explore("하나가 든 스택에서 두 스레드가 꺼냄") {
            let stack = AtomicStack(capacity: 2)
            _ = stack.push(7)
            let got = together({ stack.pop() }, { stack.pop() })
            XCTAssertEqual(got.compactMap { $0 }, [7], "두 스레드가 꺼낸 것을 모은 것")
        }
    }

    /// 넣는 동안 꺼내면 다 넣은 값만 봄
    func testPushWhilePopping() {
        explore("한 스레드가 넣고 다른 스레드가 꺼냄") {
            let stack = AtomicStack(capacity: 1)
            let got = together(
                { () -> Int? in
                    _ = stack.push(5)
                    return nil
                }, { stack.pop() })
            let left = all(of: stack)
            XCTAssertEqual(got.compactMap { $0 } + left, [5], "꺼낸 것과 남은 것을 모은 것")
        }
    }

    /// 두 개가 있으면 둘이 함께 꺼내도 하나씩 받음
    func testOneEach() {
        explore("둘이 든 스택에서 두 스레드가 하나씩 꺼냄") {
            let stack = AtomicStack(capacity: 2)
            _ = stack.push(1)
            _ = stack.push(2)
            let got = together({ stack.pop() }, { stack.pop() })
            XCTAssertEqual(got.compactMap { $0 }.sorted(), [1, 2], "두 스레드가 꺼낸 것")
        }
    }

    /// 꺼냈다 다시 넣은 칸에 속지 않음
    func testSameNodeAgain() {
        explore("한 스레드가 꺼내는 사이 다른 스레드가 둘을 꺼내고 하나를 다시 넣음") {
            let stack = AtomicStack(capacity: 3)
            _ = stack.push(1)
            _ = stack.push(2)
            let got = together(
                { [stack.pop()] },
                { () -> [Int?] in
                    let taken = [stack.pop(), stack.pop()]
                    _ = stack.push(3)
                    return taken
                })
            let taken = got.joined().compactMap { $0 }
            XCTAssertEqual((taken + all(of: stack)).sorted(), [1, 2, 3], "꺼낸 것과 남은 것을 모은 것")
            XCTAssertEqual(
                (1...4).filter { stack.push($0) }.count, 3, "다 꺼낸 뒤 칸이 셋인 스택에 넣을 수 있는 수")
        }
    }
}
