import CSandbox
import Glibc

/// What the launcher executes for a job, and where.
struct Command {
    var program: String
    var arguments: [String]
    var environment: [String: String]
    var folder: String
}

/// How a tier is made.
enum Confinement: Sendable {
    case bubblewrap(Bubblewrap)
    /// Landlock and a filter of system calls; `runs` is the folder for the runs' own folders.
    case landlock(runs: String)
    /// Limits only.
    case limits(runs: String)

    var tier: Tier {
        switch self {
        case .bubblewrap: .full
        case .landlock: .reduced
        case .limits: .none
        }
    }

    var code: sandbox_tier {
        switch self {
        case .bubblewrap: SANDBOX_TIER_FULL
        case .landlock: SANDBOX_TIER_REDUCED
        case .limits: SANDBOX_TIER_NONE
        }
    }

    /// A set-user-id bubblewrap needs the privileges that it gives up itself.
    var mayForbidPrivileges: Bool {
        guard case .bubblewrap(let bubblewrap) = self else { return true }
        return !bubblewrap.isSetUserID
    }

    /// A folder of one run's own, which the launcher makes and removes; nil where /tmp is private.
    func newScratch() -> String? {
        switch self {
        case .bubblewrap: nil
        case .landlock(let runs), .limits(let runs):
            "\(runs)/\(String(UInt64.random(in: 0...(.max)), radix: 36))"
        }
    }

    func program(for job: Job) -> String {
        guard case .bubblewrap(let bubblewrap) = self else { return job.program }
        return bubblewrap.path
    }

    /// - Parameter waits: bubblewrap waits for the warden to limit its processes.
    func command(for job: Job, scratch: String?, waits: Bool) -> Command {
        guard case .bubblewrap(let bubblewrap) = self else {
            let own = scratch.map { ["HOME": $0, "TMPDIR": $0] } ?? [:]
            let environment = Job.baseEnvironment.merging(own) { $1 }.merging(job.environment) { $1 }
            return Command(
                program: job.program, arguments: job.arguments, environment: environment,
                folder: job.workingDirectory ?? scratch ?? "/")
        }
        // bubblewrap gets its own environment: what the job asks for (LD_PRELOAD, say) must not reach it.
        return Command(
            program: bubblewrap.path, arguments: bubblewrap.arguments(for: job, waits: waits),
            environment: ["PATH": "/usr/bin"], folder: "/")
    }
}
