/// `Lessons/course.yml` as a value.
struct CourseManifest {
    static let path = "Lessons/course.yml"
    static let bytesMax = 64 * 1024
    /// The newest `format` that is understood.
    static let formatMax = 1

    var id: String
    var title: String
    var language = "ko"
    var authors: [String] = []
    /// Chapter names in reading order; nil for the order of the file names.
    var chapters: [String]?
    /// Percent.
    var mutationScore: Double?

    /// The manifest and what is wrong with it in small.
    ///
    /// - Throws: `faults` when the identity of the course is in doubt: all progress hangs on it, so guessing would
    ///   record attempts under a wrong name.
    static func read(in folder: CourseFolder) throws(CourseError) -> (
        CourseManifest, faults: [CourseError.Fault]
    ) {
        let name = folder.root.split(separator: "/").last.map(String.init) ?? "course"
        let log = FaultLog(path: path)
        let text: String
        do throws(CourseFolder.Trouble) {
            text = try folder.text(of: path, limit: bytesMax)
        } catch .missing {
            return (CourseManifest(id: name, title: name), [])
        } catch {
            log.note(error)
            throw .faults(log.faults)
        }
        guard let mapping = YAMLText.mapping(of: text, log: log) else { throw .faults(log.faults) }
        let reader = MappingReader(mapping, log: log)

        if let format = reader.int("format", in: 1...Int.max), format > formatMax {
            reader.note(
                "unsupported-format", about: "format", "이 `sil`이 모르는 과정 형식임: \(format)",
                fix: "`sil`을 새 판으로 바꾸세요.")
        }
        let id = reader.string("id")
        if let id, id.utf8.count > 100 || id.contains(where: { $0.isNewline || $0 == "/" || $0 == "\u{0}" }) {
            reader.note("bad-name", about: "id", "과정 id 꼴이 아님", fix: "100바이트까지, 줄바꿈과 `/` 없이 쓰세요.")
        }
        guard log.faults.isEmpty else { throw .faults(log.faults) }

        var manifest = CourseManifest(id: id ?? name, title: reader.string("title") ?? id ?? name)
        manifest.language = reader.string("language") ?? manifest.language
        manifest.authors = reader.strings("authors") ?? []
        manifest.chapters = reader.strings("chapters")
        manifest.mutationScore = reader.number("mutation_score", in: 0...100)
        reader.finish()
        return (manifest, log.faults)
    }
}
