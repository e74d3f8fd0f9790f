import ServerKit

func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    var endings: [Ending] = []
    for job in jobs {
        _ = try forkChild(job)
        if let ended = try waitAnyChild() {
            endings.append(ended.ending)
        }
    }
    return endings
}
