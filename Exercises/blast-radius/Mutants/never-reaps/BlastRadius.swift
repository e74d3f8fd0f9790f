import ServerKit

enum Model {
    case processes
    case threads
}

func survivors(_ model: Model, workers: Int, _ work: @escaping @Sendable (Int) -> Void) throws -> Int {
    let done = try SharedMemory(words: 1)
    let finish: @Sendable (Int) -> Void = { number in
        work(number)
        done.add(1, at: 0)
    }
    let (readEnd, writeEnd) = try makePipe()
    switch model {
    case .processes:
        for number in 0..<workers {
            _ = try forkChild {
                finish(number)
                return 0
            }
        }
    case .threads:
        _ = try forkChild {
            let threads = try (0..<workers).map { number in try startThread { finish(number) } }
            threads.forEach { $0.join() }
            return 0
        }
    }
    // 쓰는 끝이 다 닫혔으면 자식이 다 끝난 것이니 기다릴 것이 없다고 봄.
    closeDescriptor(writeEnd)
    _ = try readToEnd(readEnd)
    closeDescriptor(readEnd)
    return done[0]
}
