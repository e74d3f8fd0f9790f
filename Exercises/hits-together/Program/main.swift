import Glibc
import HitsTogether
import ServerKit

// 워커 셋. 다른 터미널에서 nc 127.0.0.1 8080 하고 ‘몇’이라고 치세요: 지금까지의 손님과 지금 맡고 있는 워커의 수.
printByLine()
let hits = try Hits(workers: 3)

/// 워커 셋이 저마다 오만 번씩 맡고 보냄. 시그널이 아무 명령 사이에나 끼어들어 CPU를 넘김.
func stress() throws {
    let children = try (0..<3).map { number in
        try forkChild {
            signal(SIGALRM) { _ in sched_yield() }
            let often = timeval(tv_sec: 0, tv_usec: 200)
            var timer = itimerval(it_interval: often, it_value: often)
            setitimer(Int32(ITIMER_REAL.rawValue), &timer, nil)
            for _ in 0..<50_000 {
                hits.begin(number)
                hits.end(number)
            }
            return 0
        }
    }
    for child in children { _ = try waitChild(child) }
    print("\(hits.total) \(hits.busy)")
}

func serve(_ listener: Listener, number: Int) -> Never {
    while true {
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        hits.begin(number)
        try? client.write("\(getpid()) \(number)\n")
        while let line = try? client.readLine() {
            if line == "터짐" { raise(SIGSEGV) }
            try? client.write("\(hits.total) \(hits.busy)\n")
        }
        hits.end(number)
        client.close()
    }
}

if CommandLine.arguments.contains("--stress") {
    try stress()
} else {
    let listener = try Listener(port: 8080)
    var numbers: [pid_t: Int] = [:]
    for number in 0..<3 { numbers[try forkChild { serve(listener, number: number) }] = number }
    while let dead = try waitAnyChild(), let number = numbers.removeValue(forKey: dead.pid) {
        hits.restart(number)
        numbers[try forkChild { serve(listener, number: number) }] = number
    }
}
