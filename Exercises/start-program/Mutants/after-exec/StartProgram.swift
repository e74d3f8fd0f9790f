import Glibc
import ServerKit

func capture(_ path: String, _ args: [String]) throws -> (out: [UInt8], ending: Ending) {
    let pipe = try makePipe()
    fflush(nil)
    let child = fork()
    if child == 0 {
        let output = dup(1)
        try duplicate(pipe.writeEnd, onto: 1)
        // 성공하면 돌아오지 않고, 실패하면 아래에서 알아서 된다고 봄.
        try? execute(path, args)
        try duplicate(output, onto: 1)
    }
    close(pipe.writeEnd)
    let out = try readToEnd(pipe.readEnd)
    close(pipe.readEnd)
    guard child > 0 else { return (out, .exited(127)) }
    return (out, try waitChild(child))
}
