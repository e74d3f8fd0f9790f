import Foundation
import Testing

@testable import sil

@Suite("sil search")
struct SearchCommandTests {
    private let world: TestWorld

    init() throws {
        world = try TestWorld()
        try world.write(
            "---\ntitle: 데드락\n---\n## 서로를 (기다림)\n둘이 데드락에 빠짐.\n\n## 끝\n글\n",
            to: "course/Lessons/02-deadlock.md")
        try world.write("- term: 데드락\n  first: 데드락(deadlock)\n  after: 데드락\n", to: "course/Lessons/terms.yml")
    }

    private struct Document: Decodable {
        struct Hit: Decodable {
            var kind: String
            var text: String?
            var command: String
        }
        var hits: [Hit]
        var suggestions: [String]
    }

    private func document(_ arguments: String...) async throws -> Document {
        let text = await world.sil(["search"] + arguments + ["--json"]).stdout
        return try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    }

    @Test("each place comes with the command that opens it, quoted where a shell would misread it")
    func commands() async throws {
        let result = await world.sil("search", "둘이")
        #expect(result.status == .done)
        #expect(result.stdout.contains("【둘이】 데드락에 빠짐."))
        #expect(result.stdout.contains("sil read '02-deadlock#서로를-(기다림)'"))
        #expect(await world.sil("read", "02-deadlock#서로를-(기다림)").status == .done)
        #expect(
            try await document("더하는").hits.map(\.command) == ["sil start held-sum", "sil start later-sum"])
    }

    @Test("a hint that was not taken is found and not shown")
    func hints() async throws {
        #expect(try await document("하나").hits.filter { $0.kind == "hint" }.map(\.text) == [nil])
        #expect(await !world.sil("search", "둘").stdout.contains("【둘】\n   sil hint"))
        await world.enterWorkspace(starting: "held-sum")
        _ = await world.sil("hint", "held-sum")
        #expect(try await document("하나").hits.filter { $0.kind == "hint" }.map(\.text) == ["하나"])
    }

    @Test("nothing found is told with what may have been meant, and is no error")
    func nothing() async throws {
        let result = await world.sil("search", "대드락")
        #expect(result.status == .done)
        #expect(result.stdout.contains("찾은 곳 없음: 대드락") && result.stdout.contains("sil search 데드락"))
        #expect(try await document("대드락").suggestions == ["데드락"])
        #expect(await world.sil("search", "데드락", "없는말").stdout.contains("찾은 곳 없음"))
    }

    @Test("no words are a usage error", arguments: [["search"], ["search", " "]])
    func noWords(arguments: [String]) async {
        #expect(await world.sil(arguments).status == .usage)
    }

    @Test("a terminal shows the first twenty, a pipe and --all everything")
    func limit() async throws {
        let many = (1...30).map { "## 절 \($0)\n바늘\n" }.joined()
        try world.write("---\ntitle: 여럿\n---\n" + many, to: "course/Lessons/03-many.md")
        func shown(_ arguments: String...) async -> Int {
            await world.sil(["search"] + arguments).stdout.split(separator: "\n").count {
                $0.contains("【바늘】")
            }
        }
        #expect(await shown("바늘") == 30)
        world.isTerminal = true
        #expect(await shown("바늘") == 20)
        #expect(await world.sil("search", "바늘").stdout.contains("sil search --all 바늘"))
        #expect(await shown("바늘", "--all") == 30)
    }
}
