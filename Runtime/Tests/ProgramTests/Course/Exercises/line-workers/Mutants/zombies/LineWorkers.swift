import Glibc
import ServerKit

public func work() throws {
    var done = 0
    while let line = readLine() {
        do {
            _ = try forkChild {
                try writeAll(STDOUT_FILENO, line.uppercased() + "\n")
                return 0
            }
            // 끝났겠거니 하고 세기만 함.
            done += 1
        } catch {
            try writeAll(STDOUT_FILENO, "실패\n")
        }
    }
    try writeAll(STDOUT_FILENO, "끝 \(done)\n")
}
