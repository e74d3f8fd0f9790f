public import Text

/// `sil progress --html`: where the page went.
public struct PageReport: Screen {
    /// Absolute path of the file.
    public var file: String
    /// How many attempts and findings stand in it.
    public var attempts: Int
    public var findings: Int

    public init(file: String, attempts: Int, findings: Int) {
        self.file = file
        self.attempts = attempts
        self.findings = findings
    }

    public var json: JSON {
        [
            "schema": 1, "file": .string(file), "attempts": .int(attempts), "findings": .int(findings),
        ]
    }

    public func lines(width: Int) -> [StyledLine] {
        StyledLine("진도를 페이지로 씀: \(file)").wrapped(to: width)
            + StyledLine("브라우저로 여세요. 시도 \(Figures.count(attempts))개, 찾은 것 \(Figures.count(findings))개")
            .wrapped(in: width, indent: 2)
    }
}
