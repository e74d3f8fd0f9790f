import Glibc
import ServerKit

func pipeline(_ commands: [[String]]) throws -> [UInt8] {
    var input: Int32?
    var children: [pid_t] = []
    for command in commands {
        let pipe = try makePipe(closeOnExec: false)
        children.append(
            try forkChild {
                if let input { try duplicate(input, onto: 0) }
                try duplicate(pipe.writeEnd, onto: 1)
                do {
                    try execute(command[0], Array(command.dropFirst()))
                } catch {
                    return 127
                }
            })
        close(pipe.writeEnd)
        if let input { close(input) }
        input = pipe.readEnd
    }
    var out: [UInt8] = []
    if let last = input {
        out = try readToEnd(last)
        close(last)
    }
    for child in children { _ = try waitChild(child) }
    return out
}
