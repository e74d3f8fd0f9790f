import ServerKit

/// 모두 띄운 뒤 아무나 기다리면서, 내가 띄운 자식의 것만 적어 둠.
func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    let children = try jobs.map { try forkChild($0) }
    var endings: [Int32: Ending] = [:]
    while let ended = try waitAnyChild() {
        endings[ended.pid] = ended.ending
    }
    return children.compactMap { endings[$0] }
}
