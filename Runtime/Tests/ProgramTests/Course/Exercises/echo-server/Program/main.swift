import EchoServer
import ServerKit

printByLine()
let listener = try Listener(port: 8080)
print("듣는 포트: \(try listener.port ?? 0)")
try serve(listener)
