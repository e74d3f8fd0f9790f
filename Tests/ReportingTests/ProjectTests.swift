import Foundation
import Measuring
import Testing
import Text

@testable import Reporting

@Suite("sil project report")
struct ProjectTests {
    static func cell(_ median: Double, _ smallest: Double? = nil, _ largest: Double? = nil) -> Cell {
        .measured(Spread(median: median, smallest: smallest ?? median, largest: largest ?? median))
    }

    static func figures(rate: Cell, lost: Double, survived: Int) -> ServerFigures {
        let kept = WorkloadFigures(
            rate: rate, p50: cell(0.24, 0.22, 0.31), p99: cell(1.2, 0.9, 14), cost: cell(21.5, 20, 24),
            answered: cell(8))
        let single = WorkloadFigures(
            rate: cell(16_400, 15_100, 17_020), p50: cell(1.4), p99: cell(9.8), cost: cell(48), answered: nil)
        return ServerFigures(
            workloads: [.keepAlive: kept, .perConnection: single, .wait: kept, .compute: kept],
            restingMemory: cell(4.1), workingMemory: cell(6.5, 6.4, 6.9),
            crash: CrashFigures(held: cell(8), lost: cell(lost), survived: survived, tried: 5))
    }

    static let busy = Cell.unmeasured(.busy(quiet: 1, rounds: 5))

    static func report(page: String? = nil) -> ProjectReport {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        func server(
            _ slug: String, _ model: String, _ state: ProjectReport.Server.State
        ) -> ProjectReport.Server {
            ProjectReport.Server(exercise: slug, model: model, arguments: ["--processes", "8"], state: state)
        }
        return ProjectReport(
            course: ("siltarae", "서버 동작 이해"), load: Load(),
            machine: .init(cores: 2, processor: "Xeon", system: "Linux 6.18"),
            servers: [
                server(
                    "tiny-http", "손님마다 프로세스",
                    .measured(figures(rate: cell(31_204, 29_950, 32_011), lost: 1, survived: 5))),
                server("tiny-http-prefork", "프리포크", .measured(figures(rate: busy, lost: 1, survived: 5))),
                server(
                    "tiny-http-pool", "스레드 풀",
                    .measured(figures(rate: cell(15_602), lost: 8, survived: 0))),
                server("tiny-http-hybrid", "혼합형", .notPassed),
                server("tiny-http-loop", "이벤트 루프", .broken("지금 코드가 컴파일되지 않음")),
            ], at: Samples.morning, calendar: calendar, page: page)
    }

    @Test("bars by the median, figures with their spread, and in words where there is none")
    func screen() throws {
        let lines = Self.report().text(80).split(separator: "\n").map(String.init)
        #expect(lines.contains(" 연결 유지, /hello  초당 답한 요청"))
        let first = try #require(lines.first { $0.contains("31,204 [29,950–32,011]") })
        #expect(first.hasPrefix("   손님마다 프로세스  ██"))
        let half = try #require(lines.first { $0.contains("  15,602") })
        let full = first.count { $0 == "█" }
        #expect(abs(half.count { $0 == "█" } * 2 - full) <= 1)
        #expect(lines.contains { $0.contains("프리포크           측정 불가(다른 일이 코어를 씀, 5번 가운데 1번만 조용함)") })
        #expect(Self.report().text(120).contains("p50 0.24 [0.22–0.31] · p99 1.2 [0.90–14.0] ms"))
        #expect(Self.report().text(120).contains("답 받은 손님 8/32"))
    }

    @Test("what a crash takes along, and what to type where a server is missing")
    func ends() {
        let text = Self.report(page: "/home/me/report.html").text(100)
        #expect(text.contains("손님마다 프로세스  요청 8개 가운데 1개를 잃음. 새 손님은 답을 받음"))
        #expect(text.contains("스레드 풀          요청 8개 가운데 8개를 잃음. 서버가 끝나 새 손님도 답을 못 받음"))
        #expect(text.contains("혼합형: 아직 통과하지 못함  sil submit tiny-http-hybrid"))
        #expect(text.contains("이벤트 루프: 지금 코드가 컴파일되지 않음  sil test tiny-http-loop"))
        #expect(text.contains("페이지로 씀: /home/me/report.html"))
    }

    @Test("nothing that was measured: only what to do, and no empty charts")
    func nothing() {
        var report = Self.report()
        report.servers = report.servers.filter { $0.absence != nil }
        #expect(!report.text().contains("요청") && report.text().contains("sil submit tiny-http-hybrid"))
    }

    @Test("no line is wider than the terminal, with long names too", arguments: 40...120)
    func widths(width: Int) {
        var report = Self.report(page: "/home/me/a-folder-with-a-name/report.html")
        report.servers[0].model = "연결마다 새 프로세스를 하나씩 띄우는 서버"
        for line in report.lines(width: width) {
            #expect(line.cells <= width, "\(line.text)")
            #expect(line.text == line.rendered(.plain))
        }
    }

    @Test("the page has every figure in words, opens nothing and names every row")
    func page() {
        let html = ProjectPage(Self.report()).html
        for words in [
            "31,204 [29,950–32,011]", "측정 불가(다른 일이 코어를 씀, 5번 가운데 1번만 조용함)", "8/32",
            "요청 8개 가운데 8개를 잃음", "아직 통과하지 못함 <code>sil submit tiny-http-hybrid</code>",
            "<code>--processes 8</code>", "lang=\"ko\"", "default-src &#39;none&#39;", "href=\"#crash\"",
        ] {
            #expect(html.contains(words), "\(words)")
        }
        #expect(!html.contains("<script") && !html.contains("http://") && !html.contains("https://"))
        #expect(html.components(separatedBy: "class=\"spread\"").count - 1 == 3 * 6 - 3)
    }

    @Test("a line under a bar goes from the smallest to the largest")
    func bars() {
        let html = SpreadBar(spread: Spread(median: 50, smallest: 25, largest: 100), most: 200).html.text
        #expect(html.contains("class=\"fill\" width=\"25\""))
        #expect(html.contains("M12.5 9.5v4M50 9.5v4M12.5 11.5H50"))
    }

    @Test("rates and times have as many digits as are to be trusted")
    func words() {
        #expect([0.234, 9.46, 31_204.4].map(ServerWords.figure) == ["0.23", "9.5", "31,204"])
        #expect([812.4, 31_204.5, 9.5].map(ServerWords.rate) == ["812", "31,205", "9.5"])
    }
}
