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
    var children: [Int32] = []
    defer { for child in children { _ = try? waitChild(child) } }
    switch model {
    case .processes:
        for number in 0..<workers {
            children.append(
                try forkChild {
                    finish(number)
                    return 0
                })
        }
    case .threads:
        for number in 0..<workers {
            children.append(
                try forkChild {
                    finish(number)
                    return 0
                })
        }
    }
    while let child = children.popLast() { _ = try waitChild(child) }
    return done[0]
}
