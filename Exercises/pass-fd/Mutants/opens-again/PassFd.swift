import Glibc
import ServerKit

struct NothingLent: Error {}

func lend(_ fd: Int32, over channel: Int32) throws {
    let path = try pathOf(fd)
    try Connection(descriptor: channel).write(path + "\n")
    close(fd)
}

func borrow(from channel: Int32) throws -> Int32 {
    guard let path = try Connection(descriptor: channel).readLine() else { throw NothingLent() }
    let fd = open(path, O_RDWR)
    guard fd >= 0 else { throw NothingLent() }
    return fd
}

/// fd가 가리키는 파일의 이름.
private func pathOf(_ fd: Int32) throws -> String {
    var name = [CChar](repeating: 0, count: 1024)
    guard readlink("/proc/self/fd/\(fd)", &name, name.count - 1) > 0 else {
        throw SystemError(call: "readlink", errno: errno)
    }
    return String(cString: name)
}
