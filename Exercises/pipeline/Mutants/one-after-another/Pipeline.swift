import Glibc
import ServerKit

func pipeline(_ commands: [[String]]) throws -> [UInt8] {
    var input: Int32?
    var children: [pid_t] = []
    for command in commands {
        let pipe = try makePipe()
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
        // 앞 명령이 다 쓴 다음에 뒤 명령을 띄움.
        if children.count < commands.count { _ = try waitChild(children[children.count - 1]) }
        input = pipe.readEnd
    }
    var out: [UInt8] = []
    if let last = input {
        out = try readToEnd(last)
        close(last)
    }
    if let child = children.last { _ = try waitChild(child) }
    return out
}
