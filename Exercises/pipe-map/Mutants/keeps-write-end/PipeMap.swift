import Glibc
import ServerKit

func mapInChildren(_ inputs: [String], _ f: (String) -> String) throws -> [String] {
    var jobs: [(child: pid_t, pipe: (readEnd: Int32, writeEnd: Int32))] = []
    for input in inputs {
        let pipe = try makePipe()
        let child = try forkChild {
            try writeAll(pipe.writeEnd, f(input))
            close(pipe.writeEnd)
            return 0
        }
        jobs.append((child, pipe))
    }
    // 자식이 다 쓰고 닫았으니 끝이 온다고 봄.
    return try jobs.map { job in
        let answer = try readToEnd(job.pipe.readEnd)
        close(job.pipe.readEnd)
        close(job.pipe.writeEnd)
        return try waitChild(job.child) == .exited(0) ? String(decoding: answer, as: UTF8.self) : ""
    }
}
