final class ThreadLog: @unchecked Sendable {
    private var lines: [String] = []

    init() {}

    func add(_ line: String) {
        lines.append(line)
    }

    func merged() -> [String] {
        lines
    }
}
