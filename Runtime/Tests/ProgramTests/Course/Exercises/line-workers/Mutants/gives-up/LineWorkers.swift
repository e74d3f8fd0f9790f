import Glibc
import ServerKit

public func work() throws {
    var done = 0
    while let line = readLine() {
        let child = try forkChild {
            try writeAll(STDOUT_FILENO, line.uppercased() + "\n")
            return 0
        }
        if try waitChild(child) == .exited(0) { done += 1 }
    }
    try writeAll(STDOUT_FILENO, "끝 \(done)\n")
}
