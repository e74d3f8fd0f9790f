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
        // 넉넉한 자리를 주면 한 번에 다 온다고 봄.
        let answer = try readSome(job.readEnd, upTo: 1_000_000) ?? []
        close(job.readEnd)
        let ending = try waitChild(job.child)
        return ending == .killed(SIGABRT) ? "" : String(decoding: answer, as: UTF8.self)
    }
}
