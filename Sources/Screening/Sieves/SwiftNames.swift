import Course

/// Undefined Swift names of an object, by what their library reaches.
enum SwiftNames {
    /// What is banned, and the words by which the learner wrote it, the most telling first.
    struct Finding: Equatable {
        var ban: Ban
        var words: [String]
        /// How to call it in a message: `Thread.exit`.
        var title: String
    }

    static func finding(in name: MangledName) -> Finding? {
        let words = name.identifiers.map(\.text)
        guard let index = words.firstIndex(where: watched.contains) else { return nil }
        let rest = words[(index + 1)...]
        switch words[index] {
        case "XCTest", "Testing", "GraderKit", "SilGrader", "Interleave":
            let word = rest.first ?? words[index]
            return Finding(ban: .grading, words: [word], title: word)
        case "Dispatch": return dispatch(rest)
        case "Synchronization":
            return Finding(ban: .needs([.threads]), words: ["Mutex", "Atomic"], title: "Synchronization")
        case "Glibc", "SwiftGlibc":
            // What Swift adds to the C library besides functions are constants: `SIG_IGN`, `MAP_FAILED`.
            guard let word = rest.first, let ban = CFunctions.ban(on: word), ban != .unknown else {
                return nil
            }
            return Finding(ban: ban, words: [word], title: word)
        case "ServerKit": return serverKit(rest)
        case "FoundationNetworking":
            let word = rest.first ?? words[index]
            return Finding(ban: .needs([.sockets]), words: [word], title: word)
        default: return foundation(rest)
        }
    }

    private static let watched: Set<String> = [
        "XCTest", "Testing", "GraderKit", "SilGrader", "Interleave", "Dispatch", "Synchronization", "Glibc",
        "SwiftGlibc", "ServerKit", "Foundation", "FoundationEssentials", "FoundationNetworking",
        "FoundationInternationalization",
    ]

    private static func dispatch(_ words: ArraySlice<String>) -> Finding? {
        guard let word = words.first else { return nil }
        // Instants and spans of time are numbers.
        if word.hasPrefix("DispatchTime") || word.hasPrefix("DispatchWallTime") { return nil }
        let isGlobal = word.first?.isLowercase == true
        return Finding(
            ban: .needs([.threads]), words: isGlobal ? [word] : [word, "DispatchQueue"], title: word)
    }

    // MARK: ServerKit

    /// By the words in the name, so that a new function needs no entry here.
    private static func serverKit(_ words: ArraySlice<String>) -> Finding? {
        guard let word = words.first else { return nil }
        let lower = word.lowercased()
        let family = serverKitFamilies.first { $0.words.contains { lower.contains($0) } }
        let needed = family?.needed ?? Exercise.Capability.allCases
        return needed.isEmpty ? nil : Finding(ban: .needs(needed), words: [word], title: word)
    }

    /// The first family that a word of the name belongs to tells which capabilities open it; none are needed where the
    /// list is empty. A name of no family is open to every exercise that reaches outside at all.
    private static let serverKitFamilies: [(words: [String], needed: [Exercise.Capability])] = [
        (["ending", "systemerror", "signalname", "printbyline", "measure", "estimate"], []),
        (["thread"], [.threads]),
        (["listen", "socket", "accept", "connect", "poll"], [.sockets, .processes]),
        (["ignoresignal", "signalwatch"], [.processes, .sockets]),
        (
            ["descriptor", "read", "write", "pipe", "duplicate", "nonblocking"],
            [.files, .sockets, .processes]
        ),
        (
            ["fork", "child", "spawn", "execute", "process", "signal", "wait", "reap", "sharedmemory"],
            [.processes]
        ),
    ]

    // MARK: Foundation

    private static let types: [String: Ban] = {
        let lists: [(Ban, String)] = [
            (
                .needs([.threads]),
                """
                Thread NSLock NSRecursiveLock NSCondition NSConditionLock NSLocking OperationQueue Operation
                BlockOperation
                """
            ),
            (
                .needs([.files]),
                """
                FileManager FileHandle InputStream OutputStream Stream Bundle UserDefaults FileWrapper
                NSFileCoordinator FileManagerDelegate URLResourceValues
                """
            ),
            (.needs([.processes]), "Process"),
            (.needs([.processes, .files]), "Pipe"),
            (.needs([.sockets]), "Host Port SocketPort NetService URLSession URLRequest"),
            (.lookup, "NSClassFromString"),
        ]
        var types: [String: Ban] = [:]
        for (ban, names) in lists {
            for name in StandardNames.words(names) { types[name] = ban }
        }
        return types
    }()

    private static let readers: Set<String> = [
        "contentsOf", "contentsOfFile", "contentsOfURL", "fileURLWithFileSystemRepresentation",
        "resourceBytes",
        "checkResourceIsReachable", "resourceValues", "resolvingSymlinksInPath", "resolveSymlinksInPath",
    ]

    private static func foundation(_ words: ArraySlice<String>) -> Finding? {
        guard let first = words.first else { return nil }
        let second = words.dropFirst().first
        if first == "Thread", second == "exit" {
            return Finding(ban: .leavingThread, words: ["exit", "Thread"], title: "Thread.exit")
        }
        if let ban = types[first] { return Finding(ban: ban, words: [first], title: first) }
        // Of a type (`Data(contentsOf:)`) or of an extension (`String(contentsOfFile:)`); `append(contentsOf:)` is not.
        let member = first.first?.isUppercase == true ? second : first
        if let member, readers.contains(member) {
            return Finding(ban: .needs([.files]), words: [member], title: "\(member):")
        }
        if words.contains("toFile") || (member == "write" && words.contains("to")) {
            return Finding(ban: .needs([.files]), words: ["write"], title: "write(to:)")
        }
        return nil
    }
}
