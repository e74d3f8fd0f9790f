import Glibc
import ServerKit
import TinyHttp

// 다른 터미널에서: curl -i 127.0.0.1:8080/hello
// 끝내려면 처음 찍힌 pid로 kill PID. 그다음 여기서 ⏎
printByLine()
let listener = try Listener(port: 8080)
print("서버 \(getpid())")
try serve(listener, processes: count(after: "--processes"), threads: count(after: "--threads")) { request in
    switch (request.method, request.target) {
    case ("GET", "/hello"):
        return Response("hello\n")
    case ("GET", "/who"):
        // 어느 프로세스의 어느 스레드인지.
        return Response("\(getpid()) \(pthread_self())\n")
    case ("GET", "/wait"):
        usleep(10_000)
        return Response("waited\n")
    case ("GET", "/compute"):
        // 벽시계가 아니라 이 스레드가 쓴 CPU 시간으로 1 ms.
        let end = threadClock() + 0.001
        while threadClock() < end {}
        return Response("computed\n")
    case ("GET", "/hold"):
        // stdin에 한 바이트가 올 때까지(또는 끝날 때까지) 붙들려 있음.
        print("hold")
        _ = try? readSome(STDIN_FILENO, upTo: 1)
        return Response("held\n")
    case ("GET", "/crash"):
        fatalError("/crash")
    case ("POST", "/echo"):
        return Response(body: request.body)
    default:
        return Response("not found\n", status: 404)
    }
}
print("모두 내려감")
_ = try? readSome(STDIN_FILENO)

/// 옵션 뒤에 적힌 수. 없으면 4.
func count(after option: String) -> Int {
    let arguments = CommandLine.arguments
    guard let place = arguments.firstIndex(of: option), place + 1 < arguments.count else { return 4 }
    return Int(arguments[place + 1]) ?? 4
}
