import Glibc
import ServerKit
import ThreadPerConnection

// 끝나지 않음. 다른 터미널에서: nc 127.0.0.1 8080
printByLine()
let listener = try Listener(port: 8080)
try runThreads(listener, limit: 4) { client in
    // 어느 프로세스의, 스택이 얼마인 어느 스레드인지 말하고, 줄마다 따라 말함.
    let stack = UInt((try? currentStack().count) ?? 0)
    try? client.write("\(getpid()) \(stack) \(pthread_self())\n")
    while let line = try? client.readLine() {
        // ‘좁힘’이라고 하면 새 스레드의 스택을 둘 곳이 없어짐. ‘넓힘’이라고 하면 다시 있음.
        if line == "좁힘" { limitAddressSpace(toMore: stack / 4) }
        if line == "넓힘" { limitAddressSpace(toMore: nil) }
        try? client.write("\(line)!\n")
    }
}

/// 지금 쓰는 주소 공간보다 이만큼(바이트)까지만. nil이면 한도가 없음. setrlimit(2)의 RLIMIT_AS를 보세요.
func limitAddressSpace(toMore more: UInt?) {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    if let more, let file = fopen("/proc/self/statm", "r") {
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 64)
        fgets(&line, 64, file)
        limit.rlim_cur = strtoul(line, nil, 10) * UInt(sysconf(Int32(_SC_PAGESIZE))) + more
    }
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
}
