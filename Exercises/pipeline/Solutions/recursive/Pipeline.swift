import Glibc
import ServerKit

/// 뒤에서부터: 앞쪽 파이프라인의 출력이 마지막 명령의 입력임.
func pipeline(_ commands: [[String]]) throws -> [UInt8] {
    var children: [pid_t] = []
    let output = try start(commands[...], &children)
    let out = try readToEnd(output)
    close(output)
    for child in children { waitpid(child, nil, 0) }
    return out
}

/// 명령들을 띄우고 마지막 명령의 출력을 읽을 fd를 돌려줌.
private func start(_ commands: ArraySlice<[String]>, _ children: inout [pid_t]) throws -> Int32 {
    guard let last = commands.last else { return -1 }
    let input: Int32? = commands.count > 1 ? try start(commands.dropLast(), &children) : nil
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SystemError(call: "pipe", errno: errno) }
    fflush(nil)
    let child = fork()
    if child == 0 {
        if let input {
            dup2(input, 0)
            close(input)
        }
        dup2(ends[1], 1)
        close(ends[0])
        close(ends[1])
        do { try execute(last[0], Array(last.dropFirst())) } catch { _exit(127) }
    }
    close(ends[1])
    if let input { close(input) }
    children.append(child)
    return ends[0]
}
