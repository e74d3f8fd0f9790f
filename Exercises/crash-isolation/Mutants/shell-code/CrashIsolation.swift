import ServerKit

func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    try jobs.map { job in
        switch try waitChild(try forkChild(job)) {
        case .exited(let code): .exited(code)
        case .killed(let signal): .exited(128 + signal)
        }
    }
}
