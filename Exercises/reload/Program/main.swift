import Glibc
import Reload
import ServerKit

struct BadSettings: Error {}

// 워커 둘. 다른 터미널에서 nc 127.0.0.1 8080 하고, 또 다른 터미널에서 kill -HUP PID 하세요.
printByLine()
let listener = try Listener(port: 8080)
print("마스터 \(getpid())")
/// 설정을 몇 번 읽었는지. 자식이 읽어도 세어짐.
let board = try SharedMemory(words: 1)
let option = CommandLine.arguments.firstIndex(of: "--bad")
let bad = option.flatMap { Int(CommandLine.arguments[$0 + 1]) } ?? 0

/// 읽을 때마다 다음 판의 설정. 틀린 판에서는 오류를 던짐.
func load() throws -> Int {
    let version = board.add(1, at: 0)
    print("설정을 읽음: \(version)")
    if version == bad { throw BadSettings() }
    return version
}

try runReloading(listener, workers: 2, load: load) { client, version in
    try? client.write("\(getpid()) \(version)\n")
    while let line = try? client.readLine() { try? client.write("\(line)!\n") }
}
print("모두 내려감")
// readLine()은 안 됨: 끝에서 errno에 남아 있던 EINTR을 보고 끝없이 다시 읽음.
_ = try? readSome(STDIN_FILENO)
