import ServerKit

func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    try jobs.map { job in
        let child = try forkChild(job)
        let status = try waitRawStatus(child)
        return .exited(status)
    }
}
