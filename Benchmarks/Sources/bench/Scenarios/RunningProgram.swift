import Foundation
import Glibc

/// A started program, looked at from time to time until it has ended or is seen to be stuck.
struct RunningProgram {
    enum Ending { case well, badly, stuck }

    private let pid: pid_t
    private let end: ContinuousClock.Instant
    /// Nanoseconds that its threads had computed at `stillSince`.
    private var computed: UInt64 = 0
    private var stillSince = ContinuousClock.now

    /// Nobody waits longer than this, whatever it does.
    private static let patience = Duration.seconds(60)
    /// All threads asleep for so long, which have hardly run meanwhile: a program of tests waits for nothing else.
    private static let sleep = Duration.seconds(2)
    /// Nanoseconds in that time: XCTest and ThreadSanitizer each have a thread that wakes up to look around.
    private static let hardly: UInt64 = 20_000_000

    init(_ command: Command, log: URL) throws {
        pid = try command.spawn(log: log, inGroup: true)
        end = .now + Self.patience
    }

    /// nil while it goes on.
    mutating func look() -> Ending? {
        var status: Int32 = 0
        if waitpid(pid, &status, WNOHANG) != 0 { return status == 0 ? .well : .badly }
        let now = ContinuousClock.now
        let (computed, sleeps) = Self.tasks(of: pid)
        if !sleeps || computed > self.computed + Self.hardly {
            stillSince = now
            self.computed = computed
        }
        guard now - stillSince > Self.sleep || now > end else { return nil }
        kill(-pid, SIGKILL)
        waitpid(pid, &status, 0)
        return .stuck
    }

    /// Nanoseconds that its threads have computed, and whether all of them sleep.
    private static func tasks(of pid: pid_t) -> (computed: UInt64, sleep: Bool) {
        let folder = "/proc/\(pid)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var computed: UInt64 = 0, sleep = true
        for thread in threads {
            let times = (try? String(contentsOfFile: "\(folder)/\(thread)/schedstat", encoding: .utf8)) ?? ""
            let stat = (try? String(contentsOfFile: "\(folder)/\(thread)/stat", encoding: .utf8)) ?? ""
            computed += times.split(separator: " ").first.flatMap { UInt64($0) } ?? 0
            // Its name stands in parentheses and may hold anything.
            sleep = sleep && stat.split(separator: ")").last?.first { $0 != " " } == "S"
        }
        return (computed, sleep)
    }
}
