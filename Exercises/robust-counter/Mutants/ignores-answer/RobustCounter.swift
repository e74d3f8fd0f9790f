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
        locked {
            let changed = change(page.pointee.count)
            page.pointee.count = changed
            return changed
        }
    }

    var value: Int {
        get throws { locked { page.pointee.count } }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        // 쥐었는지 묻지 않음.
        pthread_mutex_lock(&page.pointee.lock)
        defer { pthread_mutex_unlock(&page.pointee.lock) }
        return body()
    }
}
