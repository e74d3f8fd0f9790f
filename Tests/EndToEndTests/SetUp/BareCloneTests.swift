import Foundation
import Testing

extension EndToEnd {
    /// What a newcomer types. Slow: builds everything.
    @Suite("새로 받은 저장소", .enabled(if: Checkout.isLong, "Scripts/test --long"))
    struct BareClone {
        @Test(
            "A copy without any build shows chapter 1 with one command, and gives a verdict with three more")
        func firstVerdict() throws {
            let learner = try Learner()
            learner.environment["SIL_CACHE"] = learner.desk.appending(path: "cache").path
            learner.deadline = .seconds(900)
            let copied = try learner.shell(
                "mkdir clone && tar -C '\(Checkout.root.path)' --exclude='.build*' --exclude=.git -cf - . | tar -C clone -xf -"
            )
            try #require(copied.status == 0, "\(copied.stderr)")
            let command = learner.desk.appending(path: "clone/Scripts/sil")

            let read = try learner.sil("read", "1", executable: command)
            #expect(read.status == 0, "\(read.stderr)")
            #expect(read.stdout.contains("프로세스"))

            #expect(try learner.sil("init", "w", executable: command).status == 0)
            let workspace = learner.desk.appending(path: "w")
            let own = workspace.appending(path: "sil")
            #expect(try learner.sil("start", "four-steps", in: workspace, executable: own).status == 0)
            let verdict = try learner.sil("submit", "four-steps", "--json", in: workspace, executable: own)
            #expect(verdict.status == 1)
            #expect(try verdict.document(VerdictDocument.self).verdict == "failed")
        }
    }
}
