import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// `sil portfolio`: results that a learner hands to a teacher, and what came to them on the way.
    @Suite("성과를 넘겨줌")
    struct Portfolios {
        private let course: HandMadeCourse
        private let learner: Learner
        private let teacher: Learner

        struct Document: Decodable {
            struct Result: Decodable {
                struct Pass: Decodable {
                    struct File: Decodable {
                        var name: String
                        var sha256: String
                    }
                    var attempt: Int
                    var files: [File]
                }
                var exercise: String
                var verdict: String
                var attempts: Int
                var pass: Pass?
            }
            var key: String
            var name: String?
            var score: Double
            var passed: Int
            var results: [Result]
        }

        init() throws {
            course = try .sum()
            (learner, teacher) = (try Learner(), try Learner())
            // Whoever verifies needs no course.
            learner.environment["SIL_COURSE"] = course.path
        }

        private var solution: String { course.file("Exercises/held-sum/Solutions/plain/HeldSum.swift") }

        /// A portfolio of an exercise that was passed the second time, in the learner's folder.
        private func portfolio(_ name: String = "성과.json", _ options: String...) throws -> URL {
            for folder in ["Mutants/minus", "Solutions/plain"] {
                let file = course.file("Exercises/held-sum/\(folder)/HeldSum.swift")
                #expect([0, 1].contains(try learner.sil("submit", "held-sum", "--file", file).status))
            }
            let written = try learner.sil(["portfolio", name] + options)
            try #require(written.status == 0, "\(written)")
            return learner.desk.appending(path: name)
        }

        private func verify(_ file: String, _ options: String...) throws -> SilProcess.Result {
            try teacher.sil(["portfolio", "verify", file, "--json"] + options)
        }

        private func expectRefused(
            _ bytes: Data, _ kinds: Set<String>, _ what: Comment? = nil,
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            try bytes.write(to: teacher.desk.appending(path: "bad.json"))
            let result = try verify("bad.json")
            #expect(result.status == 65 && result.speaksKorean, what, sourceLocation: sourceLocation)
            let kind = try result.document(ErrorDocument.self).error.kind
            #expect(kinds.contains(kind), what, sourceLocation: sourceLocation)
        }

        @Test("A teacher without course or store verifies what a learner reached, and the hash of the code")
        func good() throws {
            let file = try portfolio("성과.json", "--name", "김실")
            let shown = try teacher.sil("portfolio", "verify", file.path)
            #expect(shown.status == 0 && shown.stderr.isEmpty)
            #expect(shown.stdout.contains("held-sum") && shown.stdout.contains("김실 (스스로 적은 이름)"))
            let document = try verify(file.path).document(Document.self)
            #expect(document.passed == 1 && document.score == 2 && document.name == "김실")
            let result = try #require(document.results.first)
            #expect(result.verdict == "passed" && result.attempts == 2 && result.pass?.attempt == 2)
            let sum = try teacher.shell("sha256sum < '\(solution)'").stdout.prefix(64)
            #expect(result.pass?.files.map(\.sha256) == [String(sum)])
            #expect(!FileManager.default.fileExists(atPath: teacher.home.path), "verifying keeps nothing")
            let again = try learner.sil("portfolio", "성과.json")
            #expect(again.status == 65 && again.speaksKorean, "what is there stays")
            let mode = try FileManager.default.attributesOfItem(atPath: learner.home.path + "/portfolio.key")
            #expect(mode[.posixPermissions] as? Int == 0o600)
        }

        @Test("A byte that was changed, taken or added anywhere, and a file that is cut anywhere: refused")
        func changed() throws {
            let whole = try Data(contentsOf: try portfolio())
            let kinds: Set = ["portfolio_changed", "portfolio_damaged", "portfolio_newer", "not_a_portfolio"]
            for step in 0..<12 {
                let index = (whole.count - 1) * step / 11
                var bytes = whole
                bytes[index] ^= 1
                try expectRefused(bytes, kinds, "byte \(index)")
                try expectRefused(whole.prefix(index), kinds, "cut at \(index)")
            }
            try expectRefused(whole + Data(" ".utf8), kinds)
            let text = String(decoding: whole, as: UTF8.self)
            let better = text.replacing(#"\"attempts_to_pass\":2"#, with: #"\"attempts_to_pass\":1"#)
            #expect(better != text)
            try expectRefused(Data(better.utf8), ["portfolio_changed"], "better than it was")
        }

        @Test("A file of a terabyte is refused at once, and an empty one and a folder too")
        func huge() throws {
            let file = teacher.desk.appending(path: "huge.json")
            try portfolioStart().write(to: file)
            try #require(truncate(file.path, 1 << 40) == 0, "errno \(errno)")
            let result = try teacher.shell("ulimit -v 2000000; \"$SIL\" portfolio verify huge.json --json")
            #expect(result.status == 65, "\(result)")
            #expect(try result.document(ErrorDocument.self).error.kind == "portfolio_too_large")
            try expectRefused(Data(), ["not_a_portfolio", "portfolio_damaged"])
            #expect(try verify(".").status == 69)
        }

        private func portfolioStart() throws -> Data { try Data(contentsOf: try portfolio()).prefix(100) }

        @Test("Names as other systems decompose Hangul: of the file, and of the learner")
        func decomposed() throws {
            let name = "성과.json".decomposedStringWithCanonicalMapping
            #expect(name.utf8.count > "성과.json".utf8.count)
            let file = try portfolio(name, "--name", "김실".decomposedStringWithCanonicalMapping)
            let found = try FileManager.default.contentsOfDirectory(atPath: learner.desk.path)
            #expect(
                found.contains { Array($0.utf8) == Array(name.utf8) }, "under the very name that was typed")
            #expect(try verify(learner.desk.path + "/" + name).document(Document.self).name == "김실")
            let shown = try teacher.sil("portfolio", "verify", learner.desk.path + "/" + name)
            #expect(shown.status == 0 && shown.stdout.contains("held-sum"))
            _ = file
        }

        @Test(
            "Another installation's key: told by its fingerprint, and nothing signed with one passes as another's"
        )
        func otherKey() throws {
            let file = try portfolio()
            let key = try verify(file.path).document(Document.self).key
            #expect(try verify(file.path, "--key", key).status == 0)
            // The same learner's work, signed by an installation that has another key.
            let secret = learner.home.path + "/portfolio.key"
            try FileManager.default.moveItem(atPath: secret, toPath: secret + ".old")
            #expect(try learner.sil("portfolio", "다른.json").status == 0)
            let other = learner.desk.appending(path: "다른.json")
            let otherKey = try verify(other.path).document(Document.self).key
            #expect(otherKey != key)
            let refused = try verify(other.path, "--key", key)
            #expect(refused.status == 65 && refused.speaksKorean && refused.stderr.contains(otherKey))
            #expect(try refused.document(ErrorDocument.self).error.kind == "portfolio_other_key")
            // The first one's name on what the second one signed, and the other way round.
            let (mine, theirs) = (try members(of: file), try members(of: other))
            let text = try String(contentsOf: other, encoding: .utf8)
            let forged = text.replacing(theirs.key, with: mine.key)
            let pasted = text.replacing(theirs.signature, with: mine.signature)
            #expect(forged != text && pasted != text)
            try expectRefused(Data(forged.utf8), ["portfolio_changed"])
            try expectRefused(Data(pasted.utf8), ["portfolio_changed"])
        }

        private struct Members: Decodable {
            var key: String
            var signature: String
        }

        private func members(of file: URL) throws -> Members {
            try JSONDecoder().decode(Members.self, from: Data(contentsOf: file))
        }

        @Test("Folders that take no writes: told in Korean when writing, no matter when verifying")
        func readOnlyFolder() throws {
            let file = try portfolio()
            try whileReadOnly(learner.desk) {
                let result = try learner.sil("portfolio", "둘.json", "--json")
                #expect(result.status == 69 && result.speaksKorean, "\(result)")
                #expect(try result.document(ErrorDocument.self).error.kind == "cannot_write")
                #expect(try teacher.sil("portfolio", "verify", file.path, in: learner.desk).status == 0)
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: learner.desk.path)
            #expect(left == ["성과.json"], "nothing half-written")
            // A home that has no key yet and takes none.
            let secret = learner.home.path + "/portfolio.key"
            try FileManager.default.removeItem(atPath: secret)
            try whileReadOnly(learner.home) {
                let result = try learner.sil("portfolio", "둘.json", "--json")
                #expect(result.status == 69 && result.speaksKorean, "\(result)")
            }
            #expect(!FileManager.default.fileExists(atPath: learner.desk.path + "/둘.json"))
            #expect(!FileManager.default.fileExists(atPath: secret))
        }
    }
}
