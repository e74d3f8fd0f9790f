import ServerKit

/// 모두 띄운 뒤, 띄운 차례대로 기다림. 일들이 함께 돎.
func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    var children: [Int32] = []
    do {
        for job in jobs { children.append(try forkChild(job)) }
    } catch {
        // 다 띄우지 못해도, 이미 띄운 자식을 좀비로 남기지 않음.
        for child in children { _ = try? waitChild(child) }
        throw error
    }
    return try children.map { try waitChild($0) }
}
