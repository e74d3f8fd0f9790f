import Glibc
import ServerKit

enum Birth {
    case thread
    case process
}

struct Cost {
    let median: Double
    let spread: Double
}

func cost(
    of birth: Birth, count: Int, rounds: Int, clock: () -> Double, _ work: @escaping @Sendable () -> Void
) throws -> Cost {
    // 몸 풀기인 0번째 판까지 한 반복문에서 함. 값은 차례를 지켜 끼워 넣음.
    var values: [Double] = []
    for number in 0...rounds {
        let start = number == 0 ? 0 : clock()
        for _ in 0..<count {
            if birth == .thread {
                let thread = try startThread(work)
                thread.join()
            } else {
                try forkAndReap(work)
            }
        }
        guard number > 0 else { continue }
        let value = (clock() - start) / Double(count)
        values.insert(value, at: values.firstIndex { $0 > value } ?? values.endIndex)
    }
    return Cost(median: values[rounds / 2], spread: (values.last ?? 0) / values[0])
}

private func forkAndReap(_ work: () -> Void) throws {
    let child = fork()
    if child == 0 {
        work()
        _exit(0)
    }
    _ = try waitAnyChild()
}
