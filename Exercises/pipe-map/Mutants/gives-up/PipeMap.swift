import Glibc
import ServerKit

func mapInChildren(_ inputs: [String], _ f: (String) -> String) throws -> [String] {
    var jobs: [(child: pid_t, readEnd: Int32)] = []
    for input in inputs {
        let pipe = try makePipe()
        let child = try forkChild {
            try writeAll(pipe.writeEnd, f(input))
            return 0
        }
        close(pipe.writeEnd)
        jobs.append((child, pipe.readEnd))
    }
    return try jobs.map { job in
        let answer = try readToEnd(job.readEnd)
        close(job.readEnd)
        let ending = try waitChild(job.child)
        guard ending == .exited(0) else { throw SystemError(call: "자식", errno: EPIPE) }
        return String(decoding: answer, as: UTF8.self)
    }
}
