import Yams

/// A course file whose top level is a list of mappings: `terms.yml`, `misconceptions.yml`.
enum EntryList {
    static let bytesMax = 512 * 1024

    /// Reads each entry; one that is wrong is noted and hides no other. A file that is not there is an empty list.
    static func read<Entry>(
        _ path: String, in root: String, _ entry: (MappingReader) -> Entry?
    ) -> (entries: [Entry], faults: [CourseError.Fault]) {
        let log = FaultLog(path: path)
        guard let folder = CourseFolder(at: root) else { return ([], []) }
        let text: String
        do throws(CourseFolder.Trouble) {
            text = try folder.text(of: path, limit: bytesMax)
        } catch .missing {
            return ([], [])
        } catch {
            log.note(error)
            return ([], log.faults)
        }
        var entries: [Entry] = []
        for reader in YAMLText.mappings(of: text, log: log) {
            if let value = entry(reader) { entries.append(value) }
            reader.finish()
        }
        return (entries, log.faults)
    }
}
