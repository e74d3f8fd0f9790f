import Foundation
import Testing

extension EndToEnd {
    @Suite("멈춤")
    struct Interruptions {
        @Test("An interrupt while grading: 130, nothing recorded, nothing left running")
        func interrupt() throws {
            let learner = try Learner()
            let source =
                "func finalValues(threads: Int, additions: Int) -> Set<Int> { while threads >= 0 {}; return [] }\n"
            try source.write(
                to: learner.desk.appending(path: "FourSteps.swift"), atomically: true, encoding: .utf8)
            let course = Checkout.root.path
            let result = try learner.shell(
                """
                timeout --preserve-status --signal=INT 3 \
                "$SIL" submit four-steps --file FourSteps.swift --course '\(course)'
                """)
            #expect(result.status == 130)
            let history = try learner.sil("history", "four-steps", "--json", "--course", course)
            #expect(history.stdout.contains("\"attempts\":[]"))
            // The warden needs a moment after its parent's death.
            for _ in 0..<100 where !Processes.named("sil-host").isEmpty { usleep(100_000) }
            #expect(Processes.named("sil-host") == [])
        }
    }
}
