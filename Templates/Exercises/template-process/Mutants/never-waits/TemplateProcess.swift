import Glibc
import ServerKit

func collect(_ jobs: [() -> String]) throws -> [String] {
    try jobs.map { job in
        let pipe = try makePipe()
        _ = try forkChild {
            try writeAll(pipe.writeEnd, job())
            return 0
        }
        close(pipe.writeEnd)
        defer { close(pipe.readEnd) }
        return String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
    }
}
