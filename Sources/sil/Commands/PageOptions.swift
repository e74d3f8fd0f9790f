import ArgumentParser
import Reading
import Text

/// How a page is to look, as options of `sil read`.
struct PageOptions: ParsableArguments {
    @Option(help: ArgumentHelp("줄의 칸 수 (20에서 1000까지). 없으면 터미널의 너비, 많아도 100", valueName: "칸"))
    var width: Int?

    @Option(help: ArgumentHelp("줄을 바꾸는 곳: word(낱말 사이), syllable(음절 사이)", valueName: "곳"))
    var wrap = Wrap.word

    @Flag(help: "원문의 줄바꿈을 잇고 다시 채움")
    var reflow = false

    @Flag(help: "마크다운 원문을 그대로 냄")
    var raw = false

    @Flag(help: "틀과 표시를 ASCII로 그림")
    var ascii = false

    @Flag(help: "화면 낭독기에 맞춤: 틀과 색 없이, 상태를 말로 씀")
    var plain = false

    @Flag(help: "less로 봄")
    var pager = false

    enum Wrap: String, ExpressibleByArgument, CaseIterable, Sendable { case word, syllable }

    static let widths = 20...1_000

    func validate() throws {
        if let width, !Self.widths.contains(width) {
            throw ValidationError(
                "--width는 \(Self.widths.lowerBound)에서 \(Self.widths.upperBound)까지: \(width)")
        }
    }

    /// - Parameter piped: whether it is to be copied from, not looked at.
    func page(on output: Output, piped: Bool) -> Page.Options {
        Page.Options(
            width: width ?? output.width, colors: output.colors, hasLinks: output.isTerminal && !piped,
            isPiped: piped, ascii: ascii, breaking: wrap == .syllable ? .syllables : .words,
            joinsLines: reflow,
            isSpoken: plain)
    }
}
