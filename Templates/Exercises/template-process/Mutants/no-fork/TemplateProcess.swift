func collect(_ jobs: [() -> String]) throws -> [String] {
    jobs.map { $0() }
}
