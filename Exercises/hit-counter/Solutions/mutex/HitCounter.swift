import Synchronization

/// 값을 락 안에 넣음. 락을 쥐지 않고는 만질 길이 없어서 컴파일러가 검사할 수 있음: `@unchecked`가 없음.
final class HitCounter: Sendable {
    private let value = Mutex(0)

    func hit() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }

    var count: Int { value.withLock { $0 } }
}
