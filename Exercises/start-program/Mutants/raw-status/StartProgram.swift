import Glibc
import ServerKit

func capture(_ path: String, _ args: [String]) throws -> (out: [UInt8], ending: Ending) {
    let pipe = try makePipe()
    let child = try forkChild {
        try duplicate(pipe.writeEnd, onto: 1)
        do {
            try execute(path, args)
        } catch {
            return 127
        }
    }
    close(pipe.writeEnd)
    let out = try readToEnd(pipe.readEnd)
    close(pipe.readEnd)
    return (out, .exited(try waitRawStatus(child)))
}
