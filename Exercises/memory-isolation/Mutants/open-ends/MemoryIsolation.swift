import Glibc
import ServerKit

struct NoAnswer: Error {}

/// 자식이 닫았으니 부모의 것도 닫혔다고 봄.
func childSays(_ work: () -> Int) throws -> (child: Int, parent: Int) {
    let pipe = try makePipe()
    let child = try forkChild {
        close(pipe.readEnd)
        try writeAll(pipe.writeEnd, "\(work())")
        return 0
    }
    close(pipe.writeEnd)
    let said = String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
    _ = try waitChild(child)
    guard let value = Int(said) else { throw NoAnswer() }
    return (child: value, parent: work())
}
