import Glibc
import ServerKit

/// forkChild 없이, fork의 두 갈래를 직접 나눔.
func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    try jobs.map { job in
        // 부모가 쌓아 둔 출력이 자식에게 복사되어 두 번 나가지 않게 함.
        fflush(nil)

        let pid = fork()
        guard pid >= 0 else { throw SystemError(call: "fork", errno: errno) }

        if pid == 0 {
            let code = job()
            fflush(nil)
            // return 하면 자식이 부모의 코드를 이어서 돌림.
            _exit(code)
        }
        return try waitChild(pid)
    }
}
