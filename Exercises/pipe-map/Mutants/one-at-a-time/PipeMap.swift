import Glibc
import ServerKit

func mapInChildren(_ inputs: [String], _ f: (String) -> String) throws -> [String] {
    try inputs.map { input in
        let pipe = try makePipe()
        let child = try forkChild {
            try writeAll(pipe.writeEnd, f(input))
            return 0
        }
        close(pipe.writeEnd)
        let answer = try readToEnd(pipe.readEnd)
        close(pipe.readEnd)
        return try waitChild(child) == .exited(0) ? String(decoding: answer, as: UTF8.self) : ""
    }
}
