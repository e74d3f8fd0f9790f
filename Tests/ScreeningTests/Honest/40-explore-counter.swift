// uses: threads · mode 5 · -Onone · explore
import Foundation

/// 탐색기 아래에서 도는 코드: 컴파일러가 메모리 접근마다 표시를 넣음.
final class HitCounter: @unchecked Sendable {
    private var value = 0
    private let lock = NSLock()
    func hit() -> Int {
        lock.lock()
        defer { lock.unlock() }
        value = value + 1
        return value
    }
    var count: Int { lock.withLock { value } }
}

func hits(_ threads: Int) -> Int {
    let counter = HitCounter()
    let workers = (0..<threads).map { _ in Thread { _ = counter.hit() } }
    workers.forEach { $0.start() }
    while counter.count < threads {}
    return counter.count
}
