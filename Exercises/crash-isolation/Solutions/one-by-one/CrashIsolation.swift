import ServerKit

/// 하나를 띄우고, 끝나기를 기다린 뒤 다음 것을 띄움.
func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    var endings: [Ending] = []
    for job in jobs {
        let child = try forkChild(job)
        endings.append(try waitChild(child))
    }
    return endings
}
