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
            // Ctrl-C once the endless loop runs. Only what this `sil` has started is looked at: others grade here, too.
            let result = try learner.shell(
                """
                family() { for child in $(cat /proc/$1/task/*/children 2>/dev/null); do echo $child; family $child; done; }
                env --default-signal=INT "$SIL" submit four-steps --file FourSteps.swift --course '\(course)' &
                sil=$!
                for i in $(seq 1200); do
                    started=$(family $sil)
                    for child in $started; do
                        [[ $(cat /proc/$child/comm 2>/dev/null) == sil-host ]] && break 2
                    done
                    sleep 0.1
                done
                sleep 1
                echo "started $started" $(family $sil)
                kill -INT $sil; wait $sil
                """)
            #expect(result.status == 130)
            let started = Set(
                result.stdout.split(separator: "\n").drop { !$0.hasPrefix("started") }
                    .joined(separator: " ").split(separator: " ").compactMap { Int($0) })
            #expect(!started.isEmpty, "\(result)")
            let history = try learner.sil("history", "four-steps", "--json", "--course", course)
            #expect(history.stdout.contains("\"attempts\":[]"))
            // The warden needs a moment after its parent's death.
            func left() -> Set<Int> { started.filter { kill(pid_t($0), 0) == 0 } }
            for _ in 0..<100 where !left().isEmpty { usleep(100_000) }
            #expect(left() == [])
        }
    }
}
