public import Progress
public import Text

/// `sil export`: where the history went.
public struct ExportReport: Screen {
    /// Absolute path of the file.
    public var file: String
    public var attempts: Int

    public init(file: String, attempts: Int) {
        self.file = file
        self.attempts = attempts
    }

    public var json: JSON { ["schema": 1, "file": .string(file), "attempts": .int(attempts)] }

    public func lines(width: Int) -> [StyledLine] {
        StyledLine("기록을 내보냄: \(file) (시도 \(Figures.count(attempts))개)").wrapped(to: width)
            + StyledLine("다른 컴퓨터에서  sil import 파일").wrapped(in: width, indent: 2)
    }
}

/// `sil import`: what came, and what was there already.
public struct ImportReport: Screen {
    /// Absolute path of the file.
    public var file: String
    public var counts: ImportCounts

    public init(file: String, counts: ImportCounts) {
        self.file = file
        self.counts = counts
    }

    private var kinds: [(key: String, word: String, count: ImportCounts.Count)] {
        [
            ("attempts", "시도", counts.attempts), ("sections", "읽은 절", counts.sections),
            ("starts", "시작한 연습", counts.starts), ("hints", "힌트", counts.hints),
            ("quiz_answers", "퀴즈의 답", counts.answers), ("schedules", "되짚을 순서", counts.schedules),
        ]
    }

    public var json: JSON {
        .object(
            [.init(key: "schema", value: 1), .init(key: "file", value: .string(file))]
                + kinds.map {
                    .init(key: $0.key, value: ["added": .int($0.count.added), "known": .int($0.count.known)])
                })
    }

    public func lines(width: Int) -> [StyledLine] {
        let rows = kinds.filter { $0.count != .init() }.map {
            [
                StyledLine("  \($0.word)"), StyledLine(Figures.count($0.count.added)),
                StyledLine(Figures.count($0.count.known)),
            ]
        }
        guard !rows.isEmpty else { return StyledLine("담긴 기록이 없음: \(file)").wrapped(to: width) }
        let isNew = counts.all.contains { $0.added > 0 }
        let head = isNew ? "기록을 더함" : "모두 이미 있던 기록임"
        return StyledLine("\(head): \(file)").wrapped(to: width)
            + Table(
                columns: [.init(), .init("더함", .right), .init("이미 있음", .right)], rows: rows
            ).lines(width: width)
    }
}
