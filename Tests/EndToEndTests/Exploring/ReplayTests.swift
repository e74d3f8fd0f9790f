import Foundation
import Testing

extension EndToEnd {
    @Suite("되짚기")
    struct Replaying {
        let learner: Learner
        let handle: String

        struct Document: Decodable {
            var schema: Int
            var handle: String
            var finding: ExploreDocument.Finding
            var outcome: String
            var reason: String?
            var changedFiles: [String]
            var toolchainChanged: Bool
        }

        init() throws {
            learner = try Learner()
            let source = ExploredSource.counter
            try Data(source.text.utf8).write(to: learner.desk.appending(path: source.file))
            let found = try learner.sil("explore", source.file, "--json").document(ExploreDocument.self)
            handle = try #require(found.finding("assertion")?.handle)
        }

        @Test("It happens again, with the same steps")
        func happened() throws {
            let result = try learner.sil("replay", handle, "--json")
            let document = try result.document(Document.self)
            #expect(result.status == 0 && document.schema == 1)
            #expect(document.outcome == "happened" && document.handle == handle)
            #expect(document.finding.kind == "assertion")
            #expect(document.changedFiles.isEmpty && !document.toolchainChanged)
        }

        @Test("Files that changed or are gone are told, and those of then are run")
        func changed() throws {
            let file = learner.desk.appending(path: ExploredSource.counter.file)
            try Data("int main(void) {}\n".utf8).write(to: file)
            let edited = try learner.sil("replay", handle, "--json").document(Document.self)
            #expect(edited.outcome == "happened" && edited.changedFiles == ["counter.c"])
            try FileManager.default.removeItem(at: file)
            let gone = try learner.sil("replay", handle)
            #expect(gone.status == 0)
            #expect(gone.stdout.contains("그 뒤로 바뀐 파일: counter.c"))
        }

        @Test("In a pipe every step is listed, with the source")
        func listing() throws {
            let text = try learner.sil("replay", handle.uppercased()).stdout
            #expect(text.contains("똑같이 일어남"))
            #expect(text.contains("읽기 count → 0") && text.contains("스레드 B를 만듦") && text.contains("count++;"))
            #expect(!text.contains("\u{1B}"))
        }

        @Test("On a terminal one goes forwards and backwards, and the screen is as it was before")
        func walk() throws {
            let keys = [("걸음 1/6", "l"), ("걸음 2/6", "l"), ("걸음 3/6", "\u{1B}[D"), ("걸음 2/6", "q")]
            let result = try learner.sil("replay", handle, streams: .dialog(columns: 80, keys))
            #expect(result.status == 0)
            #expect(result.stdout.components(separatedBy: "걸음 2/6").count == 3, "there and back")
            #expect(result.stdout.contains("count++;"))
            // Entered once, left once.
            #expect(result.stdout.components(separatedBy: "\u{1B}[?1049h").count == 2)
            #expect(result.stdout.hasSuffix("\u{1B}[?1049l"))
        }

        @Test("Ctrl-C leaves it with 130 and puts the terminal back")
        func interrupt() throws {
            let keys = [("걸음 1/6", "l"), ("걸음 2/6", "\u{03}")]
            let result = try learner.sil("replay", handle, streams: .dialog(columns: 80, keys))
            #expect(result.status == 130)
        }

        @Test(
            "Whatever ends it, the terminal is as it was before",
            arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT, SIGILL])
        func killed(signal: Int32) throws {
            let result = try learner.sil(
                "replay", handle, streams: .killed(columns: 80, seen: "걸음 1/6", signal: signal))
            #expect(result.status == (signal == SIGINT ? 130 : 128 + signal))
            #expect(result.modesAreKept)
            #expect(result.stdout.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
        }

        @Test("A terminal that cannot move its cursor gets the listing")
        func dumb() throws {
            learner.environment["TERM"] = "dumb"
            let result = try learner.sil("replay", handle, streams: .terminal(columns: 80, input: ""))
            #expect(result.status == 0 && result.stdout.contains("스레드 B를 만듦"))
            #expect(!result.stdout.contains("\u{1B}[?1049h"))
        }

        @Test("A handle that nobody knows: what was found last is offered")
        func unknown() throws {
            let result = try learner.sil("replay", "zzzzzz", "--json")
            #expect(result.status == 65)
            let error = try result.document(ErrorDocument.self).error
            #expect(error.kind == "unknown_handle")
            #expect(error.suggestions.contains("sil replay \(handle)"))
        }

        @Test("Without anything found there is nothing to replay")
        func nothing() throws {
            let other = try Learner()
            let result = try other.sil("replay", "7k2f", "--json")
            #expect(result.status == 65)
            #expect(try result.document(ErrorDocument.self).error.suggestions.isEmpty)
        }
    }
}
