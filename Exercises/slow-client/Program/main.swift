import Foundation
import ServerKit
import SlowClient
import Synchronization

// 끝나지 않음. 다른 터미널에서: nc 127.0.0.1 8080 을 하고 5초 안에 한 줄을 치세요.
printByLine()
let listener = try Listener(port: 8080)
let isTest = CommandLine.arguments.contains("--test-clock")
/// 시험의 시각(초). stdin의 ‘시각 4’가 바꿈.
let testTime = Mutex(0.0)
/// ‘붙듦’이라는 요청이 나갈 문. stdin의 ‘놓음’이 엶.
let gate = NSCondition()
nonisolated(unsafe) var isOpen = false

if isTest {
    try startThread {
        let input = Connection(descriptor: STDIN_FILENO)
        var rest = ""
        while let bytes = try? readSome(input.descriptor) {
            rest += String(decoding: bytes, as: UTF8.self)
            while let end = rest.firstIndex(of: "\n") {
                obey(rest[..<end])
                rest = String(rest[rest.index(after: end)...])
            }
        }
    }.detach()
}

@Sendable func obey(_ command: Substring) {
    if command == "놓음" {
        gate.withLock {
            isOpen = true; gate.broadcast()
        }
    } else if let time = Double(command.dropFirst("시각 ".count)) {
        testTime.withLock { $0 = time }
    }
    print("함 \(command)")
}

@Sendable func now() -> Double { isTest ? testTime.withLock { $0 } : wallClock() }

@Sendable func wait(for client: Connection, seconds: Double) -> Bool {
    guard isTest else {
        let milliseconds = min(max(0, seconds * 1000), 1e9).rounded(.up)
        return (try? waitToRead(client.descriptor, milliseconds: Int(milliseconds))) ?? true
    }
    let end = now() + seconds
    var isTold = false
    while true {
        // 시험의 시각은 아무 때나 바뀌니, 조금씩 기다리며 봄.
        let step = isTold && now() < end ? 2 : 0
        if (try? waitToRead(client.descriptor, milliseconds: step)) ?? true { return true }
        if now() >= end { return false }
        // 정말로 기다리게 되었을 때만 말함.
        if !isTold { print("기다림") }
        isTold = true
    }
}

try runPatient(listener, threads: 3, timeout: 5, now: now, wait: wait) { line in
    print("시작 \(line)")
    if line == "붙듦" { gate.withLock { while !isOpen { gate.wait() } } }
    return "\(line)!\n"
}
