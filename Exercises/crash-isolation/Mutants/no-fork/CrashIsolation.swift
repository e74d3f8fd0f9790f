import ServerKit

func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    jobs.map { job in .exited(job()) }
}
