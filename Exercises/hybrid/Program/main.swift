import Glibc
import Hybrid
import ServerKit

// 워커 둘에 스레드 셋씩. 다른 터미널에서 nc 127.0.0.1 8080 을 여럿 띄우고, 하나에서 ‘터짐’이라고 치세요.
printByLine()
let listener = try Listener(port: 8080)
print("마스터 \(getpid())")
// 시험에서는 세 번 쉴 때까지 스택을 둘 곳이 하나 반뿐임. 그때는 워커가 하나.
let isNarrow = CommandLine.arguments.contains("--narrow")
if isNarrow { limitAddressSpace(toMore: stackSize() * 3 / 2) }
var pauses = 0
try runHybrid(
    listener, processes: isNarrow ? 1 : 2, threads: 3,
    pause: {
        pauses += 1
        print("쉼")
        if isNarrow, pauses == 3 { limitAddressSpace(toMore: nil) }
        usleep(20_000)
    },
    handle: { client in
        // 어느 프로세스의 어느 스레드가 받았는지 말하고, 줄마다 따라 말함.
        try? client.write("\(getpid()) \(pthread_self())\n")
        while let line = try? client.readLine() {
            switch line {
            case "터짐": raise(SIGSEGV)
            case "나감": exit(0)
            case "셋으로 나감": exit(3)
            default: try? client.write("\(line)!\n")
            }
        }
    })
print("모두 내려감")
// readLine()은 안 됨: 끝에서 errno에 남아 있던 EINTR을 보고 끝없이 다시 읽음.
_ = try? readSome(STDIN_FILENO)

/// 새 스레드의 스택 크기(바이트).
func stackSize() -> UInt {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    var size = 0
    pthread_attr_getstacksize(&attributes, &size)
    pthread_attr_destroy(&attributes)
    return UInt(size)
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
