import Glibc
import ServerKit

/// 모두 띄운 다음, 차례대로 끝까지 읽고 거둠.
func mapInChildren(_ inputs: [String], _ f: (String) -> String) throws -> [String] {
    var jobs: [(child: pid_t, readEnd: Int32)] = []
    for input in inputs {
        let pipe = try makePipe()
        let child = try forkChild {
            close(pipe.readEnd)
            try writeAll(pipe.writeEnd, f(input))
            return 0
        }
        close(pipe.writeEnd)
        jobs.append((child, pipe.readEnd))
    }
    return try jobs.map { job in
        let answer = try readToEnd(job.readEnd)
        close(job.readEnd)
        return try waitChild(job.child) == .exited(0) ? String(decoding: answer, as: UTF8.self) : ""
    }
}
