import Glibc
import Respawn
import ServerKit

// 워커 셋. 다른 터미널에서: nc 127.0.0.1 8080 을 하고 ‘터짐’이라고 치세요.
printByLine()
let listener = try Listener(port: 8080)
let isTest = CommandLine.arguments.contains("--test-clock")
// 시험에서는 0번 워커가 처음 몇 번은 뜨자마자 끝남.
let option = CommandLine.arguments.firstIndex(of: "--broken")
let broken = option.flatMap { Int(CommandLine.arguments[$0 + 1]) } ?? 0
/// [시험의 시계(밀리초), 0번 워커가 뜬 횟수]
let board = try SharedMemory(words: 2)

func talk(to client: Connection, number: Int) {
    // 누가 받았는지 말하고, 시키는 것을 함.
    try? client.write("\(getpid()) \(number)\n")
    while let line = try? client.readLine() {
        switch line {
        case "터짐": raise(SIGSEGV)
        case "나감": exit(0)
        case "십 초 뒤": board.add(10_000, at: 0)
        default: break
        }
        try? client.write("\(line)!\n")
    }
}

try runMaster(
    workers: 3, now: { isTest ? Double(board[0]) / 1000 : wallClock() },
    pause: { seconds in
        print("쉼 \(Int((seconds * 1000).rounded())) ms")
        if isTest { board.add(Int((seconds * 1000).rounded()), at: 0) } else { usleep(UInt32(seconds * 1e6)) }
    }
) { number in
    if number == 0, board.add(1, at: 1) <= broken { return }
    while true {
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        talk(to: client, number: number)
        client.close()
    }
}
