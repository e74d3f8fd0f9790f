import GraderKit
import ServerKit
import Testing

@Suite("Charts of ratios")
struct RatioTests {
    @Test("Each row is a multiple of the first, with its spread, and the bars share a scale")
    func rows() {
        let chart = ratioChart(
            [("스레드", Estimate([2, 1.8, 2.2])), ("fork", Estimate([30, 26, 60]))], isTrusted: true)
        let lines = chart.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("스레드  ██ "))
        #expect(lines[0].hasSuffix(" 1.0배 (0.9–1.1)"))
        #expect(lines[1].hasPrefix("fork    " + String(repeating: "█", count: 30)))
        #expect(lines[1].hasSuffix("15.0배 (13.0–30.0)"))
    }

    @Test("Without processors of one's own there is no figure")
    func untrusted() {
        let chart = ratioChart([("스레드", Estimate([2])), ("fork", Estimate([30]))], isTrusted: false)
        #expect(chart.hasPrefix("측정 불가"))
        #expect(!chart.contains { $0.isNumber })
        #expect(ratioChart([], isTrusted: true).hasPrefix("측정 불가"))
    }
}
