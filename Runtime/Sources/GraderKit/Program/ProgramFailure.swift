public import ServerKit

/// Why a program under test, or a client of it, did not do what the grader waited for. Its text is what a learner
/// reads of a test that let it out.
public enum ProgramFailure: Error, Equatable {
    /// The exercise has no `Program/main.swift`.
    case notBuilt
    case notStarted(SystemError)
    /// It ended while something else was expected of it; `errors` is the end of what it wrote to stderr.
    case ended(Ending, while: String, errors: String)
    /// Nothing came, or not enough; `received` is what did.
    case silent(while: String, seconds: Double, received: String)
    /// It closed the connection or the pipe before.
    case closed(while: String, received: String)
    /// It broke the connection off (ECONNRESET, EPIPE).
    case reset(while: String)
    /// Nobody listens.
    case refused
    case stillRunning(seconds: Double)
    /// A state that was waited for did not come about.
    case notReached(String, seconds: Double)
    /// There is no TCP in this sandbox, so the listening socket has no port.
    case noPort
    case system(SystemError)
}

extension ProgramFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notBuilt: "이 연습에는 프로그램(Program/main.swift)이 없음"
        case .notStarted(let error): "프로그램을 시작하지 못함: \(error)"
        case .ended(let ending, let doing, let errors):
            "\(doing): 프로그램이 먼저 끝남 (\(ending.korean))" + Self.quoted(errors, as: "프로그램의 stderr")
        case .silent(let doing, let seconds, let received):
            "\(doing): \(Self.decimal(seconds))초 안에 오지 않음" + Self.quoted(received, as: "받은 것")
        case .closed(let doing, let received):
            "\(doing): 프로그램이 먼저 닫음" + Self.quoted(received, as: "받은 것")
        case .reset(let doing): "\(doing): 프로그램이 연결을 끊음"
        case .refused: "연결하기: 듣는 프로그램이 없음"
        case .stillRunning(let seconds): "\(Self.decimal(seconds))초를 기다렸지만 프로그램이 끝나지 않음"
        case .notReached(let what, let seconds): "\(Self.decimal(seconds))초를 기다렸지만 이렇게 되지 않음: \(what)"
        case .noPort: "이 샌드박스에는 TCP가 없어 포트가 없음"
        case .system(let error): "\(error)"
        }
    }

    private static let quotedMax = 400

    /// The end of it, which says most; of a trap only Swift's words, not the addresses that follow them.
    private static func quoted(_ text: String, as name: String) -> String {
        let said = text.firstRange(of: "\nCurrent stack trace:").map { text[..<$0.lowerBound] } ?? text[...]
        return said.isEmpty
            ? "" : "\n\(name): " + (said.count > quotedMax ? "…" + said.suffix(quotedMax) : said)
    }

    /// `5`, not `5.0`.
    private static func decimal(_ seconds: Double) -> String {
        seconds == seconds.rounded() && seconds < 1e9 ? "\(Int(seconds))" : "\(seconds)"
    }
}

extension Ending {
    fileprivate var korean: String {
        switch self {
        case .exited(let code): "종료 코드 \(code)"
        case .killed(let signal): "시그널 \(signalName(signal))"
        }
    }
}
