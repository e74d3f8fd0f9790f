// uses: processes · mode 5 · -Onone
import Glibc
import ServerKit

func childSays(_ work: @escaping () -> Int32) throws -> Ending {
    try waitChild(try forkChild(work))
}

func mapInChildren(_ words: [String], _ change: @escaping (String) -> String) throws -> [String] {
    try words.map { word in
        let pipe = try makePipe()
        let child = try forkChild {
            close(pipe.readEnd)
            try writeAll(pipe.writeEnd, change(word))
            return 0
        }
        close(pipe.writeEnd)
        defer { close(pipe.readEnd) }
        let said = String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
        _ = try waitChild(child)
        return said
    }
}

func byHand() -> Int32 {
    fflush(nil)
    let pid = fork()
    guard pid >= 0 else { fputs("fork 실패\n", stderr); return -1 }
    if pid == 0 {
        signal(SIGPIPE, SIG_IGN)
        _exit(3)
    }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    kill(getpid(), 0)
    return status >> 8 & 0xff
}

nonisolated(unsafe) var stopped: Int32 = 0
func untilTerminated(step: () -> Void) {
    signal(SIGTERM) { _ in stopped = 1 }
    while stopped == 0 { step() }
    let error = SystemError(call: "accept", errno: EINTR)
    print(error)
}
