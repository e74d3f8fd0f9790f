/// One command line: what is asked, of which files.
enum Request {
    /// The version of the answers' format; it changes when a reader of the old one would be wrong.
    static let version = 1

    /// - Parameter names: whose uses are listed.
    case facts(files: [String], names: Set<String>)
    /// - Parameters:
    ///   - module: the learner's.
    ///   - names: what that module declares at file scope.
    case stage(files: [String], module: String, names: Set<String>)
    case rules(list: String, files: [String])
    case mutate(files: [String])

    init(_ arguments: [String]) throws {
        guard let command = arguments.first else { throw RequestError.unknownCommand("") }
        var words = Words(arguments.dropFirst())
        switch command {
        case "facts":
            try words.sort(options: ["--names"])
            self = .facts(files: try words.files(), names: words.names)
        case "stage":
            try words.sort(options: ["--names", "--module"])
            guard let module = words.values["--module"] else { throw RequestError.missingOption("--module") }
            self = .stage(files: try words.files(), module: module, names: words.names)
        case "rules":
            try words.sort(options: [])
            guard let list = words.plain.first else { throw RequestError.noFiles }
            words.plain.removeFirst()
            self = .rules(list: list, files: try words.files())
        case "mutate":
            try words.sort(options: [])
            self = .mutate(files: try words.files())
        default:
            throw RequestError.unknownCommand(command)
        }
    }

    func answer() throws -> JSON {
        switch self {
        case .facts(let files, let names):
            let facts = try files.map { Facts(of: try SourceText(at: $0), names: names).json }
            return .object([("version", .number(Self.version)), ("files", .array(facts))])
        case .stage(let files, let module, let names):
            let sources = try files.map(SourceText.init(at:))
            let declarations = GraderDeclarations(in: sources)
            let subject = StagingSubject(module: module, names: names)
            let staged = sources.map { source in
                JSON.object([
                    ("file", .string(source.path)),
                    (
                        "edits",
                        .array(Staging.edits(of: source, declarations, subject: subject).map(\.json))
                    ),
                ])
            }
            return .object([("version", .number(Self.version)), ("files", .array(staged))])
        case .rules(let list, let files):
            let rules = try RuleList(at: list)
            let answers = rules.answers(about: try files.map(SourceText.init(at:)))
            return .object([("version", .number(Self.version)), ("rules", .array(answers))])
        case .mutate(let files):
            let mutated = try files.map(SourceText.init(at:)).map { source in
                let (told, omitted) = MutantList.mutants(of: source)
                return JSON.object([
                    ("file", .string(source.path)), ("parseErrors", .number(source.parseErrors)),
                    ("mutants", .array(told.map(\.json))), ("omitted", .number(omitted)),
                ])
            }
            return .object([("version", .number(Self.version)), ("files", .array(mutated))])
        }
    }

    /// Options with their values, and the words that are neither.
    private struct Words {
        private let all: ArraySlice<String>
        var values: [String: String] = [:]
        var plain: [String] = []

        init(_ all: ArraySlice<String>) {
            self.all = all
        }

        /// `--` ends the options.
        mutating func sort(options: Set<String>) throws {
            var rest = all
            while let word = rest.popFirst() {
                if word == "--" {
                    plain += rest
                    return
                }
                guard word.hasPrefix("-"), word != "-" else {
                    plain.append(word)
                    continue
                }
                guard options.contains(word) else { throw RequestError.unknownOption(word) }
                guard let value = rest.popFirst() else { throw RequestError.missingValue(option: word) }
                values[word] = value
            }
        }

        func files() throws -> [String] {
            guard !plain.isEmpty else { throw RequestError.noFiles }
            return plain
        }

        /// `--names a,b`
        var names: Set<String> {
            Set((values["--names"] ?? "").split(separator: ",").map(String.init))
        }
    }
}
