import Course
import Foundation
import Testing
import Verdicts

@testable import Progress

@Suite("Portfolios")
struct PortfolioTests {
    let home: TemporaryHome
    let sum = Exercise.named("sum")

    init() throws { home = try TemporaryHome() }

    private var course: Course {
        Course(
            id: courseID, title: "과정", root: "/course",
            exercises: [sum, .named("other"), .named("open", renamedFrom: ["begun"])])
    }

    private func portfolio() throws -> Portfolio {
        try home.store(.readOnly).portfolio(of: course, name: nil, tool: "sil 1")
    }

    @Test("what was reached, and the attempt that passed first with its hashes")
    func reached() throws {
        let store = try home.store()
        let begun = Exercise.named("begun")
        try store.record(.of(sum, [.failed, .passed]), of: .text("a"), exercise: sum)
        try store.record(.of(sum, [.passed, .passed], grader: "g7"), of: .text("b"), exercise: sum)
        try store.record(.of(sum, [.failed, .failed]), of: .text("c"), exercise: sum)
        try store.record(.without(begun, .compileError), of: .text("d"), exercise: begun)
        let portfolio = try portfolio()
        #expect(
            portfolio.results.map(\.exercise) == ["sum", "open"], "under today's names, and what was begun")
        #expect(portfolio.passed == 1 && portfolio.exercises == 3)
        #expect(portfolio.score == 3 && portfolio.maxScore == 9)
        let first = try #require(portfolio.results.first)
        #expect(first.verdict == "passed" && first.attempts == 3 && first.attemptsToPass == 2)
        let pass = try #require(first.pass)
        #expect(pass.attempt == 2 && pass.grader == "g7" && pass.at.hasSuffix("Z"))
        #expect(pass.submission == SubmissionSource.text("b").digest)
        #expect(pass.files == [.init(name: "Sum.swift", sha256: SHA256.digest(of: "b".utf8).hexadecimal)])
        let open = portfolio.results[1]
        #expect(open.verdict == "compile_error" && open.attempts == 0 && open.pass == nil)
        #expect(try Portfolio(text: portfolio.text()) == portfolio)
    }

    @Test("nothing handed in is no portfolio, and what is no portfolio is not read")
    func none() throws {
        #expect(throws: PortfolioError.empty) { try portfolio() }
        for text in ["", "{}", "[]", "{\"course\":1}"] {
            #expect(throws: PortfolioError.unreadable) { try Portfolio(text: text) }
        }
    }

    // MARK: - The secret

    private var keyFile: String { home.path + "/portfolio.key" }

    @Test("the secret is made once, for its owner only, and is another one elsewhere")
    func secret() throws {
        let first = try InstallationSecret.bytes(at: home.path)
        #expect(first.count == 32 && Set(first).count > 8)
        #expect(try InstallationSecret.bytes(at: home.path) == first)
        #expect(home.files == ["portfolio.key"])
        var status = stat()
        #expect(stat(keyFile, &status) == 0 && status.st_mode & 0o777 == 0o600)
        chmod(keyFile, 0o644)
        #expect(try InstallationSecret.bytes(at: home.path) == first)
        #expect(stat(keyFile, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(try InstallationSecret.bytes(at: TemporaryHome().path + "/new") != first)
    }

    @Test("who asks at the same time gets the same")
    func together() async throws {
        let secrets = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<16 {
                group.addTask { [path = home.path] in try InstallationSecret.bytes(at: path) }
            }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(secrets.count == 1 && home.files == ["portfolio.key"])
    }

    @Test(
        "a file that holds something else is told and left as it is",
        arguments: ["", "sil-ed25519 00\n", "sil-ed25519 " + String(repeating: "G", count: 64) + "\n", "x"])
    func damaged(text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: keyFile))
        #expect(throws: PortfolioError.damagedKey(path: keyFile)) {
            try InstallationSecret.bytes(at: home.path)
        }
        #expect(try String(contentsOfFile: keyFile, encoding: .utf8) == text)
    }

    @Test("neither a link nor a folder is followed")
    func links() throws {
        let other = try TemporaryHome()
        _ = try InstallationSecret.bytes(at: other.path)
        symlink(other.path + "/portfolio.key", keyFile)
        #expect(throws: PortfolioError.damagedKey(path: keyFile)) {
            try InstallationSecret.bytes(at: home.path)
        }
        unlink(keyFile)
        mkdir(keyFile, 0o700)
        #expect(throws: PortfolioError.damagedKey(path: keyFile)) {
            try InstallationSecret.bytes(at: home.path)
        }
    }
}
