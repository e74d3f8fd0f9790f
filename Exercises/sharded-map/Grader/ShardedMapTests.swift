import GraderKit
import XCTest

@testable import ShardedMap

final class ShardedMapTests: XCTestCase {
    private func map(shards: Int, _ values: [Int: Int]) -> ShardedMap {
        let map = ShardedMap(shards: shards)
        for (key, value) in values.sorted(by: { $0.key < $1.key }) { map.update(key) { $0 = value } }
        return map
    }

    private func value(_ key: Int, in map: ShardedMap) -> Int? {
        var found: Int?
        map.update(key) { found = $0 }
        return found
    }

    /// 혼자 쓰면 보통의 표와 같음
    func testAlone() {
        explore("한 스레드가 넣고, 바꾸고, 옮기고, 지움") {
            let map = map(shards: 3, [0: 10, 1: 11, 5: 15])
            XCTAssertEqual(map.count, 3, "값 셋을 넣은 뒤의 count")
            map.update(1) { $0 = ($0 ?? 0) + 1 }
            XCTAssertEqual(value(1, in: map), 12, "11에 1을 더한 key 1의 값")
            map.update(5) { $0 = nil }
            XCTAssertNil(value(5, in: map), "지운 key 5의 값")
            map.move(0, to: 4)
            XCTAssertEqual(
                [value(0, in: map), value(4, in: map)], [nil, 10], "move(0, to: 4) 뒤 key 0과 4의 값")
            XCTAssertEqual(map.count, 2, "하나를 지우고 하나를 옮긴 뒤의 count")
        }
    }

    /// 옮길 것이 없거나 자리가 차 있으면 그대로 둠
    func testMoveRefused() {
        explore("한 스레드가 없는 값을 옮기고, 찬 자리로 옮김") {
            let map = map(shards: 2, [0: 10, 1: 11])
            map.move(2, to: 3)
            XCTAssertEqual(map.count, 2, "없는 key 2를 옮긴 뒤의 count")
            map.move(0, to: 1)
            XCTAssertEqual(
                [value(0, in: map), value(1, in: map)], [10, 11], "값이 있는 key 1로 옮긴 뒤 key 0과 1의 값")
        }
    }

    /// 같은 조각 안에서, 그리고 제자리로도 옮길 수 있음
    func testSameShard() {
        explore("한 스레드가 같은 조각의 다른 key로 옮기고, 제자리로 옮김") {
            let map = map(shards: 2, [0: 10])
            map.move(0, to: 2)
            XCTAssertEqual(
                [value(0, in: map), value(2, in: map)], [nil, 10], "move(0, to: 2) 뒤 key 0과 2의 값")
            map.move(2, to: 2)
            XCTAssertEqual(value(2, in: map), 10, "move(2, to: 2) 뒤 key 2의 값")
        }
    }

    /// 같은 key를 함께 바꿔도 갱신을 잃지 않음
    func testSameKey() {
        explore("두 스레드가 같은 key에 1을 더함") {
            let map = map(shards: 2, [3: 0])
            let add = { map.update(3) { $0 = ($0 ?? 0) + 1 } }
            _ = together(add, add)
            XCTAssertEqual(value(3, in: map), 2, "두 스레드가 1씩 더한 값")
        }
    }

    /// 다른 조각의 key는 동시에 바꿀 수 있음(시험의 두 change는 서로 만나야 끝남)
    func testDifferentShards() {
        explore("두 스레드가 다른 조각의 key를 바꾸고, 두 change가 서로를 기다림") {
            let map = ShardedMap(shards: 2)
            let meeting = Meeting(of: 2)
            func put(_ key: Int) {
                map.update(key) {
                    meeting.arrive()
                    $0 = key
                }
            }
            _ = together({ put(4) }, { put(7) })
            XCTAssertEqual([value(4, in: map), value(7, in: map)], [4, 7], "key 4와 7의 값")
        }
    }

    /// 서로 반대로 옮겨도 끝남
    func testMoveBothWays() {
        explore("한 스레드는 0번 조각에서 1번으로, 다른 스레드는 1번에서 0번으로 옮김") {
            let map = map(shards: 2, [0: 10, 1: 11])
            _ = together({ map.move(0, to: 3) }, { map.move(1, to: 2) })
            XCTAssertEqual(
                [0, 1, 2, 3].map { value($0, in: map) }, [nil, nil, 11, 10], "서로 반대로 옮긴 뒤 key 0~3의 값")
        }
    }

    /// 옮기는 동안 세어도 값은 줄지도 늘지도 않음
    func testCountWhileMoving() {
        explore("한 스레드가 0번 조각과 1번 조각 사이로 옮기는 동안 다른 스레드가 셈") {
            let map = map(shards: 2, [0: 10, 1: 11])
            var counts: [Int] = []
            _ = together({ map.move(0, to: 3) }, { counts.append(map.count) })
            XCTAssertEqual(counts, [2], "값이 둘인 표에서, 옮기는 동안 센 수")
        }
    }

    /// 여러 번 옮기는 동안 세어도 값의 수는 그대로임
    func testCountWhileMovingBack() {
        explore("값 하나가 두 조각을 오가는 동안 다른 스레드가 셈") {
            let map = map(shards: 3, [0: 10])
            var counts: [Int] = []
            _ = together(
                {
                    map.move(0, to: 2)
                    map.move(2, to: 0)
                }, { counts.append(map.count) })
            XCTAssertEqual(counts, [1], "값이 하나인 표에서, 옮기는 동안 센 수")
        }
    }
}
