import Foundation

/// 일은 락 밖에서 하고, 늦게 온 스레드는 조건 변수에서 잠듦.
final class Once: @unchecked Sendable {
    private enum Stage {
        case untouched, running, finished
    }

    private let changed = NSCondition()
    private var stage = Stage.untouched

    func callAsFunction(_ work: () -> Void) {
        guard claim() else { return }
        work()

        changed.lock()
        stage = .finished
        changed.broadcast()
        changed.unlock()
    }

    /// 일을 맡았으면 true. 남이 맡았으면 그 일이 끝나기를 기다렸다가 false.
    private func claim() -> Bool {
        changed.lock()
        defer { changed.unlock() }
        if stage == .untouched {
            stage = .running
            return true
        }
        while stage != .finished { changed.wait() }
        return false
    }
}

/// 서버 설정. 처음 필요할 때 한 번만 읽음. `Once`를 쓰는 쪽이라 고칠 것이 없음.
final class Settings: @unchecked Sendable {
    private let once = Once()
    private var number = 0

    /// 포트 번호. 처음 부른 스레드가 `read`로 읽고, 다른 스레드는 그 값을 받음.
    func port(reading read: () -> Int) -> Int {
        once { number = read() }
        return number
    }
}
