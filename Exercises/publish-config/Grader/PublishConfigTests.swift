import GraderKit
import XCTest

@testable import PublishConfig

final class PublishConfigTests: XCTestCase {
    private let first = Config(host: "first", port: 1)
    private let second = Config(host: "second", port: 2)
    private let third = Config(host: "third", port: 3)
    private static let given = ["first:1", "second:2", "third:3"]

    /// Compared by its fields: what a learner's own `==` says does not matter.
    private func told(_ config: Config) -> String {
        "\(config.host):\(config.port)"
    }

    /// 한 스레드에서는 마지막에 넣은 설정이 보임
    func testOneThread() {
        let store = ConfigStore(first)
        XCTAssertEqual(told(store.current), "first:1", "아무도 바꾸지 않았을 때의 current")
        for config in [second, third, first, third] {
            store.update(config)
            XCTAssertEqual(told(store.current), told(config), "update 바로 뒤의 current")
        }
    }

    /// 바꾸는 동안 보아도 섞인 설정은 없음
    func testNeverTorn() {
        explore("한 스레드가 설정을 바꾸는 동안 다른 스레드가 봄") {
            let store = ConfigStore(first)
            let seen = together(
                {
                    store.update(self.second)
                    return store.current
                }, { store.current })
            XCTAssertEqual(told(seen[0]), "second:2", "바꾼 스레드가 본 설정")
            let other = told(seen[1])
            XCTAssertTrue(
                ["first:1", "second:2"].contains(other), "다른 스레드가 본 설정이 \(other)임: 한 번도 넣은 적 없는 짝임")
        }
    }

    /// 둘이 함께 바꾸면 둘 가운데 한 벌이 남음
    func testTwoWriters() {
        explore("두 스레드가 저마다 설정을 바꿈") {
            let store = ConfigStore(first)
            _ = together({ store.update(self.second) }, { store.update(self.third) })
            let last = told(store.current)
            XCTAssertTrue(["second:2", "third:3"].contains(last), "둘이 바꾼 뒤의 설정이 \(last)임: 한 번도 넣은 적 없는 짝임")
        }
    }

    /// 새 설정을 한 번 본 스레드는 옛 설정으로 돌아가지 않음
    func testNeverGoesBack() {
        explore("한 스레드가 두 번 바꾸는 동안 다른 스레드가 두 번 봄") {
            let store = ConfigStore(first)
            let seen = together(
                {
                    store.update(self.second)
                    store.update(self.third)
                    return []
                }, { [store.current, store.current] })
            let ports = seen[1].map(\.port)
            let configs = seen[1].map(told)
            XCTAssertTrue(
                configs.allSatisfy(Self.given.contains), "본 설정이 \(configs)임: 한 번도 넣은 적 없는 짝이 있음")
            XCTAssertEqual(ports, ports.sorted(), "1, 2, 3의 차례로 바꾸는 동안 두 번 본 port")
        }
    }

    /// 보는 스레드가 여럿이고 여러 번 바뀌어도 됨
    func testManyReaders() {
        explore("세 스레드가 두 번씩 보는 동안 한 스레드가 세 번 바꿈") {
            let store = ConfigStore(first)
            let look = { [store.current, store.current] }
            let change = {
                [self.second, self.third, self.second].forEach(store.update)
                return [store.current]
            }
            let seen = together(change, look, look, look)
            XCTAssertEqual(seen[0].map(told), ["second:2"], "마지막으로 바꾼 스레드가 본 설정")
            let configs = seen.joined().map(told)
            XCTAssertTrue(
                configs.allSatisfy(Self.given.contains), "본 설정 \(configs) 가운데 한 번도 넣은 적 없는 짝이 있음")
        }
    }
}
