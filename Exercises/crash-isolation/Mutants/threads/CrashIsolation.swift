import Foundation
import ServerKit

/// 일마다 스레드를 하나씩 줌.
func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    var endings: [Ending] = []
    for job in jobs {
        let done = DispatchSemaphore(value: 0)
        // 값을 돌려주지 못하고 스레드가 죽으면 크래시로 봄.
        var ending = Ending.killed(SIGSEGV)
        let worker = Thread {
            ending = .exited(job())
            done.signal()
        }
        worker.start()
        done.wait()
        endings.append(ending)
    }
    return endings
}
