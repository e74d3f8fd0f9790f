import Glibc
import ServerKit

/// 소켓 한 쌍씩. fork의 두 갈래를 직접 나눔.
func mapInChildren(_ inputs: [String], _ f: (String) -> String) throws -> [String] {
    let jobs = try inputs.map { input in
        let (mine, theirs) = try makeSocketPair()
        fflush(nil)
        let pid = fork()
        guard pid >= 0 else { throw SystemError(call: "fork", errno: errno) }
        if pid == 0 {
            mine.close()
            let answer = f(input)
            do { try theirs.write(answer) } catch { _exit(1) }
            _exit(0)
        }
        theirs.close()
        return (pid: pid, socket: mine)
    }
    var answers: [String] = []
    for job in jobs {
        var bytes: [UInt8] = []
        while let more = try job.socket.read(upTo: 65_536) { bytes += more }
        job.socket.close()
        var status: Int32 = 0
        waitpid(job.pid, &status, 0)
        answers.append(status == 0 ? String(decoding: bytes, as: UTF8.self) : "")
    }
    return answers
}
