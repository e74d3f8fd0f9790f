import AsyncEcho
import Glibc
import ServerKit

// 다른 터미널 여럿에서: nc 127.0.0.1 8080. 여기에 ‘그만’이라고 치면 serve의 Task를 취소함.
printByLine()
let listener = try Listener(port: 8080)
let loop = try EventLoop()
try startThread { try? loop.run() }.detach()
// --cancelled: serve를 취소된 Task에서 부름.
let isEarly = CommandLine.arguments.contains("--cancelled")
let server = Task.detached {
    while isEarly && !Task.isCancelled { await Task.yield() }
    try await serve(listener, on: loop)
}
if isEarly { server.cancel() }
try startThread {
    while let bytes = try? readSome(0) {
        if String(decoding: bytes, as: UTF8.self).contains("그만") { server.cancel() }
    }
}.detach()
do {
    try await server.value
    print("serve가 끝남")
} catch is CancellationError {
    print("serve가 끝남")
} catch {
    print("serve가 던짐: \(error)")
}
while true { pause() }
