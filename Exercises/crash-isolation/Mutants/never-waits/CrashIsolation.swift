import Glibc
import ServerKit

/// 자식이 종료 코드를 파이프로 보냄. 아무 말 없이 파이프가 닫히면 터진 것임.
func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    try jobs.map { job in
        let pipe = try makePipe()
        defer { close(pipe.readEnd) }
        _ = try forkChild {
            let code = job()
            try writeAll(pipe.writeEnd, "\(code)")
            return code
        }
        close(pipe.writeEnd)
        let said = String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
        guard let code = Int32(said) else { return .killed(SIGSEGV) }
        return .exited(code)
    }
}
