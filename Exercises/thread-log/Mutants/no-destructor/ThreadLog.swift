import Glibc
import Synchronization

/// 스레드 하나가 적는 버퍼. 그 스레드만 씀.
private final class Buffer {
    let log: ThreadLog
    var lines: [String] = []

    init(_ log: ThreadLog) {
        self.log = log
    }
}

final class ThreadLog: @unchecked Sendable {
    private let delivered = Mutex<[String]>([])
    private let key: pthread_key_t

    init() {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        self.key = key
    }

    deinit {
        pthread_key_delete(key)
    }

    func add(_ line: String) {
        buffer().lines.append(line)
    }

    func merged() -> [String] {
        delivered.withLock { $0 }
    }

    fileprivate func deliver(_ lines: [String]) {
        delivered.withLock { $0 += lines }
    }

    private func buffer() -> Buffer {
        if let place = pthread_getspecific(key) {
            return Unmanaged<Buffer>.fromOpaque(place).takeUnretainedValue()
        }
        let buffer = Buffer(self)
        pthread_setspecific(key, Unmanaged.passRetained(buffer).toOpaque())
        return buffer
    }
}
