import ServerKit

struct NoAnswer: Error {}

func childSays(_ work: () -> Int) throws -> (child: Int, parent: Int) {
    let child = try forkChild { Int32(truncatingIfNeeded: work()) }
    guard case .exited(let code) = try waitChild(child) else { throw NoAnswer() }
    return (child: Int(code), parent: work())
}
