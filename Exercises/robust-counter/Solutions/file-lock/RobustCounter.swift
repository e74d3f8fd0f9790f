import Glibc
import ServerKit

/// 파일 락은 프로세스가 죽으면 커널이 풀어 줌. 공유 메모리의 fd에 걺.
final class RobustCounter {
    private let memory: SharedMemory

    init() throws {
        memory = try SharedMemory(words: 1)
    }

    @discardableResult
    func update(_ change: (Int) -> Int) throws -> Int {
        try set(F_WRLCK)
        let changed = change(memory[0])
        memory[0] = changed
        try set(F_UNLCK)
        return changed
    }

    var value: Int {
        get throws { memory[0] }
    }

    private func set(_ type: Int32) throws {
        var request = flock()
        request.l_type = Int16(type)
        request.l_whence = Int16(SEEK_SET)
        while fcntl(memory.descriptor, F_SETLKW, &request) != 0 {
            guard errno == EINTR else { throw SystemError(call: "fcntl", errno: errno) }
        }
    }
}
