import Glibc
import ServerKit

struct NoAnswer: Error {}

/// 값을 글자로 적어 파이프로 보냄.
func childSays(_ work: () -> Int) throws -> (child: Int, parent: Int) {
    let pipe = try makePipe()
    defer { close(pipe.readEnd) }
    let child: pid_t
    do {
        defer { close(pipe.writeEnd) }
        child = try forkChild {
            try writeAll(pipe.writeEnd, "\(work())")
            return 0
        }
    }
    let said = String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
    _ = try waitChild(child)
    guard let value = Int(said) else { throw NoAnswer() }
    return (child: value, parent: work())
}
