/// 차례를 받는 두 스레드.
enum Worker: CaseIterable {
    case a, b
}

/// 프로그램 하나를 여기까지 실행한 상태. 가능한 다음 차례를 모두 따라가며 바라는 끝을 찾음.
private struct State {
    var done: [Worker: Int] = [.a: 0, .b: 0]
    var old: [Worker: Int] = [:]
    var holders: [String: Worker] = [:]
    var count = 0
    var isMixed = false
    var order: [Worker] = []
}

private typealias Lines = @Sendable (Worker) -> [String]

private let counting: Lines = { _ in ["-", "+l", "read", "-l", "+l", "write", "-l", "-"] }
private let crossing: Lines = { worker in
    let (first, second) = worker == .a ? ("left", "right") : ("right", "left")
    return ["+" + first, "+" + second, "-", "-" + second, "-" + first]
}

private func next(_ state: State, _ worker: Worker, _ program: Lines) -> State? {
    let lines = program(worker)
    guard let at = state.done[worker], at < lines.count else { return nil }
    var state = state
    let line = lines[at]
    let name = String(line.dropFirst())
    if line.hasPrefix("+") {
        guard state.holders[name] == nil else { return nil }
        state.holders[name] = worker
    } else if line == "read" {
        state.old[worker] = state.count
    } else if line == "write" {
        state.count = (state.old[worker] ?? 0) + 1
    } else if !name.isEmpty {
        state.holders[name] = nil
    }
    let other: Worker = worker == .a ? .b : .a
    let others = state.done[other] ?? 0
    if at == 0, others > 0, others < program(other).count { state.isMixed = true }
    state.done[worker] = at + 1
    state.order.append(worker)
    return state
}

private func search(_ program: Lines, _ isWanted: (State, _ isEnded: Bool) -> Bool) -> [Worker] {
    var open = [State()]
    while let state = open.popLast() {
        let following = Worker.allCases.compactMap { next(state, $0, program) }
        let isEnded = Worker.allCases.allSatisfy { state.done[$0] == program($0).count }
        if following.isEmpty, isWanted(state, isEnded) { return state.order }
        open += following
    }
    return []
}

func losingOrder() -> [Worker] {
    search(counting) { $1 && $0.count == 1 }
}

func savingOrder() -> [Worker] {
    search(counting) { $1 && $0.isMixed && $0.count == 2 }
}

func stuckOrder() -> [Worker] {
    search(crossing) { !$1 }
}
