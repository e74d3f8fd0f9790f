import Glibc
import ServerKit

public func work() throws {
    var done = 0
    while let line = readLine() {
        do {
            let child = try forkChild {
                try writeAll(STDOUT_FILENO, line.uppercased() + "\n")
                return 0
            }
            var status: Int32 = 0
            // -1이면 기다림이 끊긴 것인데 실패로 셈.
            if waitpid(child, &status, 0) == child, status == 0 { done += 1 }
        } catch {
            try writeAll(STDOUT_FILENO, "실패\n")
        }
    }
    try writeAll(STDOUT_FILENO, "끝 \(done)\n")
}
