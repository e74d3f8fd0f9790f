import Glibc
import ServerKit

struct NoAnswer: Error {}

func childSays(_ work: () -> Int) throws -> (child: Int, parent: Int) {
    let pipe = try makePipe()
    let pid = fork()
    if pid == 0 {
        try writeAll(pipe.writeEnd, "\(work())")
        exit(0)
    }
    close(pipe.writeEnd)
    let said = String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
    close(pipe.readEnd)
    _ = try waitChild(pid)
    guard let value = Int(said) else { throw NoAnswer() }
    return (child: value, parent: work())
}
