import Foundation
import Testing

extension EndToEnd {
    /// A new instructor in an empty folder, who types what Docs/authoring.ko.md says, word for word.
    @Suite("과정 쓰는 법")
    struct Guide {
        private static func text() throws -> GuideText {
            GuideText(
                try String(
                    contentsOf: Checkout.root.appending(path: "Docs/authoring.ko.md"), encoding: .utf8))
        }

        @Test("It has ten steps and needs fewer than fifteen commands")
        func short() throws {
            let guide = try Self.text()
            let numbered = guide.headings.filter { $0.first?.isNumber == true }
            #expect(numbered.map { $0.prefix { $0.isNumber } } == (1...10).map { "\($0)" })
            #expect((10..<15).contains(guide.steps.count))
            #expect(guide.steps.filter { !$0.output.isEmpty }.count >= 9, "what they print is shown")
        }

        @Test("Followed word for word it ends with a learner who passes the exercise")
        func followed() throws {
            let author = try Learner()
            let bin = author.home.appending(path: "bin")
            try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                at: bin.appending(path: "sil"), withDestinationURL: Checkout.sil.resolvingSymlinksInPath())
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            author.environment["PATH"] = bin.path + ":" + path
            // One shell for all: where a command leaves it, the next one begins.
            let place = author.home.appending(path: "place").path
            var folder = author.desk
            for step in try Self.text().steps {
                let result = try author.shell(
                    "\(step.command)\nstatus=$?; pwd >'\(place)'; exit $status", in: folder)
                let difference = GuideText.difference(step, from: result.stdout)
                #expect(difference == nil, "\(difference ?? "")\(result.stderr)")
                #expect(result.status < 2, "\(step.command): \(result.status) \(result.stderr)")
                folder = URL(
                    filePath: try String(contentsOfFile: place, encoding: .utf8)
                        .trimmingCharacters(in: .newlines))
            }
            let progress = try author.sil("progress", "--json", in: folder).document(ProgressDocument.self)
            #expect(progress.exercises.map(\.exercise) == ["ticket-box"])
            #expect(progress.exercises.map(\.verdict) == ["passed"])
            #expect(progress.exercises.map(\.score) == progress.exercises.map(\.maxScore))
        }
    }
}
