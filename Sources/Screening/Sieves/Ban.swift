import Course

/// Why a name may not stand in a submission, and what lifts that.
enum Ban: Equatable {
    /// Needs one of these capabilities.
    case needs([Exercise.Capability])
    /// Ends or interrupts the process that a test runs in.
    case leaving
    /// Ends the thread that a test may run in.
    case leavingThread
    /// Looks code up by name at run time, or calls it past the compiler's back.
    case lookup
    /// Tools of the grading itself.
    case grading
    /// Names or places in the object that belong to others.
    case foreign
    /// Turns off the compiler's check of memory.
    case unchecked
    /// Not part of what a program in a course needs.
    case unknown
    case startOfProgram

    var weight: Objection.Weight {
        switch self {
        case .needs, .leaving, .leavingThread, .unknown, .startOfProgram: .forbidden
        case .lookup, .grading, .foreign, .unchecked: .tampered
        }
    }

    func isLifted(by uses: Set<Exercise.Capability>) -> Bool {
        switch self {
        case .needs(let capabilities): !uses.isDisjoint(with: capabilities)
        // A child process ends itself; a server's master ends its workers.
        case .leaving: uses.contains(.processes)
        case .unchecked: uses.contains(.memory)
        default: false
        }
    }

    /// One Korean sentence or two about what was seen, as the learner wrote it.
    func sentence(about name: String) -> String {
        switch self {
        case .needs(let capabilities):
            "`\(name)` 사용: 이 연습에서는 \(capabilities.first?.banned ?? "쓸 수 없음")"
        case .leaving: "`\(name)` 사용: 시험 도중에 프로그램이 끝나면 결과가 남지 않음. 값을 return 하세요"
        case .leavingThread: "`\(name)` 사용: 시험이 도는 스레드를 끝낼 수 있음. 스레드의 함수에서 return 하세요"
        case .lookup: "`\(name)` 사용: 이름으로 남의 함수를 찾아 부를 수 없음. 그 부분을 지우세요"
        case .grading: "`\(name)` 사용: 채점에 쓰는 도구는 제출한 코드에서 쓸 수 없음. 그 부분을 지우세요"
        case .foreign: "`\(name)` 사용: 다른 라이브러리의 이름이나 자리를 차지함. 그 부분을 지우고 보통 함수로 쓰세요"
        case .unchecked: "`\(name)` 사용: 메모리 검사를 끄는 표시는 이 연습에서 쓸 수 없음. 포인터 없이 풀어 보세요"
        case .unknown: "`\(name)` 사용: 이 과정의 코드에서는 쓸 수 없음. 다른 방법으로 풀어 보세요"
        case .startOfProgram: "`\(name)` 사용: 프로그램의 시작점은 채점기가 만듦. 그 줄을 지우세요"
        }
    }
}

extension Exercise.Capability {
    /// What cannot be done without it, and what to do instead.
    fileprivate var banned: String {
        switch self {
        case .threads: "스레드와 락을 쓸 수 없음. 스레드 없이 풀어 보세요"
        case .files: "파일을 쓸 수 없음. 받은 값만으로 풀어 보세요"
        case .sockets: "소켓과 네트워크를 쓸 수 없음. 받은 값만으로 풀어 보세요"
        case .processes: "프로세스를 다룰 수 없음. 한 프로세스 안에서 풀어 보세요"
        case .memory: "포인터로 메모리를 다룰 수 없음. 배열이나 구조체로 풀어 보세요"
        }
    }
}

// MARK: What the source names

extension Ban {
    init?(ofModule name: String) {
        switch name {
        case "XCTest", "Testing", "SilGrader", "GraderKit", "SilHost", "CHost", "Interleave", "CInterleave",
            "CInterpose", "Faults", "_Testing_Foundation":
            self = .grading
        case "CServerKit", "Runtime", "Cxx", "CxxStdlib", "Builtin", "SwiftShims", "SwiftOverlayShims",
            "CDispatch", "CoreFoundation":
            self = .unknown
        case "FoundationNetworking": self = .needs([.sockets])
        case "_Concurrency", "_StringProcessing", "_Differentiation": return nil
        case _ where name.hasPrefix("_"): self = .unknown
        default: return nil
        }
    }

    init?(ofAttribute name: String) {
        switch name {
        case "_cdecl", "c", "_silgen_name", "_extern", "section", "_section", "used", "_used", "_expose",
            "_dynamicReplacement", "_weakLinked", "_alwaysEmitIntoClient", "_transparent",
            "_objcImplementation":
            self = .foreign
        case "unsafe", "safe": self = .unchecked
        case "main", "UIApplicationMain", "NSApplicationMain": self = .startOfProgram
        case _ where name.hasPrefix("_"): self = .unknown
        default: return nil
        }
    }

    init?(ofDirective name: String) {
        switch name {
        case "#dsohandle": self = .needs([.memory])
        case "#externalMacro", "#sourceLocation": self = .unknown
        default: return nil
        }
    }
}
