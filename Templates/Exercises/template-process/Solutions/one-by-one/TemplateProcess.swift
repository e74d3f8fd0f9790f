import Glibc
import ServerKit

/// 하나를 띄우고 답을 다 받은 뒤 다음 것을 띄움.
func collect(_ jobs: [() -> String]) throws -> [String] {
    try jobs.map { job in
        let pipe = try makePipe()
        let child = try forkChild {
            try writeAll(pipe.writeEnd, job())
            return 0
        }
        close(pipe.writeEnd)
        defer { close(pipe.readEnd) }
        let answer = try readToEnd(pipe.readEnd)
        _ = try waitChild(child)
        return String(decoding: answer, as: UTF8.self)
    }
}
