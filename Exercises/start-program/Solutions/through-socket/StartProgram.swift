import Glibc
import ServerKit

/// 파이프 대신 소켓 한 쌍으로 받음.
func capture(_ path: String, _ args: [String]) throws -> (out: [UInt8], ending: Ending) {
    let (mine, theirs) = try makeSocketPair()
    defer { mine.close() }
    fflush(nil)
    let child = fork()
    if child == 0 {
        dup2(theirs.descriptor, 1)
        do { try execute(path, args) } catch { _exit(127) }
    }
    theirs.close()
    guard child > 0 else { throw SystemError(call: "fork", errno: EAGAIN) }
    var out: [UInt8] = []
    while let bytes = try mine.read() { out += bytes }
    return (out, try waitChild(child))
}
