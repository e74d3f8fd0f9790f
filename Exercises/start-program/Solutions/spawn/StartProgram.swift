import Glibc
import ServerKit

/// 복제하지 않고 바로 띄움.
func capture(_ path: String, _ args: [String]) throws -> (out: [UInt8], ending: Ending) {
    let pipe = try makePipe()
    defer { close(pipe.readEnd) }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipe.writeEnd, 1)

    var words: [UnsafeMutablePointer<CChar>?] = ([path] + args).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var child = pid_t()
    let error = posix_spawn(&child, path, &actions, nil, &words, environ)
    close(pipe.writeEnd)
    guard error == 0 else { throw SystemError(call: "posix_spawn", errno: error) }

    let out = try readToEnd(pipe.readEnd)
    return (out, try waitChild(child))
}
