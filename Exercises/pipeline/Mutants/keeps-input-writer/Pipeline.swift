import Glibc
import ServerKit

func pipeline(_ commands: [[String]]) throws -> [UInt8] {
    let pipes = try commands.map { _ in try makePipe(closeOnExec: false) }
    var children: [pid_t] = []
    for (i, command) in commands.enumerated() {
        children.append(
            try forkChild {
                if i > 0 { try duplicate(pipes[i - 1].readEnd, onto: 0) }
                try duplicate(pipes[i].writeEnd, onto: 1)
                for j in pipes.indices where j != i - 1 {
                    closeDescriptor(pipes[j].readEnd); closeDescriptor(pipes[j].writeEnd)
                }
                do { try execute(command[0], Array(command.dropFirst())) } catch { return 127 }
            })
    }
    for p in pipes { closeDescriptor(p.writeEnd) }
    for p in pipes.dropLast() { closeDescriptor(p.readEnd) }
    let out = try readToEnd(pipes[pipes.count - 1].readEnd)
    closeDescriptor(pipes[pipes.count - 1].readEnd)
    for c in children { _ = try waitChild(c) }
    return out
}
