import ForkPerConnection
import Glibc
import ServerKit

// 끝나지 않음. 다른 터미널에서: nc 127.0.0.1 8080
printByLine()
let listener = try Listener(port: 8080)
try runForking(listener) { client in
    // 누가 받았는지 말하고, 줄마다 따라 말함. ‘터짐’이라고 하면 터짐.
    try? client.write("\(getpid())\n")
    while let line = try? client.readLine() {
        if line == "터짐" { raise(SIGSEGV) }
        try? client.write("\(line)!\n")
    }
}
