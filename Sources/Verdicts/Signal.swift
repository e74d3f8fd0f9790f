/// The signals by which a learner's program may end, with what they mean to them.
public enum Signal: String, CaseIterable {
    case segmentation = "SIGSEGV"
    case illegal = "SIGILL"
    case trap = "SIGTRAP"
    case abort = "SIGABRT"
    case arithmetic = "SIGFPE"
    case bus = "SIGBUS"
    case pipe = "SIGPIPE"
    case kill = "SIGKILL"
    case terminate = "SIGTERM"
    case systemCall = "SIGSYS"

    public var meaning: String {
        switch self {
        case .segmentation: "세그폴트"
        case .illegal, .trap: "Swift가 스스로 멈춤"
        case .abort: "스스로 멈춤"
        case .arithmetic: "계산할 수 없음"
        case .bus: "버스 오류"
        case .pipe: "읽는 쪽이 없는 파이프에 씀"
        case .kill: "강제로 끝남"
        case .terminate: "끝내라는 시그널"
        case .systemCall: "막아 둔 시스템 콜"
        }
    }

    /// By its number on Linux.
    private var number: Int32 {
        switch self {
        case .illegal: 4
        case .trap: 5
        case .abort: 6
        case .bus: 7
        case .arithmetic: 8
        case .kill: 9
        case .segmentation: 11
        case .pipe: 13
        case .terminate: 15
        case .systemCall: 31
        }
    }

    /// What a programmer should look for, where the name does not say it.
    private var cause: String? { self == .segmentation ? "없는 메모리를 건드림" : nil }

    /// `세그폴트(SIGSEGV): 없는 메모리를 건드림`, for a sentence that ends with it.
    public static func explained(_ number: Int32) -> String {
        let cause = allCases.first { $0.number == number }?.cause
        return named(number) + (cause.map { ": \($0)" } ?? "")
    }

    /// `세그폴트(SIGSEGV)`; a number that no program usually ends by stays one.
    public static func named(_ number: Int32) -> String {
        allCases.first { $0.number == number }.map { "\($0.meaning)(\($0.rawValue))" } ?? "시그널 \(number)"
    }

    /// The text with each bare signal name explained: `SIGSEGV` becomes `세그폴트(SIGSEGV)`.
    public static func named(in text: String) -> String {
        guard text.contains("SIG") else { return text }
        var result = text
        for signal in allCases
        where result.contains(signal.rawValue) && !result.contains("(\(signal.rawValue))") {
            result = result.split(separator: signal.rawValue, omittingEmptySubsequences: false)
                .joined(separator: "\(signal.meaning)(\(signal.rawValue))")
        }
        return result
    }
}
