import Glibc
import ServerKit

public func runMaster(
    workers: Int, now: () -> Double, pause: (Double) -> Void, worker: (Int) -> Void
) throws -> Never {
    var births: [pid_t: (number: Int, time: Double)] = [:]
    var early = 0

    func start(_ number: Int) {
        while true {
            let child = try? forkChild {
                worker(number)
                return 0
            }
            if let child {
                births[child] = (number, now())
                return
            }
            backOff()
        }
    }
    func backOff() {
        early += 1
        pause(min(0.1 * pow(2, Double(early - 1)), 3.2))
    }

    for number in 0..<workers { start(number) }
    while true {
        guard let dead = try reapAnyChild(), let birth = births.removeValue(forKey: dead.pid)
        else { continue }
        if now() - birth.time < 1 {
            backOff()
        } else {
            early = 0
        }
        start(birth.number)
    }
}
