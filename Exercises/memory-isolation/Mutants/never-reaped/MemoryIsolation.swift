import Glibc
import ServerKit

struct NoAnswer: Error {}

func childSays(_ work: () -> Int) throws -> (child: Int, parent: Int) {
    let pipe = try makePipe()
    _ = try forkChild {
        try writeAll(pipe.writeEnd, "\(work())")
        return 0
    }
    close(pipe.writeEnd)
    // 파이프의 끝이 왔으니 자식도 끝난 것임.
    let said = String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
    close(pipe.readEnd)
    guard let value = Int(said) else { throw NoAnswer() }
    return (child: value, parent: work())
}
