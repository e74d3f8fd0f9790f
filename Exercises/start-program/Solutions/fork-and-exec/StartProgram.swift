import Glibc
import ServerKit

/// 복제한 다음 그 자식이 다른 프로그램이 됨.
func capture(_ path: String, _ args: [String]) throws -> (out: [UInt8], ending: Ending) {
    let pipe = try makePipe()
    defer { close(pipe.readEnd) }
    let child: pid_t
    do {
        defer { close(pipe.writeEnd) }
        child = try forkChild {
            try duplicate(pipe.writeEnd, onto: 1)
            do {
                try execute(path, args)
            } catch {
                return 127
            }
        }
    }
    let out = try readToEnd(pipe.readEnd)
    return (out, try waitChild(child))
}
