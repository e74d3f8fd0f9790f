// uses: · mode 6 · -Onone
final class Log: @unchecked Sendable { var lines: [String] = [] }

final class Resource {
    let name: String
    private let log: Log
    private var children: [Resource] = []
    private weak var parent: Resource?
    var onClose: (() -> Void)?
    init(_ name: String, log: Log, parent: Resource? = nil) {
        self.name = name
        self.log = log
        self.parent = parent
        parent?.children.append(self)
        onClose = { [weak self, unowned log] in log.lines.append("닫음 \(self?.name ?? "?")") }
    }
    deinit { log.lines.append("끝 \(name)") }
}

func lifetimes() -> [String] {
    let log = Log()
    do {
        let root = Resource("뿌리", log: log)
        let leaf = Resource("잎", log: log, parent: root)
        leaf.onClose?()
        withExtendedLifetime(root) { log.lines.append("안") }
    }
    defer { log.lines.append("나감") }
    log.lines.append(isKnownUniquelyReferenced(&holder) ? "하나" : "여럿")
    return log.lines
}
nonisolated(unsafe) var holder = Log()
