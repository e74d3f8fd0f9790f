/// What can keep a measurement from being made.
enum BenchError: Error, CustomStringConvertible {
    case usage
    case notFound(String)
    case noFolder(String)
    case notStarted(String, errno: Int32)
    case failed(String, status: Int32, output: String)
    /// The exercise's grader needs more than XCTest, so no plain SwiftPM package equals it.
    case graderNeedsRuntime(String)
    case noJob(String, in: String)
    case notExplored(String)
    /// So many submissions have a verdict that was not always the same.
    case varied(Int)
    /// What SQLite says of a store.
    case store(String)
    /// Something was lost or doubled.
    case lost(String)
    /// `sil explore` and the same search without it tell different things.
    case differs(String, sil: String, direct: String)

    var description: String {
        switch self {
        case .usage:
            """
            usage: Scripts/bench [--rounds N] [--cold] [--exercise SLUG] [--course DIR] [--without-sil]
                   Scripts/bench explore [--seeds N] [--only PART] [--plain-runs N] [--good-schedules N] [--alone]
                                         [--results FILE]
                   Scripts/bench scenarios [--rounds N] [--mutants] [--only SLUG] [--course DIR]
                   Scripts/bench mutants [--plain-runs N] [--only SLUG] [--course DIR]
                   Scripts/bench repetitions [--times N] [--at-once N] [--only SLUG]… [--course DIR]
                                             [--results FILE]
                   Scripts/bench progress [--attempts N] [--exercises N] [--rounds N]
                   Scripts/bench durability [--kills N] [--at-once N]
                   Scripts/bench reading [--rounds N] [--chapter NAME] [--course DIR]
            """
        case .notFound(let path): "not found: \(path)"
        case .noFolder(let path): "not a folder: \(path)"
        case .notStarted(let program, let errno): "cannot start \(program): errno \(errno)"
        case .failed(let command, let status, let output):
            "\(command)\nended with wait status \(status):\n\(output)"
        case .graderNeedsRuntime(let path):
            "\(path) imports GraderKit; choose an exercise that needs XCTest only"
        case .varied(let count): "\(count) verdicts were not the same in every repetition"
        case .notExplored(let path): "\(path): its kind is not explore"
        case .store(let words): "the store: \(words)"
        case .lost(let words): "lost: \(words)"
        case .differs(let program, let sil, let direct):
            "\(program): sil explore tells \(sil), the program itself \(direct)"
        case .noJob(let name, let output): "the compiler names no \(name) job:\n\(output)"
        }
    }
}
