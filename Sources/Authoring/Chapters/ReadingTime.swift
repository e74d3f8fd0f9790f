import Course
import Markdown

/// How long a chapter takes, estimated from what stands on its page, against what its front matter promises.
///
/// Adults read simple Korean silently at some 200 words (어절) a minute (Song, Kim and Hyung, J Korean Ophthalmol Soc 57(4),
/// 2016); a page that explains something new is taken to be read at half of that. A line of code is read word by word; a
/// quiz is thought about, a sample is run and looked at. What is measured and what is guessed: Docs/decisions/reading-time.md.
enum ReadingTime {
    private static let secondsAWord = 60.0 / 100
    private static let secondsALineOfCode = 3.0
    private static let secondsAQuiz = 40.0
    private static let secondsARun = 20.0
    /// What is promised may be half of the estimate, or twice it.
    private static let slack = 2.0
    /// Below that, a minute more or less is no fault.
    private static let minutesMin = 5.0

    static func faults(in page: ChapterPage) -> [Fault] {
        let minutes = page.chapter.minutes
        let estimate = max(1, Int((seconds(of: page) / 60).rounded()))
        let place = page.text.place(of: "minutes:")
        guard minutes > 0 else {
            return [
                page.fault(
                    "no-minutes", line: place?.line ?? 1, "읽는 데 걸리는 시간(`minutes`)이 없음",
                    fix: "재어 보니 \(estimate)분쯤임. 앞머리에 `minutes:`로 쓰세요.")
            ]
        }
        let (low, high) = (Double(estimate) / slack - 1, max(Double(estimate) * slack, minutesMin))
        guard !(low...high).contains(Double(minutes)) else { return [] }
        return [
            page.fault(
                "reading-time", line: place?.line, column: place?.column,
                "`minutes: \(minutes)`인데 \(estimate)분쯤 걸리는 글임", fix: "시간을 고치거나 글의 길이를 바꾸세요.")
        ]
    }

    static func seconds(of page: ChapterPage) -> Double {
        let words = Prose.lines(of: page.document).reduce(0) { $0 + $1.words.count }
        let code = page.document.codeBlocks.reduce(0.0) { sum, block in
            let lines = block.literal.split(separator: "\n").count
            switch block.info.split(separator: " ").map(String.init) {
            case let info where info.first == "quiz": return sum + secondsAQuiz
            case let info where info.first == "exercise": return sum
            case let info where info.contains("run") || info.contains("explore"):
                return sum + Double(lines) * secondsALineOfCode + secondsARun
            default: return sum + Double(lines) * secondsALineOfCode
            }
        }
        return Double(words) * secondsAWord + code
    }
}
