import Reporting
import Text

extension Output {
    /// The JSON document of a report: exactly one, with a line end.
    func write(_ report: some Report) throws { try put(report.json.text + "\n") }

    /// A report as it was asked for.
    func write(_ report: some Screen, asJSON: Bool) throws {
        if asJSON {
            try write(report)
        } else {
            try write(report.lines(width: width))
        }
    }
}
