import Glibc
import ServerKit

/// 파이프를 모두 만들어 두고 posix_spawn으로 띄움.
func pipeline(_ commands: [[String]]) throws -> [UInt8] {
    let pipes = try commands.map { _ in try makePipe() }
    var children: [pid_t] = []
    for (i, command) in commands.enumerated() {
        if let child = spawn(command, input: i > 0 ? pipes[i - 1].readEnd : nil, output: pipes[i].writeEnd) {
            children.append(child)
        }
    }
    for pipe in pipes { close(pipe.writeEnd) }
    for pipe in pipes.dropLast() { close(pipe.readEnd) }
    var out: [UInt8] = []
    if let last = pipes.last {
        out = try readToEnd(last.readEnd)
        close(last.readEnd)
    }
    for child in children { waitpid(child, nil, 0) }
    return out
}

/// 없는 명령이면 nil.
private func spawn(_ command: [String], input: Int32?, output: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input { posix_spawn_file_actions_adddup2(&actions, input, 0) }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var child = pid_t()
    return posix_spawnp(&child, command[0], &actions, nil, &words, environ) == 0 ? child : nil
}
