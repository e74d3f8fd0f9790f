import Glibc
import ServerKit

func mapInChildren(_ inputs: [String], _ f: (String) -> String) throws -> [String] {
    var readEnds: [Int32] = []
    for input in inputs {
        let pipe = try makePipe()
        _ = try forkChild {
            try writeAll(pipe.writeEnd, f(input))
            return 0
        }
        close(pipe.writeEnd)
        readEnds.append(pipe.readEnd)
    }
    return try readEnds.map { readEnd in
        let answer = try readToEnd(readEnd)
        close(readEnd)
        return String(decoding: answer, as: UTF8.self)
    }
}
