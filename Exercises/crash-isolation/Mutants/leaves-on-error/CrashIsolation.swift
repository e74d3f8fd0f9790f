import ServerKit

func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    // 띄우다 만 자식을 거둘 곳이 없음.
    let children = try jobs.map { try forkChild($0) }
    return try children.map { try waitChild($0) }
}
