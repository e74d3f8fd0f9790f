import Foundation
import Testing

extension EndToEnd {
    @Suite("읽기")
    struct Reading {
        private let learner: Learner

        init() throws {
            learner = try Learner()
        }

        @Test("Chapter 1, piped, is plain text: no escape, no stars, and it marks nothing as read")
        func piped() throws {
            let result = try learner.sil("read", "1")
            #expect(result.status == 0, "\(result.stderr)")
            #expect(result.stdout.contains("프로세스") && result.stdout.contains("스레드"))
            #expect(!result.output.contains(0x1b))
            #expect(!result.stdout.contains("**"))
            #expect(try learner.sil("read", "1").stdout == result.stdout)
        }

        @Test("A terminal gets colour, but not with NO_COLOR, --no-color or TERM=dumb")
        func colour() throws {
            let terminal = SilProcess.Streams.terminal(columns: 80, input: "")
            // Clearing and keypad codes are not colour: only SGR counts.
            let colour = #/\e\[[0-9;]*m/#
            #expect(try learner.sil("list", streams: terminal).stdout.contains(colour))
            #expect(try !learner.sil("list", "--no-color", streams: terminal).stdout.contains(colour))
            learner.environment["NO_COLOR"] = "1"
            #expect(try !learner.sil("list", streams: terminal).stdout.contains(colour))
            learner.environment["NO_COLOR"] = nil
            learner.environment["TERM"] = "dumb"
            #expect(try !learner.sil("list", streams: terminal).stdout.contains(colour))
        }

        @Test("The list names the chapter and its exercises")
        func list() throws {
            let result = try learner.sil("list")
            #expect(result.status == 0)
            for slug in ["four-steps", "exit-status", "crash-isolation"] {
                #expect(result.stdout.contains(slug))
            }
        }

        @Test("A reader that goes away is no error", arguments: [["read", "1"], ["list"], ["progress"]])
        func goneReader(arguments: [String]) throws {
            let result = try learner.sil(arguments, streams: .closedOutput)
            #expect(result.status == 0)
            #expect(result.stderr == "")
        }

        @Test("| head ends quietly")
        func head() throws {
            let result = try learner.shell("set -o pipefail; \"$SIL\" read 1 | head -n 1")
            #expect(result.status == 0)
            #expect(result.stderr == "")
            #expect(result.stdout.split(separator: "\n").count <= 1)
        }

        @Test("A chapter that is not there: 65, in Korean, with what there is")
        func unknownChapter() throws {
            let result = try learner.sil("read", "no-such-chapter")
            #expect(result.status == 65)
            #expect(result.speaksKorean && result.stdout == "")
        }

        @Test("A chapter with a quiz, an exercise and a checked sample is what the course has")
        func chapterOne() throws {
            let file = Checkout.root.appending(path: "Lessons/01-process-and-thread.md")
            let source = try String(contentsOf: file, encoding: .utf8)
            #expect(source.matches(of: #/(?m)^```quiz$/#).count >= 2)
            #expect(source.contains(#/(?m)^```swift run$[\s\S]*?^```$\s*^```output$/#))
            #expect(source.contains(#/(?m)^```exercise$/#))
        }
    }
}
