public import Course
import Foundation
public import Grading

/// Where checks do their work: the course, the instruments, and the memory of what was done before.
public actor Workbench {
    public nonisolated let course: Course
    public nonisolated let instruments: Instruments
    /// How often each solution is run.
    nonisolated let runsOfSolutions: Int
    /// Names this build of the tool: another build may judge otherwise.
    private let tool: String
    private let slots: Slots
    /// For what mostly waits, for a time limit or for clients and servers: it costs time, and little processor.
    private let waitingSlots: Slots
    private let progress: @Sendable (_ done: Int, _ known: Int) -> Void
    private var done = 0
    private var underWay: [String: Task<[UInt8], any Error>] = [:]
    /// Pieces of work that were done in this run.
    private(set) var made = 0
    /// Pieces of work whose results were there already.
    private(set) var reused = 0

    /// - Parameters:
    ///   - tool: names this build of the tool, as keys of what is remembered hold it.
    ///   - jobs: how many pieces of work are done at once.
    ///   - runs: how often each solution is run.
    ///   - progress: called as pieces of work end.
    public init(
        course: Course, instruments: Instruments, tool: String, jobs: Int,
        runs: Int = CourseCheck.runsOfSolutions,
        progress: @escaping @Sendable (_ done: Int, _ known: Int) -> Void = { _, _ in }
    ) {
        self.progress = progress
        runsOfSolutions = runs
        self.course = course
        self.tool = tool
        self.instruments = instruments
        slots = Slots(count: jobs)
        waitingSlots = Slots(count: 2 * jobs)
    }

    /// The result of a piece of work: from an earlier run, from this one, or made now.
    ///
    /// - Parameters:
    ///   - key: everything the result depends on, but for tool, toolchain, runtime and confinement.
    ///   - isKept: whether a result is to be believed by later runs; what speaks of a fault is better asked anew, since the
    ///     machine may have had its part in it.
    ///   - isWaiting: whether it is known to wait most of the time. Such work has places of its own, twice as many as `jobs`, so
    ///     that the rest goes on meanwhile.
    ///   - make: must not ask for remembered work itself: it holds one of the places at the bench.
    public func remembered<Value: Codable & Sendable>(
        _ key: WorkKey, as type: Value.Type = Value.self,
        keeping isKept: @escaping @Sendable (Value) -> Bool = { _ in true }, isWaiting: Bool = false,
        _ make: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let name = fullName(of: key)
        let task: Task<[UInt8], any Error>
        if let running = underWay[name] {
            task = running
        } else {
            if let bytes = instruments.cache.load(name),
                let value = try? JSONDecoder().decode(Value.self, from: Data(bytes))
            {
                instruments.cache.touch(name)
                reused += 1
                ended()
                return value
            }
            let (slots, cache) = (isWaiting ? waitingSlots : slots, instruments.cache)
            task = Task {
                try await slots.taken {
                    let value = try await make()
                    let bytes = Array(try JSONEncoder().encode(value))
                    if isKept(value) { cache.store(bytes, as: name) }
                    return bytes
                }
            }
            underWay[name] = task
            made += 1
            let bytes = try await task.value
            ended()
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        }
        return try JSONDecoder().decode(Value.self, from: Data(await task.value))
    }

    private func ended() {
        done += 1
        progress(done, made + reused)
    }

    private func fullName(of key: WorkKey) -> String {
        var full = WorkKey("remembered 1")
        full.add(tool)
        full.add(instruments.identity)
        full.add(key.name)
        return "checks/\(full.name)"
    }
}

/// Places at the bench: whoever finds none free waits, first come first served.
actor Slots {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(count: Int) { free = max(1, count) }

    nonisolated func taken<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value
    {
        await take()
        do {
            let value = try await work()
            await give()
            return value
        } catch {
            await give()
            throw error
        }
    }

    private func take() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func give() {
        guard waiting.isEmpty else { return waiting.removeFirst().resume() }
        free += 1
    }
}
