import Foundation

/// What one way of looking said of one program: a line of the file of results.
struct Measurement: Codable {
    /// `family/name`.
    var program: String
    /// Kind of the finding that is looked for.
    var finds: String
    /// `sil` or the name of a `Detector`.
    var tool: String
    var twin: Interleaving.Twin
    /// Schedules a seed, or runs, that were allowed.
    var budget: Int
    /// The first schedule that shows the bug, one a seed, or the first run; −1 where none does. Of a correct twin the
    /// first that raises an alarm.
    var shown: [Int] = [-1]
    /// The first schedule that shows anything, such as the race behind a failed assertion; one a seed. The other tools
    /// do not tell kinds apart.
    var shownAny: [Int] = [-1]
    /// What else was told, or how the run ended.
    var kinds: [String] = []
    /// Processor seconds of all runs together.
    var cpu = 0.0

    init(program: Interleaving, tool: String, twin: Interleaving.Twin, budget: Int) {
        self.program = "\(program.family)/\(program.name)"
        finds = program.finds
        self.tool = tool
        self.twin = twin
        self.budget = budget
    }

    var family: String { String(program.prefix { $0 != "/" }) }
    /// In every seed.
    var isShown: Bool { !shown.contains(-1) }
    /// In some.
    var isEverShown: Bool { shown.contains { $0 != -1 } }
}

/// Measurements that outlive this process: a long comparison may be cut, and goes on where it was.
struct Results {
    private let file: URL?
    private(set) var all: [Measurement] = []

    /// - Parameter file: lines of JSON; made if it is not there. nil: nothing is kept.
    init(file: URL?) throws {
        self.file = file
        guard let file, let text = try? String(contentsOf: file, encoding: .utf8) else { return }
        all = try text.split(separator: "\n").map {
            try JSONDecoder().decode(Measurement.self, from: Data($0.utf8))
        }
    }

    func has(_ tool: String, _ twin: Interleaving.Twin, of program: Interleaving, seeds: Int = 1) -> Bool {
        let name = "\(program.family)/\(program.name)"
        return all.contains {
            $0.program == name && $0.tool == tool && $0.twin == twin && $0.shown.count == seeds
        }
    }

    mutating func add(_ measurement: Measurement) throws {
        all.append(measurement)
        guard let file else { return }
        try append(JSONEncoder().encode(measurement), to: file)
    }
}
