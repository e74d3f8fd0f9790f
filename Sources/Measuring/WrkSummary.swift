/// What one run of `wrk` says in the line that `Wrk.script` makes it print.
public struct WrkSummary: Sendable, Equatable {
    /// Microseconds that the run really took.
    public var durationUS: Int
    /// Answers that came whole, whatever their status.
    public var answers: Int
    /// Answers with a status above 399.
    public var refusals: Int
    /// Connections that could not be made, and those that broke while reading or writing.
    public var brokenConnections: Int
    /// Requests that were not answered within wrk's own patience.
    public var timeouts: Int
    /// Microseconds from a request to its answer: half, and 99 of 100, took no longer.
    public var p50US: Int
    public var p99US: Int

    /// What the line begins with: wrk prints other lines too.
    static let mark = "sil-summary"

    /// - Parameter output: all that wrk printed. nil where the line is missing or not as it should be.
    public init?(output: String) {
        guard let line = output.split(separator: "\n").last(where: { $0.hasPrefix(Self.mark + " ") }) else {
            return nil
        }
        var numbers: [Substring: Int] = [:]
        for word in line.split(separator: " ").dropFirst() {
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let number = Int(parts[1]), number >= 0 else { return nil }
            numbers[parts[0]] = number
        }
        guard let duration = numbers["duration_us"], duration > 0, let answers = numbers["requests"],
            let status = numbers["status"], status <= answers, let connect = numbers["connect"],
            let read = numbers["read"], let write = numbers["write"], let timeouts = numbers["timeout"],
            let p50 = numbers["p50_us"], let p99 = numbers["p99_us"]
        else { return nil }
        durationUS = duration
        self.answers = answers
        refusals = status
        brokenConnections = connect + read + write
        self.timeouts = timeouts
        p50US = p50
        p99US = p99
    }

    /// Requests that were answered as they should be, for each second.
    public var rate: Double { Double(answers - refusals) / (Double(durationUS) / 1e6) }
}
