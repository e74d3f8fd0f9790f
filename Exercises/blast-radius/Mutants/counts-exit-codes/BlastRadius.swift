import ServerKit

enum Model {
    case processes
    case threads
}

func survivors(_ model: Model, workers: Int, _ work: @escaping @Sendable (Int) -> Void) throws -> Int {
    var children: [Int32] = []
    defer { for child in children { _ = try? waitChild(child) } }
    switch model {
    case .processes:
        for number in 0..<workers {
            children.append(
                try forkChild {
                    work(number)
                    return 0
                })
        }
    case .threads:
        children.append(
            try forkChild {
                let threads = try (0..<workers).map { number in try startThread { work(number) } }
                threads.forEach { $0.join() }
                return 0
            })
    }
    var good = 0
    while let child = children.popLast() {
        if try waitChild(child) == .exited(0) { good += 1 }
    }
    return model == .threads && good == 1 ? workers : good
}
