import Course
import Foundation
import Progress
import Testing
import Verdicts

@testable import sil

@Suite("sil portfolio")
struct PortfolioCommandTests {
    let world: TestWorld

    init() throws { world = try TestWorld() }

    /// An attempt that passed, as if it had been graded.
    private func pass() throws {
        let store = try ProgressStore(at: world.path("home"))
        let exercise = try Course(at: world.path("course")).exercise("held-sum")
        let verdict = Verdict(
            course: "demo", exercise: "held-sum", outcome: .passed, score: 1, maxScore: 1,
            tests: [TestResult(name: "T.t", title: "시험", status: .passed)], sandbox: "full",
            graderFingerprint: "g1")
        let source = SubmissionSource(files: [(name: "Sum.swift", bytes: Array("let sum = 1\n".utf8))])
        try store.record(verdict, of: source, exercise: exercise)
    }

    @Test("what is written can be verified, with or without the word, and names its key")
    func roundTrip() async throws {
        try pass()
        let written = await world.sil("portfolio", "나의 성과.json", "--name", "김실", "--json")
        #expect(written.status == .done)
        #expect(await world.sil("portfolio", "write", "b.json").status == .done)
        let key = try #require(written.stdout.components(separatedBy: "\"key\":\"").last?.prefix(32))
        let verified = await world.sil("portfolio", "verify", "나의 성과.json")
        #expect(verified.status == .done && verified.stderr == [])
        #expect(verified.stdout.contains("held-sum") && verified.stdout.contains("김실"))
        let same = await world.sil("portfolio", "verify", "b.json", "--json", "--key", key.uppercased() + " ")
        #expect(same.status == .done && same.stdout.contains("\"key\":\"\(key)\""))
        let other = await world.sil("portfolio", "verify", "b.json", "--json", "--key", "00")
        #expect(other.status == .badInput && other.stdout.contains("portfolio_other_key"))
        #expect(await world.sil("portfolio", "b.json", "--json").stdout.contains("\"exists\""))
    }

    @Test("what is not as it was signed: 65, in Korean, and nothing is written")
    func refused() async throws {
        try pass()
        _ = await world.sil("portfolio", "a.json")
        let text = try #require(world.read("a.json"))
        let cases = [
            ("portfolio_changed", text.replacingOccurrences(of: "held-sum", with: "held-sun")),
            ("portfolio_damaged", String(text.prefix(text.count / 2))),
            ("portfolio_newer", "{\"format\":\"siltarae-portfolio\",\"version\":2}\n"),
            ("not_a_portfolio", "성과"),
            ("not_a_portfolio", "{\"format\":\"siltarae-progress\",\"version\":1}"),
            ("portfolio_too_large", text + String(repeating: " ", count: 17 << 20)),
        ]
        for (kind, changed) in cases {
            try world.write(changed, to: "b.json")
            let before = world.files(in: ".")
            let result = await world.sil("portfolio", "verify", "b.json", "--json")
            #expect(result.status == .badInput && result.stdout.contains("\"\(kind)\""), "\(kind): \(result)")
            #expect(
                result.stderr.first?.contains("음") == true || result.stderr.first?.contains("바뀜") == true
                    || result.stderr.first?.contains("아님") == true
                    || result.stderr.first?.contains("큼") == true)
            #expect(world.files(in: ".") == before)
        }
        #expect(await world.sil("portfolio", "verify", "none.json").status == .badInput)
        #expect(await world.sil("portfolio", "verify", "course").status == .unavailable)
        #expect(await world.sil("portfolio", "verify", "/dev/zero").status == .unavailable)
    }

    @Test("nothing handed in: told, and neither file nor key is made")
    func nothing() async throws {
        let result = await world.sil("portfolio", "a.json", "--json")
        #expect(result.status == .badInput && result.stdout.contains("nothing_handed_in"))
        #expect(!world.exists("a.json") && !world.exists("home/portfolio.key"))
    }

    @Test("a key file that is damaged is told by its path")
    func damagedKey() async throws {
        try pass()
        try world.write("x", to: "home/portfolio.key")
        let result = await world.sil("portfolio", "a.json")
        #expect(result.status == .badInput && result.stderr.first?.contains("portfolio.key") == true)
        #expect(!world.exists("a.json"))
    }

    @Test("usage errors name the right command")
    func usage() async throws {
        let missing = await world.sil("portfolio", "--json")
        #expect(missing.status == .usage && missing.stdout.contains("missing_argument"))
        let unknown = await world.sil("portfolio", "a.json", "--nmae", "x", "--json")
        #expect(unknown.status == .usage && unknown.stdout.contains("--name"))
        let help = await world.sil("portfolio", "--help")
        #expect(help.status == .done && help.stdout.contains("verify") && help.stdout.contains("write"))
    }
}
