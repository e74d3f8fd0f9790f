import ServerKit

func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    var endings: [Ending] = []
    for job in jobs {
        let ending = try waitChild(try forkChild(job))
        endings.append(ending)
        if case .killed = ending { break }
    }
    return endings
}
