import Glibc
import Synchronization

final class Buffer { var lines: [String] = []; let log: ThreadLog; init(_ l: ThreadLog) { log = l } }
final class ThreadLog: @unchecked Sendable {
    private var key = pthread_key_t()
    private let all = Mutex<[String]>([])
    init() {
        pthread_key_create(&key) { p in
            let b = Unmanaged<Buffer>.fromOpaque(p!).takeUnretainedValue(); b.log.take(b.lines)
        }
    }
    func take(_ lines: [String]) { all.withLock { $0 += lines } }
    func add(_ line: String) {
        if let p = pthread_getspecific(key) {
            Unmanaged<Buffer>.fromOpaque(p).takeUnretainedValue().lines.append(line); return
        }
        let b = Buffer(self)
        b.lines.append(line)
        pthread_setspecific(key, Unmanaged.passRetained(b).toOpaque())
    }
    func merged() -> [String] { all.withLock { $0 } }
}
