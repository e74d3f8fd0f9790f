// uses: · mode 6 · -Onone
actor Account {
    private(set) var balance: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    init(balance: Int) { self.balance = balance }

    func withdraw(_ amount: Int, audit: @Sendable () async -> Void) async -> Bool {
        guard balance >= amount else { return false }
        balance -= amount
        await audit()
        return true
    }

    func waitForDeposit() async {
        await withCheckedContinuation { waiting.append($0) }
    }

    func deposit(_ amount: Int) {
        balance += amount
        for one in waiting { one.resume() }
        waiting = []
    }

    nonisolated var name: String { "계좌" }
}

@globalActor actor Bank { static let shared = Bank() }

@Bank func settle(_ accounts: [Account]) async -> Int {
    var sum = 0
    for account in accounts { sum += await account.balance }
    return sum
}

func total(_ parts: [Int]) async throws -> Int {
    try await withThrowingTaskGroup(of: Int.self) { group in
        for part in parts {
            group.addTask {
                try Task.checkCancellation()
                try await Task.sleep(for: .milliseconds(1))
                return part * 2
            }
        }
        return try await group.reduce(0, +)
    }
}
