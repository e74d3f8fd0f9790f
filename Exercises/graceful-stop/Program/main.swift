import Glibc
import GracefulStop
import ServerKit

// 워커 둘. 다른 터미널에서 nc 127.0.0.1 8080 으로 붙어 있는 채로, 또 다른 터미널에서 kill PID 하세요.
printByLine()
let listener = try Listener(port: 8080)
print("마스터 \(getpid())")
try runUntilTerminated(listener, workers: 2) { client in
    // 누가 받았는지 말하고, 줄마다 따라 말함.
    try? client.write("\(getpid())\n")
    while let line = try? client.readLine() { try? client.write("\(line)!\n") }
}
print("모두 내려감")
// readLine()은 안 됨: 끝에서 errno에 남아 있던 EINTR을 보고 끝없이 다시 읽음.
_ = try? readSome(STDIN_FILENO)
