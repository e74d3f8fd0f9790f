import Glibc
import ServerKit

struct NoAnswer: Error {}

func childSays(_ work: () -> Int) throws -> (child: Int, parent: Int) {
    let pipe = try makePipe()
    let child = try forkChild {
        try writeAll(pipe.writeEnd, "\(work())")
        return 0
    }
    close(pipe.writeEnd)
    let mine = work()
    let said = String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
    close(pipe.readEnd)
    _ = try waitChild(child)
    guard let value = Int(said) else { throw NoAnswer() }
    return (child: value, parent: mine)
}
