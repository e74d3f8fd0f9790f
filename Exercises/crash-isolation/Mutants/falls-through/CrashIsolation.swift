import Glibc
import ServerKit

func runGuarded(_ jobs: [() -> Int32]) throws -> [Ending] {
    var endings: [Ending] = []
    for job in jobs {
        let pid = fork()
        if pid == 0 {
            endings.append(.exited(job()))
        } else {
            endings.append(try waitChild(pid))
        }
    }
    return endings
}
