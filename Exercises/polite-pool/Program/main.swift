import Glibc
import PolitePool
import ServerKit

// 끝나지 않음. 다른 터미널 다섯에서: nc 127.0.0.1 8080
printByLine()
let listener = try Listener(port: 8080)
let option = CommandLine.arguments.firstIndex(of: "--queue")
let queue = option.flatMap { Int(CommandLine.arguments[$0 + 1]) } ?? 2
try runBounded(listener, threads: 2, queue: queue) { client in
    // 어느 프로세스의 어느 스레드인지 말하고, 줄마다 따라 말함.
    try? client.write("\(getpid()) \(pthread_self())\n")
    while let line = try? client.readLine() { try? client.write("\(line)!\n") }
}
