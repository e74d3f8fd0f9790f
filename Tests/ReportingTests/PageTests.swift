import Course
import Foundation
import Progress
import Testing
import Verdicts

@testable import Reporting

@Suite("The page of sil progress --html")
struct PageTests {
    static func source(_ text: String) -> SubmissionSource {
        SubmissionSource(files: [(name: "FourSteps.swift", bytes: Array(text.utf8))])
    }

    static func attempt(_ number: Int, _ verdict: Verdict, _ text: String?) throws -> ProgressPage.Attempt {
        var recorded = Samples.attempt(number, verdict)
        recorded.document = String(decoding: try JSONEncoder().encode(verdict), as: UTF8.self)
        return ProgressPage.Attempt(recorded, source: text.map(source))
    }

    static func kept(_ finding: Finding) -> KeptSchedule {
        KeptSchedule(
            handle: finding.handle ?? "none", at: Samples.morning,
            schedule: ExploredSchedule(
                subject: .program(paths: ["/home/me/counter.c"]), source: FindingSamples.counter,
                languageMode: 6, strategy: "mix", seed: 1, toolchain: "6.3", finding: finding))
    }

    static func page() throws -> ProgressPage {
        var failed = Samples.failed
        failed.findings = [FindingSamples.lostUpdate]
        return ProgressPage(
            Samples.progressReport,
            works: [
                .init(
                    exercise: Samples.progressReport.course.exercises[0],
                    attempts: [
                        try attempt(1, Samples.compileError, "let one = 1\n"),
                        try attempt(2, failed, "let one = 1\nlet two = 2\n"),
                        try attempt(3, Samples.passed, "let one = 1\nlet three = 3\n"),
                    ])
            ],
            traces: [
                kept(FindingSamples.lostUpdate), kept(FindingSamples.dataRace), kept(FindingSamples.deadlock),
            ])
    }

    /// What stands between two pieces of text.
    static func part(of html: String, from start: String, to end: String) -> Substring {
        guard let first = html.range(of: start),
            let last = html.range(of: end, range: first.upperBound..<html.endIndex)
        else { return "" }
        return html[first.upperBound..<last.lowerBound]
    }

    @Test("every figure of the report stands in it")
    func figures() throws {
        let html = try Self.page().html
        for words in [
            "<dt>진도</dt><dd>28 %", "<dt>읽은 절</dt><dd>1/4", "<dt>통과한 연습</dt><dd>1/3", "<dt>점수</dt><dd>3/8",
            "<dt>맞힌 퀴즈</dt><dd>3/5", "<dt>걸린 시간</dt><dd>1시간 31분", "sil submit four-steps",
            "사라진 갱신 · 락: 3번 막힘, 통과 1/2 → </", "<code>sil read 1#스레드</code>", "1장 퀴즈: 1개 틀림", "old-one",
            "2026-11-16부터 2026-11-24까지 2일에 무언가를 함", "2026-11-24: 시도 3, 통과 1, 퀴즈 4, 1시간 6분",
            "1번, 1번째에 통과", "풀던 중", "시작하지 않은 연습 1개", "exit-status",
        ] {
            #expect(html.contains(words.replacing(" → </", with: " → ")), "\(words)")
        }
    }

    @Test("attempts stand with their verdict, their tests and what changed since the one before")
    func attempts() throws {
        let html = try Self.page().html
        let work = Self.part(of: html, from: "id=\"work-1\"", to: "<h2 id=\"traces\"")
        #expect(work.contains("1번째 시도 · <span class=\"warn\">컴파일되지 않음</span> 0/3점 · 세지 않음"))
        #expect(work.contains("mutation of captured var &#39;x&#39;"))
        #expect(work.contains("처음 낸 코드 (1줄)") && work.contains("앞의 시도에서 바뀐 곳 (1줄 더함, 1줄 지움)"))
        #expect(work.contains("<ins><span class=\"line muted\">2</span>+ let three = 3\n</ins>"))
        #expect(work.contains("<del><span class=\"line muted\">2</span>- let two = 2\n</del>"))
        #expect(work.contains("outcomes(threads: 3)\n기대 [1, 2, 3] · 실제 [3]"))
        // What the tests found leads to its timeline.
        #expect(work.contains("<a href=\"#trace-1\">갱신을 하나 잃음"))
        #expect(html.contains("href=\"#work-1\">four-steps</a>"))
    }

    @Test("a finding is a timeline with a lane for each thread, and a list of its steps in words")
    func traces() throws {
        let html = try Self.page().html
        let race = Self.part(of: html, from: "id=\"trace-1\"", to: "</figure>")
        for words in [
            "2026-11-24 09:00 · ", "sil replay 7k2f", ">스레드 A</text>", ">스레드 B</text>",
            ">읽기 → 0</text>",
            "class=\"switch\"", "class=\"stop\"", "<strong>스레드 A</strong> 쓰기 ← 1 (counter.c:5)</li>",
        ] {
            #expect(race.contains(words), "\(words)")
        }
        #expect(
            Self.part(of: html, from: "id=\"trace-2\"", to: "</svg>").components(
                separatedBy: "class=\"race\""
            ).count == 3)
        let deadlock = Self.part(of: html, from: "id=\"trace-3\"", to: "</figure>")
        #expect(deadlock.contains("accounts[0]을 쥠") && deadlock.contains(">accounts[1]을 기다림</text>"))
    }

    @Test("the same found in several schedules is told once, and each handle leads there")
    func foundOnce() throws {
        var page = try Self.page()
        var other = FindingSamples.lostUpdate
        other.handle = "9zzz"
        page.traces.append(Self.kept(other))
        let html = page.html
        #expect(html.contains("같은 것을 다른 순서 1개에서도 찾음") && !html.contains("id=\"trace-4\""))
        #expect(page.anchor(ofTrace: "9zzz") == "trace-1" && page.anchor(ofTrace: "none") == nil)
    }

    @Test("nothing done, nothing kept: the page says so and what comes first")
    func empty() {
        let html = ProgressPage(ProgressReport(Samples.course, Samples.nothingDone)).html
        for words in ["막힌 곳이 없음", "아직 한 것이 없음", "시작한 연습이 없음", "아직 낸 것이 없음", "찾아 둔 것이 없음", "sil read 1#"] {
            #expect(html.contains(words), "\(words)")
        }
    }

    @Test("a chapter and a period are said, and what has no part in them is not there")
    func limited() throws {
        var page = try Self.page()
        page.report.chapter = Samples.process
        page.report.progress.since = Samples.morning.addingTimeInterval(-300)
        let html = page.html
        #expect(html.contains("1장 프로세스와 스레드만 · 2026-11-24부터 한 것만"))
        #expect(
            !html.contains("id=\"days\"") && !html.contains("id=\"chapters\"") && !html.contains("warm-up"))
    }

    // MARK: - Outside text

    private static let hostile =
        "</script><script>alert(1)</script><img src=x onerror=\"alert('2')\">&amp;\u{202E}\u{7}"

    @Test("text from outside is never mark-up, wherever it stands")
    func escaping() throws {
        let text = Self.hostile
        var page = try Self.page()
        page.report.course.title = text
        page.report.progress.aside = [.init(exercise: text, attempts: 1, passed: false)]
        for index in page.report.course.exercises.indices {
            page.report.course.exercises[index].title = text
            page.report.course.exercises[index].concepts = [text]
        }
        page.report.course.chapters[0].title = text
        page.report.reread = ["four-steps": text]
        var verdict = Samples.failed
        verdict.reason = text
        verdict.tests[0].title = text
        verdict.tests[2].message = text
        verdict.diagnostics = [Diagnostic(file: text, line: 1, column: 1, severity: .error, message: text)]
        var recorded = Samples.attempt(1, verdict)
        recorded.document = String(decoding: try JSONEncoder().encode(verdict), as: UTF8.self)
        let source = SubmissionSource(files: [(name: text, bytes: Array((text + "\n" + text).utf8))])
        page.works = [
            .init(
                exercise: page.report.course.exercises[0],
                attempts: [.init(recorded, source: Self.source("x")), .init(recorded, source: source)])
        ]
        var finding = FindingSamples.lostUpdate
        finding.message = text
        finding.handle = text
        finding.scenario = .init(test: text, title: text)
        for index in finding.steps.indices {
            finding.steps[index].what = text
            finding.steps[index].value = text
            finding.steps[index].place = .init(file: text, line: 1)
        }
        var schedule = Self.kept(finding)
        schedule.schedule.source = source
        page.traces = [schedule]
        let html = page.html
        #expect(!html.contains("<script") && !html.contains("</script") && !html.contains("<img"))
        #expect(!html.contains("onerror=\"") && !html.contains("\u{202E}") && !html.contains("\u{7}"))
        #expect(html.contains("&lt;/script&gt;&lt;script&gt;alert(1)"))
        #expect(html.contains("&amp;amp;⟨U+202E⟩␇"))
        #expect(Set(Self.elements(of: html)) == Set(Self.elements(of: try Self.page().html)))
    }

    @Test(
        "escaping keeps what it does not change, and shows what commands",
        arguments: [
            ("가나다 abc\n\t", "가나다 abc\n\t"), ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"),
            ("\0\u{1B}[31m", "␀␛[31m"),
            ("\u{85}é·…", "\u{FFFD}é·…"), ("\u{2066}x\u{2069}", "⟨U+2066⟩x⟨U+2069⟩"), ("\r", "␍"),
        ])
    func escaped(text: String, written: String) {
        #expect(HTML.escaped(text) == written)
    }

    private static func elements(of html: String) -> [Substring] {
        html.split(separator: "<").map { $0.prefix { $0.isLetter || $0.isNumber || $0 == "/" || $0 == "!" } }
    }

    // MARK: - The document

    @Test("one file that runs nothing and fetches nothing")
    func selfContained() throws {
        let html = try Self.page().html
        for words in [
            "<script", "http:", "https:", "url(", "@import", " src=", "<link", "<iframe", "onclick",
        ] {
            #expect(!html.contains(words), "\(words)")
        }
        #expect(html.contains("Content-Security-Policy\" content=\"default-src &#39;none&#39;"))
    }

    @Test("Korean, a viewport, headings that skip no level, a caption on each table, names for what scrolls")
    func structure() throws {
        let html = try Self.page().html
        #expect(
            html.hasPrefix(
                "<!DOCTYPE html>\n<html lang=\"ko\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""))
        #expect(html.contains("word-break:keep-all"))
        let levels = Self.elements(of: html).compactMap { name in
            name.count == 2 && name.first == "h" ? name.last?.wholeNumberValue : nil
        }
        #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(levels)")
        func count(_ text: String) -> Int { html.components(separatedBy: text).count - 1 }
        #expect(count("<table") > 0 && count("<table") == count("<caption>"))
        #expect(count("tabindex=\"0\"") == count("role=\"region\""))
        for drawing in html.components(separatedBy: "<svg ").dropFirst() {
            let head = drawing.prefix { $0 != ">" }
            #expect(head.contains("aria-hidden=\"true\"") || head.contains("role=\"img\" aria-label="))
        }
        for link in html.components(separatedBy: "href=\"#").dropFirst() {
            let anchor = link.prefix { $0 != "\"" }
            #expect(html.contains("id=\"\(anchor)\""), "\(anchor)")
        }
    }

    @Test("well-formed: every element that opens closes, in its order")
    func wellFormed() throws {
        var open: [Substring] = []
        for name in Self.elements(of: try Self.page().html)
        where !name.isEmpty && name != "!" && name != "!DOCTYPE" {
            if name == "meta" { continue }
            if name.first == "/" {
                #expect(open.popLast() == name.dropFirst())
            } else {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
    }

    @Test("contrast: 4.5 for what is read, 3 for what is seen, in both schemes")
    func contrast() {
        for (name, palette) in [("light", Palette.light), ("dark", Palette.dark)] {
            for (text, paper) in Palette.texts {
                let contrast = palette[text].contrast(with: palette[paper])
                #expect(contrast >= 4.5, "\(name): \(text) on \(paper): \(contrast)")
            }
            for (shape, beside) in Palette.graphics {
                let contrast = palette[shape].contrast(with: palette[beside])
                #expect(contrast >= 3, "\(name): \(shape) beside \(beside): \(contrast)")
            }
        }
        let (black, white) = (Palette.Color(value: 0), Palette.Color(value: 0xFFFFFF))
        #expect(abs(black.contrast(with: white) - 21) < 0.001)
        #expect(abs(Palette.Color(value: 0x777777).contrast(with: white) - 4.478) < 0.01)
    }

    @Test("every colour of the sheet is one of the palette's")
    func colors() {
        let sheet = PageStyle.sheet
        let used = Set(
            sheet.components(separatedBy: "var(--").dropFirst().map { String($0.prefix { $0 != ")" }) })
        #expect(used == Set(Palette.Role.allCases.map(\.rawValue)))
        let rules = Self.part(of: sheet + "\u{1}", from: "*{box-sizing", to: "\u{1}")
        #expect(!rules.contains("#") && !rules.contains("rgb"))
    }
}
