import Glibc
import ServerKit

func pipeline(_ commands: [[String]]) throws -> [UInt8] {
    var input: Int32?
    var children: [pid_t] = []
    for command in commands {
        let pipe = try makePipe()
        fflush(nil)
        let child = fork()
        if child == 0 {
            if let input { try duplicate(input, onto: 0) }
            try duplicate(pipe.writeEnd, onto: 1)
            try execute(command[0], Array(command.dropFirst()))
        }
        children.append(child)
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
