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
    let out = try readSome(pipe.readEnd, upTo: 65_536) ?? []
    // 나머지는 버림: 프로그램이 쓰다가 죽지 않게만 함.
    _ = try readToEnd(pipe.readEnd)
    close(pipe.readEnd)
    return (out, try waitChild(child))
}
