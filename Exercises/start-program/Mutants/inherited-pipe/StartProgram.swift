import Glibc
import ServerKit

func capture(_ path: String, _ args: [String]) throws -> (out: [UInt8], ending: Ending) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SystemError(call: "pipe", errno: errno) }
    let child = try forkChild {
        try duplicate(ends[1], onto: 1)
        do {
            try execute(path, args)
        } catch {
            return 127
        }
    }
    close(ends[1])
    let out = try readToEnd(ends[0])
    close(ends[0])
    return (out, try waitChild(child))
}
