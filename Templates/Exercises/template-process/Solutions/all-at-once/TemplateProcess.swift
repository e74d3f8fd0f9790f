import Glibc
import ServerKit

/// 모두 띄운 뒤 차례대로 받음. 일들이 함께 돎.
func collect(_ jobs: [() -> String]) throws -> [String] {
    var workers: [(child: Int32, readEnd: Int32)] = []
    for job in jobs { workers.append(try start(job)) }
    var answers: [String] = []
    for worker in workers {
        answers.append(String(decoding: try readToEnd(worker.readEnd), as: UTF8.self))
        close(worker.readEnd)
        _ = try waitChild(worker.child)
    }
    return answers
}

private func start(_ job: () -> String) throws -> (child: Int32, readEnd: Int32) {
    let (readEnd, writeEnd) = try makePipe()
    let child = try forkChild {
        try writeAll(writeEnd, job())
        return 0
    }
    // 부모가 쥔 채로 두면 파일 끝이 오지 않고, 다음 자식도 물려받음.
    close(writeEnd)
    return (child, readEnd)
}
