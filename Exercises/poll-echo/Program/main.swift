import PollEcho
import ServerKit

// 끝나지 않음. 다른 터미널 여럿에서: nc 127.0.0.1 8080
printByLine()
let listener = try Listener(port: 8080)
try runEcho(listener)
