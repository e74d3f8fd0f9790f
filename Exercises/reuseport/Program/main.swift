import Glibc
import Reuseport
import ServerKit

// 워커 셋이 저마다 8080을 엶. 다른 터미널에서: nc 127.0.0.1 8080
printByLine()
// 시험에서는 빈 포트를 하나 잡아 둠. 듣지 않으니 손님은 안 옴.
let isTest = CommandLine.arguments.contains("--any-port")
let place = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
var on: Int32 = 1
setsockopt(place, SOL_SOCKET, SO_REUSEPORT, &on, socklen_t(MemoryLayout<Int32>.size))

/// 127.0.0.1의 포트에 묶음.
func bindSocket(_ descriptor: Int32, to port: UInt16) throws {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    guard result == 0 else { throw SystemError(call: "bind", errno: errno) }
}

try bindSocket(place, to: isTest ? 0 : 8080)
let port = try Listener(descriptor: place).port ?? 0
print("포트 \(port)")
try runReusePort(bind: { try bindSocket($0, to: port) }, workers: 3) { client in
    // 누가 받았는지 말하고, 손님이 그만둘 때까지 붙들려 있음.
    try? client.write("\(getpid())\n")
    while (try? client.readLine()) != nil {}
}
print("워커가 모두 끝남")
