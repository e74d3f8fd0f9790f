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
    let endings = try jobs.map { try waitChild($0.child) }
    return try zip(jobs, endings).map { job, ending in
        let answer = try readToEnd(job.readEnd)
        close(job.readEnd)
        return ending == .exited(0) ? String(decoding: answer, as: UTF8.self) : ""
    }
}
