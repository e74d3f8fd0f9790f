import ServerKit

func exitCode(ofChildLeavingWith code: Int32) -> Int32 {
    guard let child = try? forkChild({ code }), case .exited(let seen)? = try? waitChild(child) else {
        return -1
    }
    return seen
}
