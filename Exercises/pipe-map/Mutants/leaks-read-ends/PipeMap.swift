import Glibc
import ServerKit

func mapInChildren(_ inputs: [String], _ f: (String) -> String) throws -> [String] {
    var jobs: [(child: pid_t, readEnd: Int32)] = []
    for input in inputs {
        let pipe = try makePipe()
        let child = try forkChild {
            // 자식이 닫으면 부모의 것도 닫힌다고 봄.
            close(pipe.readEnd)
            try writeAll(pipe.writeEnd, f(input))
            return 0
        }
        close(pipe.writeEnd)
        jobs.append((child, pipe.readEnd))
    }
    return try jobs.map { job in
        let answer = try readToEnd(job.readEnd)
        return try waitChild(job.child) == .exited(0) ? String(decoding: answer, as: UTF8.self) : ""
    }
}
