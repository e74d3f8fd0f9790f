import Glibc
import Iterative
import ServerKit

// 끝나지 않음. 다른 터미널에서: printf '안녕\n' | nc 127.0.0.1 8080
printByLine()
let listener = try Listener(port: 8080)
serveForever(listener) { request in
    print("받은 요청: \(request)")
    // 답을 미루는 요청. 표준 입력에 한 줄이 오면 답함.
    if request.hasPrefix("잠깐") { _ = try? readSome(STDIN_FILENO) }
    // 길게 답하는 요청.
    return request.hasSuffix("길게") ? String(repeating: "긴 답 ", count: 5000) : "\(request)에게 답함"
}
