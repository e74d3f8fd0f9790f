import Foundation
import ServerKit

final class ThreadPool: @unchecked Sendable {
    typealias Job = @Sendable () throws -> Void

    private let lock = NSLock()
    private let joining = NSLock()
    private var running: [RunningThread] = []
    private var isClosed = false

    init(size: Int) {}

    func submit(_ job: @escaping Job) -> Bool {
        lock.withLock {
            if isClosed { return false }
            running.append(try! startThread { try? job() })
            return true
        }
    }

    func shutdown() {
        joining.withLock {
            let ending = lock.withLock {
                isClosed = true
                defer { running = [] }
                return running
            }
            ending.forEach { $0.join() }
        }
    }
}
