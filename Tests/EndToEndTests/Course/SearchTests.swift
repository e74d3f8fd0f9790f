import Foundation
import Testing

extension EndToEnd {
    @Suite("찾기")
    struct Search {
        private struct Document: Decodable {
            struct Hit: Decodable {
                var kind: String
                var command: String
                var text: String?
            }
            var schema: Int
            var query: String
            var hits: [Hit]
            var suggestions: [String]
        }

        private let learner: Learner

        init() throws {
            learner = try Learner()
        }

        @Test(
            "What is found of the course opens with the command beside it", arguments: ["데드락", "드락", "ㄷㄷㄹ"])
        func opens(word: String) throws {
            let found: Document = try learner.sil("search", word, "--json").document()
            let reading = found.hits.filter { $0.kind == "section" }
            #expect(found.schema == 1 && !reading.isEmpty)
            for hit in reading.prefix(3) {
                let opened = try learner.shell(hit.command.replacing(/^sil/, with: "\"$SIL\""))
                #expect(opened.status == 0, "\(hit.command): \(opened.stderr)")
            }
        }

        @Test("Piped, it is text that marks what was found; nothing found is no error")
        func piped() throws {
            let result = try learner.sil("search", "세마포어")
            #expect(result.status == 0 && result.stdout.contains("【세마포어】") && !result.output.contains(0x1b))
            let nothing = try learner.sil("search", "%_\"*없음")
            #expect(nothing.status == 0 && nothing.stdout.contains("찾은 곳 없음"))
        }

        @Test("A decomposed query finds what the composed one finds")
        func decomposed() throws {
            let composed: Document = try learner.sil("search", "스레드", "--json").document()
            let other: Document = try learner.sil(
                "search", "스레드".decomposedStringWithCanonicalMapping, "--json"
            ).document()
            #expect(other.hits.map(\.command) == composed.hits.map(\.command) && !other.hits.isEmpty)
        }
    }
}
