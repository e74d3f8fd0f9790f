import Glibc
import ServerKit

final class RobustCounter {
    private struct Page {
        var lock = pthread_mutex_t()
        var count = 0
    }
    private let page: UnsafeMutablePointer<Page>

    init() throws {
        let memory = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)
        guard let memory, memory != MAP_FAILED else { throw SystemError(call: "mmap", errno: errno) }
        page = memory.bindMemory(to: Page.self, capacity: 1)
        page.initialize(to: Page())
        var attributes = pthread_mutexattr_t()
        pthread_mutexattr_init(&attributes)
        pthread_mutexattr_setpshared(&attributes, Int32(PTHREAD_PROCESS_SHARED))
        pthread_mutexattr_setrobust(&attributes, Int32(PTHREAD_MUTEX_ROBUST))
        pthread_mutex_init(&page.pointee.lock, &attributes)
        pthread_mutexattr_destroy(&attributes)
    }

    @discardableResult
    func update(_ change: (Int) -> Int) throws -> Int {
        try locked {
            let old = page.pointee.count
            // 고치는 중임을 적어 둠.
            page.pointee.count = -1
            let changed = change(old)
            page.pointee.count = changed
            return changed
        }
    }

    var value: Int {
        get throws { try locked { page.pointee.count } }
    }

    private func locked<Result>(_ body: () -> Result) throws -> Result {
        let code = pthread_mutex_lock(&page.pointee.lock)
        // 앞사람이 쥔 채 죽음. 값은 다 계산한 다음에만 넣으므로 그대로 써도 됨.
        if code == EOWNERDEAD {
            pthread_mutex_consistent(&page.pointee.lock)
        } else if code != 0 {
            throw SystemError(call: "pthread_mutex_lock", errno: code)
        }
        defer { pthread_mutex_unlock(&page.pointee.lock) }
        return body()
    }
}
