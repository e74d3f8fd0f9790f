import Glibc
import ServerKit

/// 락도 수도 공유 메모리에. 락은 프로세스끼리 통하게 만듦.
struct SharedCounter {
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
        pthread_mutex_init(&page.pointee.lock, &attributes)
        pthread_mutexattr_destroy(&attributes)
    }

    func increment() {
        pthread_mutex_lock(&page.pointee.lock)
        page.pointee.count += 1
        pthread_mutex_unlock(&page.pointee.lock)
    }

    var value: Int {
        pthread_mutex_lock(&page.pointee.lock)
        defer { pthread_mutex_unlock(&page.pointee.lock) }
        return page.pointee.count
    }
}
