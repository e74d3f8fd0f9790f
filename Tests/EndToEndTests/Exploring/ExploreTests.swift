import Foundation
import Testing

extension EndToEnd {
    @Suite("탐색")
    struct Exploring {
        let learner: Learner

        init() throws { learner = try Learner() }

        @discardableResult
        private func write(_ source: ExploredSource) throws -> String {
            try write(source.file, Data(source.text.utf8))
        }

        private func write(_ name: String, _ bytes: Data) throws -> String {
            try bytes.write(to: learner.desk.appending(path: name))
            return name
        }

        private func explore(_ source: ExploredSource, _ options: String...) throws -> SilProcess.Result {
            try learner.sil(["explore", write(source)] + options)
        }

        // MARK: Findings

        @Test(
            "What is wrong with a program is found, with its own lines and names",
            arguments: ExploredSource.faulty)
        func found(source: ExploredSource) throws {
            let result = try explore(source, "--json")
            #expect(result.status == 1)
            let document = try result.document(ExploreDocument.self)
            #expect(document.schema == 1 && document.compiled && document.diagnostics.isEmpty)
            let kind = try #require(source.kind)
            let finding = try #require(document.finding(kind), "\(document.kinds)")
            #expect(finding.schedule <= document.schedules)
            #expect(finding.title.contains(#/[가-힣]/#))
            #expect(finding.steps.allSatisfy { $0.file == source.file && ($0.line ?? 0) > 0 })
            #expect(finding.steps.contains { $0.line == source.line })
            #expect(finding.steps.contains { $0.what == source.name })
            // One finding for each kind and place.
            #expect(document.findings.count == Set(document.findings.map { "\($0.kind) \($0.steps)" }).count)
        }

        @Test("The four steps of a lost update, with the values read and written")
        func fourSteps() throws {
            let document = try explore(.counter, "--json").document(ExploreDocument.self)
            let steps = try #require(document.finding("assertion")).steps.filter {
                $0.what == "count" && $0.line == 7
            }
            #expect(steps.map(\.action) == ["read", "read", "write", "write"])
            #expect(steps.map(\.value) == ["0", "0", "1", "1"])
            #expect(Set(steps.map(\.thread)).count == 2)
        }

        @Test("In a deadlock each thread waits for a lock that the other one holds")
        func circle() throws {
            let document = try explore(.deadlock, "--json").document(ExploreDocument.self)
            let waiting = try #require(document.finding("deadlock")).steps.filter {
                $0.heldBy != nil && $0.action == "lock"
            }
            #expect(waiting.count == 2)
            #expect(Set(waiting.map(\.lock)) == ["left", "right"])
            #expect(waiting[0].heldBy == waiting[1].thread && waiting[1].heldBy == waiting[0].thread)
        }

        @Test("Nothing is found in sound programs", arguments: ExploredSource.sound)
        func sound(source: ExploredSource) throws {
            let result = try explore(source, "--json", "--schedules", "300")
            #expect(result.status == 0, "\(result.stdout)")
            let document = try result.document(ExploreDocument.self)
            #expect(document.findings.isEmpty)
            #expect(document.schedules == 300 || document.exhausted)
        }

        @Test("The same seed finds the same, to the last step")
        func deterministic() throws {
            let first = try explore(.counter, "--json", "--seed", "7").document(ExploreDocument.self)
            let second = try explore(.counter, "--json", "--seed", "7").document(ExploreDocument.self)
            #expect(first.seed == 7)
            #expect(first == second)
        }

        @Test("A thread that is never told to stop is a finding with --thread-leaks, and happens again")
        func threadLeaks() throws {
            #expect(try explore(.unstoppedWorkers, "--schedules", "2000").status == 0)
            let result = try explore(.unstoppedWorkers, "--thread-leaks", "--json")
            #expect(result.status == 1)
            let finding = try #require(result.document(ExploreDocument.self).finding("leaked_thread"))
            #expect(finding.steps.contains { $0.action == "wait" && $0.file == "workers.c" && $0.line == 10 })
            let again = try learner.sil("replay", #require(finding.handle), "--json")
            #expect(again.status == 0 && again.stdout.contains("\"happened\""), "\(again.stdout)")
            let shown = try explore(.unstoppedWorkers, "--thread-leaks")
            #expect(shown.stdout.contains("끝나지 않는 스레드가 남음"))
        }

        @Test(
            "Every strategy finds a lost update and says its name",
            arguments: [
                "mix", "pct", "pos", "leader-pct", "lockstep", "postponing", "random", "delay", "preemption",
            ])
        func strategies(strategy: String) throws {
            let document = try explore(.counter, "--json", "--strategy", strategy).document(
                ExploreDocument.self)
            #expect(document.strategy == strategy)
            #expect(document.kinds.contains("assertion"))
        }

        @Test("Only a search that has seen every order says so", arguments: ["delay", "preemption"])
        func exhausted(strategy: String) throws {
            let one = try write("one.c", Data("int main(void) { return 0; }\n".utf8))
            let all = try learner.sil("explore", one, "--json", "--strategy", strategy)
            #expect(try all.document(ExploreDocument.self).exhausted)
            let many = try write(
                "many.c",
                Data(
                    """
                    #include <pthread.h>
                    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
                    static int count;
                    static void *add(void *unused) {
                        for (int i = 0; i < 3; i++) {
                            pthread_mutex_lock(&lock);
                            count++;
                            pthread_mutex_unlock(&lock);
                        }
                        return unused;
                    }
                    int main(void) {
                        pthread_t a, b;
                        pthread_create(&a, NULL, add, NULL);
                        pthread_create(&b, NULL, add, NULL);
                        pthread_join(a, NULL);
                        pthread_join(b, NULL);
                    }

                    """.utf8))
            let some = try learner.sil(
                "explore", many, "--json", "--strategy", strategy, "--schedules", "1000")
            let document = try some.document(ExploreDocument.self)
            #expect(document.schedules == 1000 && !document.exhausted && document.findings.isEmpty)
        }

        @Test(
            "A program that no schedule brings to its end is given up, and says so",
            .enabled(if: Checkout.isLong))
        func endless() throws {
            let file = try write(
                "endless.c",
                Data(
                    """
                    #include <pthread.h>
                    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
                    static int count;
                    static void *add(void *unused) {
                        for (;;) {
                            pthread_mutex_lock(&lock);
                            count++;
                            pthread_mutex_unlock(&lock);
                        }
                        return unused;
                    }
                    int main(void) {
                        pthread_t other;
                        pthread_create(&other, NULL, add, NULL);
                        add(NULL);
                    }

                    """.utf8))
            let document = try learner.sil("explore", file, "--json").document(ExploreDocument.self)
            #expect(document.schedules == 500 && document.limited == 500 && !document.exhausted)
            #expect(try learner.sil("explore", file).stdout.contains("횟수를 줄여서 다시 보세요"))
        }

        @Test("On a terminal and in a pipe the story is told in Korean, within the width")
        func story() throws {
            let piped = try explore(.counter)
            #expect(piped.stdout.contains("스레드 A") && piped.stdout.contains("읽기 → 0"))
            #expect(piped.stdout.contains("count++;"))
            #expect(!piped.stdout.contains("\u{1B}"))
            let terminal = try learner.sil(
                "explore", ExploredSource.counter.file, streams: .terminal(columns: 60, input: ""))
            #expect(terminal.stdout.contains("\u{1B}["))
            let plain = try learner.sil(
                "explore", ExploredSource.counter.file, "--no-color",
                streams: .terminal(columns: 60, input: ""))
            #expect(!plain.stdout.contains("\u{1B}[31m"))
        }

        @Test("What is found is kept under its handle, with its schedule")
        func handle() throws {
            let finding = try #require(
                explore(.counter, "--json").document(ExploreDocument.self).finding("assertion"))
            let handle = try #require(finding.handle)
            #expect(handle.contains(#/^[0-9a-z]{4,}$/#))
            #expect(try Store(at: learner.store).explorations(handle) == ["assertion"])
        }

        @Test("A store that takes nothing does not keep the explorer from its work")
        func unwritableStore() throws {
            learner.environment["SIL_HOME"] = "/dev/null/home"
            let result = try explore(.counter, "--json")
            #expect(result.status == 1)
            let document = try result.document(ExploreDocument.self)
            #expect(document.kinds.contains("assertion"))
            #expect(document.findings.allSatisfy { $0.handle == nil })
            #expect(result.speaksKorean)
        }

        // MARK: What is no program

        @Test("A program that does not compile: its own lines, exit 1", arguments: ["c", "swift"])
        func compileError(ending: String) throws {
            let text =
                ending == "c" ? "int main(void) {\n    return nothing;\n}\n" : "let a = 1\nprint(nothing)\n"
            let name = try write("wrong." + ending, Data(text.utf8))
            let result = try learner.sil("explore", name, "--json")
            #expect(result.status == 1)
            let document = try result.document(ExploreDocument.self)
            #expect(!document.compiled && document.findings.isEmpty)
            #expect(
                document.diagnostics.contains { $0.file == name && $0.line == 2 && $0.severity == "error" })
            let shown = try learner.sil("explore", name)
            #expect(shown.status == 1)
            #expect(shown.stdout.contains("컴파일되지 않음") && shown.stdout.contains("nothing"))
        }

        @Test("Without a main there is nothing to start, and that is said")
        func noMain() throws {
            let result = try learner.sil("explore", write("part.c", Data("int x;\n".utf8)))
            #expect(result.status == 1)
            #expect(result.stdout.contains("main"))
        }

        @Test(
            "Files that are none of a program: exit 65, in Korean",
            arguments: [
                ("missing.swift", nil), ("empty.swift", Data()), ("binary.c", Data([0x7f, 0x45, 0, 1])),
                ("latin.c", Data([0x2f, 0x2f, 0xe9, 0x0a])),
                ("huge.swift", Data(repeating: 0x20, count: 2 << 20)),
                ("notes.txt", Data("hello".utf8)),
            ] as [(String, Data?)])
        func unusable(name: String, bytes: Data?) throws {
            if let bytes { _ = try write(name, bytes) }
            let result = try learner.sil("explore", name, "--json")
            #expect(result.status == 65)
            #expect(result.speaksKorean)
            #expect(try !result.document(ErrorDocument.self).error.message.isEmpty)
        }

        @Test("A folder is no file")
        func folder() throws {
            let result = try learner.sil("explore", ".")
            #expect(result.status == 65)
            #expect(result.stderr.contains("폴더"))
        }

        @Test("Two languages, no file, and bad options are usage errors")
        func usage() throws {
            try write(.counter)
            try write(.swiftRace)
            let mixed = try learner.sil("explore", "counter.c", "race.swift")
            #expect(mixed.status == 64 && mixed.stderr.contains("Swift"))
            for arguments in [
                [], ["counter.c", "--schedules", "0"], ["counter.c", "--schedules", "many"],
                ["counter.c", "--strategy", "luck"], ["race.swift", "--language-mode", "4"],
                ["counter.c", "--seed", "-1"],
            ] {
                let result = try learner.sil(["explore"] + arguments)
                #expect(result.status == 64, "\(arguments)")
                #expect(result.speaksKorean)
            }
        }

        // MARK: Whole programs

        @Test("Several files are one program, with the headers beside them")
        func severalFiles() throws {
            _ = try write("count.h", Data("extern int count;\nvoid *hit(void *);\n".utf8))
            _ = try write(
                "hit.c",
                Data(
                    "#include \"count.h\"\nint count;\nvoid *hit(void *x) {\n    count++;\n    return x;\n}\n"
                        .utf8))
            let main = ExploredSource.counter.text.split(separator: "\n").filter { !$0.contains("count++") }
                .joined(separator: "\n").replacing("static int count;", with: "#include \"count.h\"")
                .replacing("static void *hit(void *unused) {\n    return unused;\n}", with: "")
            _ = try write("main.c", Data(main.utf8))
            let result = try learner.sil("explore", "main.c", "hit.c", "--json")
            let finding = try #require(result.document(ExploreDocument.self).finding("assertion"))
            #expect(Set(finding.steps.compactMap(\.file)) == ["main.c", "hit.c"])
        }

        @Test("Two explorations at once both come to their end")
        func twoAtOnce() throws {
            try write(.counter)
            try write(.deadlock)
            let result = try learner.shell(
                """
                "$SIL" explore counter.c --json >a.json & first=$!
                "$SIL" explore 'dead lock.c' --json >b.json & second=$!
                wait $first; echo $?; wait $second; echo $?
                """)
            #expect(result.stdout.split(separator: "\n") == ["1", "1"])
        }

        @Test("The program is confined: it sees nothing of the learner's files")
        func confined() throws {
            _ = try write("secret.txt", Data("secret".utf8))
            let path = learner.desk.appending(path: "secret.txt").path
            let text = """
                #include <assert.h>
                #include <fcntl.h>
                int main(void) {
                    assert(open("\(path)", O_RDONLY) < 0);
                    assert(open("/etc/made-by-explore", O_CREAT | O_WRONLY, 0600) < 0);
                }
                """
            let result = try learner.sil(
                "explore", write("peek.c", Data(text.utf8)), "--json", "--schedules", "3")
            #expect(result.status == 0, "\(result.stdout)")
        }

        @Test("What the explorer does not hold is named with its line, and nothing is said of the rest")
        func uncontrolled() throws {
            let text = """
                #include <unistd.h>
                int main(void) {
                    int ends[2];
                    char byte;
                    pipe(ends);
                    read(ends[0], &byte, 1);
                }
                """
            let result = try learner.sil("explore", write("pipe.c", Data(text.utf8)), "--json")
            #expect(result.status == 1)
            let finding = try #require(result.document(ExploreDocument.self).finding("uncontrolled"))
            #expect(finding.steps.last?.line == 6)
            #expect(finding.title.contains("read"))
        }

        @Test("An interrupt: 130, and nothing is left running")
        func interrupt() throws {
            try write(.swiftSound)
            let result = try learner.shell(
                """
                timeout --preserve-status --signal=INT 4 "$SIL" explore sound.swift --schedules 1000000
                """)
            #expect(result.status == 130)
            for _ in 0..<100 where !Processes.named("program").isEmpty { usleep(100_000) }
            #expect(Processes.named("program") == [])
        }
    }
}
