import GraderKit
import XCTest

@testable import LruCache

final class LRUCacheTests: XCTestCase {
    /// 둔 값을 돌려주고, 없는 key에는 nil을 돌려줌
    func testGetAndPut() {
        explore("한 스레드가 둘을 두고 셋을 찾음") {
            let cache = LRUCache<String, Int>(capacity: 2)
            cache.put("가", 1)
            cache.put("나", 2)
            XCTAssertEqual(cache.get("가"), 1, "put(\"가\", 1) 다음의 get(\"가\")")
            XCTAssertEqual(cache.get("나"), 2, "put(\"나\", 2) 다음의 get(\"나\")")
            XCTAssertNil(cache.get("다"), "둔 적 없는 key \"다\"의 get")
        }
    }

    /// 가득 차면 가장 먼저 두고 그 뒤로 쓰지 않은 key를 버림
    func testEvictsOldest() {
        explore("자리가 둘인 캐시에 한 스레드가 넷을 둠") {
            let cache = LRUCache<Int, Int>(capacity: 2)
            for key in 1...4 { cache.put(key, key * 10) }
            XCTAssertEqual((1...4).map { cache.get($0) }, [nil, nil, 30, 40], "1, 2, 3, 4를 둔 뒤 남은 값")
        }
    }

    /// get으로 쓴 key는 나중에 버려짐
    func testGetTouches() {
        explore("자리가 둘인 캐시에 가, 나를 두고 가를 찾은 뒤 다를 둠") {
            let cache = LRUCache<String, Int>(capacity: 2)
            cache.put("가", 1)
            cache.put("나", 2)
            _ = cache.get("가")
            cache.put("다", 3)
            XCTAssertEqual(
                ["가", "나", "다"].map { cache.get($0) }, [1, nil, 3],
                "get(\"가\") 뒤에 put(\"다\", 3)을 하고 남은 가, 나, 다")
        }
    }

    /// 이미 있던 key에 두면 값만 바뀌고, 남을 버리지 않으며, 방금 쓴 것이 됨
    func testPutAgain() {
        explore("자리가 둘인 캐시에 가, 나를 두고 가를 다시 둔 뒤 다를 둠") {
            let cache = LRUCache<String, Int>(capacity: 2)
            cache.put("가", 1)
            cache.put("나", 2)
            cache.put("가", 10)
            cache.put("다", 3)
            XCTAssertEqual(
                ["가", "나", "다"].map { cache.get($0) }, [10, nil, 3],
                "put(\"가\", 10), put(\"다\", 3)을 하고 남은 가, 나, 다")
        }
        explore("자리가 둘인 캐시에 가, 나를 두고 나를 다시 둠") {
            let cache = LRUCache<String, Int>(capacity: 2)
            cache.put("가", 1)
            cache.put("나", 2)
            cache.put("나", 20)
            XCTAssertEqual(["가", "나"].map { cache.get($0) }, [1, 20], "가득 찬 채로 있던 key를 다시 둔 뒤 남은 가, 나")
        }
    }

    /// 두 스레드가 함께 찾기만 해도 안전하고, 둘 다 방금 쓴 것으로 적힘
    func testTwoReaders() {
        explore("자리가 셋인 캐시에서 두 스레드가 가와 나를 하나씩 찾은 뒤, 새 key 하나를 둠") {
            let cache = LRUCache<String, Int>(capacity: 3)
            for (key, value) in [("가", 1), ("나", 2), ("다", 3)] { cache.put(key, value) }
            XCTAssertEqual(together({ cache.get("가") }, { cache.get("나") }), [1, 2], "두 스레드가 찾은 값")
            cache.put("라", 4)
            XCTAssertEqual(
                ["가", "나", "다", "라"].map { cache.get($0) }, [1, 2, nil, 4],
                "두 스레드가 가와 나를 찾은 뒤 라를 두고 남은 가, 나, 다, 라")
        }
    }

    /// 두 스레드가 함께 두어도 자리보다 많이 남지 않고, 하나도 잃지 않음
    func testTwoWriters() {
        explore("하나가 든, 자리가 둘인 캐시에 두 스레드가 새 key를 하나씩 둠") {
            let cache = LRUCache<Int, Int>(capacity: 2)
            cache.put(0, 0)
            _ = together({ cache.put(1, 10) }, { cache.put(2, 20) })
            XCTAssertEqual((0...2).map { cache.get($0) }, [nil, 10, 20], "두 스레드가 1과 2를 둔 뒤 남은 0, 1, 2")
        }
    }

    /// 한 스레드가 찾는 동안 다른 스레드가 두어도, 두 차례 가운데 하나와 같음
    func testReaderAndWriter() {
        explore("자리가 둘인 캐시에서 한 스레드는 가를 찾고 다른 스레드는 다를 둠") {
            let cache = LRUCache<String, Int>(capacity: 2)
            cache.put("가", 1)
            cache.put("나", 2)
            let found = together(
                { cache.get("가") },
                {
                    cache.put("다", 3)
                    return nil
                })[0]
            let left = ["가", "나", "다"].map { cache.get($0) }
            let expected: [Int?] = found == nil ? [nil, 2, 3] : [1, nil, 3]
            XCTAssertTrue(found == nil || found == 1, "get(\"가\")가 돌려준 값은 1이거나 nil이어야 함")
            XCTAssertEqual(left, expected, "가를 \(found == nil ? "찾지 못한" : "찾은") 뒤 남은 가, 나, 다")
        }
    }

    /// 같은 key를 함께 찾거나 두어도, 한 스레드씩 한 것과 같음
    func testSameKey() {
        explore("자리가 둘인 캐시에서 두 스레드가 가를 함께 찾은 뒤 다와 라를 둠") {
            let cache = filled()
            XCTAssertEqual(together({ cache.get("가") }, { cache.get("가") }), [1, 1], "두 스레드가 찾은 가의 값")
            cache.put("다", 3)
            XCTAssertEqual(contents(of: cache), [1, nil, 3, nil], "다를 두고 남은 가, 나, 다, 라")
            cache.put("라", 4)
            XCTAssertEqual(contents(of: cache), [nil, nil, 3, 4], "라를 두고 남은 가, 나, 다, 라")
        }
        explore("가득 찬 캐시에 두 스레드가 새 key 다를 함께 둠") {
            let cache = filled()
            _ = together({ cache.put("다", 3) }, { cache.put("다", 3) })
            XCTAssertEqual(contents(of: cache), [nil, 2, 3, nil], "두 스레드가 다를 두고 남은 가, 나, 다, 라")
        }
        explore("가득 찬 캐시에서 한 스레드는 가의 값을 바꾸고 다른 스레드는 가를 찾음") {
            let cache = filled()
            let found = together(
                { cache.get("가") },
                {
                    cache.put("가", 10)
                    return nil
                })[0]
            XCTAssertTrue(found == 1 || found == 10, "값을 1에서 10으로 바꾸는 동안 찾은 가의 값은 1이거나 10이어야 함")
            cache.put("다", 3)
            XCTAssertEqual(contents(of: cache), [10, nil, 3, nil], "다를 두고 남은 가, 나, 다, 라")
        }
        explore("가득 찬 캐시에서 한 스레드는 다를 두고 다른 스레드는 다를 찾은 뒤, 라를 둠") {
            let cache = filled()
            _ = together(
                {
                    cache.put("다", 3)
                    return nil
                }, { cache.get("다") })
            cache.put("라", 4)
            XCTAssertEqual(contents(of: cache), [nil, nil, 3, 4], "라를 두고 남은 가, 나, 다, 라")
            cache.put("가", 5)
            XCTAssertEqual(contents(of: cache), [5, nil, nil, 4], "다시 가를 두고 남은 가, 나, 다, 라")
        }
    }

    /// 오래 섞어 써도, 쓴 차례를 처음부터 적어 둔 것과 같은 key가 남음
    func testLongUse() {
        explore("자리가 셋인 캐시에 한 스레드가 다섯 key를 섞어 예순 번 찾거나 둠") {
            let cache = LRUCache<Int, Int>(capacity: 3)
            var used: [(key: Int, value: Int)] = []
            for step in 1...60 {
                let key = step * step * 7 % 11 % 5
                let known = used.first { $0.key == key }?.value
                let isPut = step % 3 == 0 || step < 6
                if isPut {
                    cache.put(key, step)
                } else {
                    XCTAssertEqual(cache.get(key), known, "\(step)번째에 한 get(\(key))")
                }
                guard let value = isPut ? step : known else { continue }
                used.removeAll { $0.key == key }
                used.append((key, value))
                if used.count > 3 { used.removeFirst() }
            }
        }
    }

    private func filled() -> LRUCache<String, Int> {
        let cache = LRUCache<String, Int>(capacity: 2)
        cache.put("가", 1)
        cache.put("나", 2)
        return cache
    }

    /// What is left of the four keys. It is a use as well: the last of them that is there becomes the newest.
    private func contents(of cache: LRUCache<String, Int>) -> [Int?] {
        ["가", "나", "다", "라"].map { cache.get($0) }
    }
}
