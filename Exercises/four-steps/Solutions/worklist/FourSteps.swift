/// 도달할 수 있는 상태를 하나씩 꺼내 다음 상태를 찾음. 같은 상태는 한 번만 보므로 스레드가 많아도 빠름.
func finalValues(threads: Int, additions: Int) -> Set<Int> {
    let start = Moment(
        count: 0, workers: Array(repeating: .betweenAdditions(left: additions), count: threads))
    var known: Set = [start]
    var unexplored = [start]
    var results: Set<Int> = []

    while let moment = unexplored.popLast() {
        if moment.isOver { results.insert(moment.count) }
        for next in moment.successors where known.insert(next).inserted {
            unexplored.append(next)
        }
    }
    return results
}

/// 스레드 하나가 어디까지 왔는지.
enum Worker: Hashable {
    case betweenAdditions(left: Int)
    case hasRead(Int, left: Int)
}

/// 어느 한 순간의 `count`와 모든 스레드.
struct Moment: Hashable {
    var count: Int
    var workers: [Worker]

    var isOver: Bool { workers.allSatisfy { $0 == .betweenAdditions(left: 0) } }

    /// 스레드 하나가 한 단계 나아간 다음 순간들.
    var successors: [Moment] {
        workers.indices.compactMap { turn in
            var next = self
            switch workers[turn] {
            case .betweenAdditions(left: 0):
                return nil
            case .betweenAdditions(let left):
                next.workers[turn] = .hasRead(count, left: left)
            case .hasRead(let value, let left):
                next.count = value + 1
                next.workers[turn] = .betweenAdditions(left: left - 1)
            }
            return next
        }
    }
}
