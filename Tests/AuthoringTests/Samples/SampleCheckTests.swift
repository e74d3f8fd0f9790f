import Course
import Foundation
import Markdown
import Testing

@testable import Authoring

/// Each kind of fault, found by running the program for real.
@Suite("A program of a page against what the page says")
struct SampleCheckTests {
    private func faults(_ page: String, on bench: Workbench? = nil) async throws -> [Fault] {
        let samples = ChapterSamples(writing: Bench.writing)
        return try await samples.check(
            Document(markdown: page, firstLine: 11), in: "Lessons/01-a.md", on: bench ?? Bench.workbench())
    }

    private static func c(_ body: String, output: String?) -> String {
        let code =
            "#include <stdio.h>\n#include <stdlib.h>\n#include <unistd.h>\nint main(void) {\n    \(body)\n}\n"
        return "```c run\n\(code)```\n" + (output.map { "\n```output\n\($0)\n```\n" } ?? "")
    }

    @Test("What prints just what is written, holes filled, is right")
    func agrees() async throws {
        #expect(
            try await faults(Self.c("printf(\"pid %d\\n둘\\n\", getpid());", output: "pid {수}\n둘")).isEmpty)
        #expect(try await faults(Self.c("return 0;", output: nil)).isEmpty)
        #expect(try await faults("글뿐임\n").isEmpty)
    }

    @Test("A wrong line is told with its own line, and both texts")
    func output() async throws {
        let found = try await faults(Self.c("puts(\"하나\"); puts(\"count = 1\");", output: "하나\ncount = 2"))
        #expect(found.map(\.rule) == ["sample-output"])
        #expect(found[0].file == "Lessons/01-a.md")
        // The fence of the program is line 11, that of the output line 20, its second line 22.
        #expect(found[0].line == 22)
        #expect(found[0].message == "```output과 다름: 기대 count = 2, 실제 count = 1")
        #expect(found[0].fix.contains("{수}"))
    }

    @Test("Lines too many and too few are a difference, told line by line")
    func difference() async throws {
        let found = try await faults(Self.c("puts(\"a\"); puts(\"b\"); puts(\"c\");", output: "a\nc\nd"))
        #expect(found.map(\.message) == ["```output과 다름\n  a\n+ b\n  c\n- d"])
    }

    @Test("What does not compile is told at the page's own line and column")
    func compile() async throws {
        let page = "- 하나\n\n  ```c run\n  int main(void) {\n      return nothing;\n  }\n  ```\n"
        let found = try await faults(page)
        #expect(found.map(\.rule) == ["sample-compile"])
        #expect(found.map(\.line) == [15] && found.map(\.column) == [14])
        #expect(found[0].message.contains("nothing"))
    }

    @Test("A bad end is a fault, unless the page shows it")
    func ending() async throws {
        let silent = try await faults(Self.c("return 3;", output: nil))
        #expect(silent.map(\.rule) == ["sample-ending"] && silent.map(\.line) == [11])
        #expect(silent[0].message.contains("종료 코드 3"))
        #expect(try await faults(Self.c("puts(\"a\"); return 3;", output: "a\n[종료 코드 3]")).isEmpty)
        let hidden = try await faults(Self.c("puts(\"a\"); fflush(stdout); abort();", output: "a"))
        #expect(hidden.map(\.rule) == ["sample-output"])
        #expect(hidden[0].message.contains("SIGABRT"))
    }

    @Test("Swift in mode 6, with ServerKit at hand, confined")
    func swift() async throws {
        let page = """
            ```swift run
            import Foundation
            import ServerKit

            print(FileManager.default.fileExists(atPath: "\(Bench.root.path)/Package.swift"))
            ```
            ```output
            false
            ```
            ```swift run
            var count = 0
            func hit() { count += 1 }
            hit()
            ```
            """
        let found = try await faults(page)
        #expect(found.map(\.rule) == ["sample-compile"] && found.map(\.line) == [22])
        #expect(found[0].message.contains("Swift 6"))
        let old = page.replacing("```swift run\nvar", with: "```swift run language_mode=5\nvar")
        #expect(try await faults(old).isEmpty)
    }

    private static let race = """
        ```c explore
        #include <assert.h>
        #include <pthread.h>
        static int count;
        static void *hit(void *unused) {
            count++;
            return unused;
        }
        int main(void) {
            pthread_t first, second;
            pthread_create(&first, 0, hit, 0);
            pthread_create(&second, 0, hit, 0);
            pthread_join(first, 0);
            pthread_join(second, 0);
            assert(count == 2);
        }
        ```
        ```output
        KIND
        ```
        """

    @Test("A finding is recorded as it is found, and any other record is a fault that shows it")
    func finding() async throws {
        let wrong = try await faults(Self.race.replacing("KIND", with: "assertion\n1  읽기 → 7"))
        #expect(wrong.map(\.rule) == ["sample-finding"] && wrong.map(\.line) == [30])
        let told = wrong[0].message.split(separator: "\n").filter { $0.hasPrefix("+ ") || $0.hasPrefix("  ") }
            .map { String($0.dropFirst(2)) }
        #expect(told.first == "assertion" && told.contains { $0.contains("읽기 → 0") })
        #expect(try await faults(Self.race.replacing("KIND", with: told.joined(separator: "\n"))).isEmpty)
        let kind = try await faults(Self.race.replacing("KIND", with: "deadlock"))
        #expect(kind.map(\.rule) == ["sample-finding"])
    }

    @Test("Where nothing is found, the page says so")
    func nothing() async throws {
        let sound = Self.race.replacing("int count", with: "_Atomic int count")
        #expect(try await faults(sound.replacing("KIND", with: "문제를 찾지 못함")).isEmpty)
        let claim = try await faults(sound.replacing("KIND", with: "assertion"))
        #expect(claim.map(\.message) == ["탐색해서 찾은 것이 ```output과 다름: 기대 assertion, 실제 문제를 찾지 못함"])
    }

    @Test("What agrees is remembered; a fault is found anew each time")
    func memory() async throws {
        let right = Self.c("puts(\"a\");", output: "a")
        let wrong = Self.c("puts(\"b\");", output: "a")
        let tool = UUID().uuidString
        for _ in 0..<2 {
            #expect(try await faults(wrong + right, on: Bench.workbench(tool: tool)).count == 1)
        }
        let bench = try Bench.workbench(tool: tool)
        _ = try await faults(wrong + right, on: bench)
        #expect(await bench.reused == 1)
        #expect(await bench.made == 1)
    }
}

@Suite("The difference of two outputs")
struct OutputDifferenceTests {
    private func difference(_ expected: String, _ output: String) -> OutputDifference {
        OutputDifference(ExpectedOutput(expected), output)
    }

    @Test("Holes are equal to what fills them")
    func holes() {
        let found = difference("pid {수}\nb", "pid 7\nc")
        #expect(found.firstLine == 2)
        #expect(found.lines == ["  pid 7", "- b", "+ c"])
        #expect(found.onlyLine?.expected == "b" && found.onlyLine?.actual == "c")
    }

    @Test("Only what is near a difference is shown")
    func context() {
        let same = (1...9).map { "\($0)" }.joined(separator: "\n")
        #expect(
            difference(same + "\na\n" + same, same + "\nb\n" + same).lines == [
                "  …", "  9", "- a", "+ b", "  1", "  …",
            ])
    }

    @Test("An output that is missing or too long is cut, not drowned in")
    func size() {
        #expect(difference("a\nb", "").lines == ["- a", "- b"])
        #expect(difference("a", "").firstLine == 1)
        let long = difference("a", (0..<5000).map { "\($0)" }.joined(separator: "\n"))
        #expect(long.lines.count == 25)
        #expect(long.lines.last?.contains("줄 더") == true)
        let wide = difference("a", String(repeating: "x", count: 100_000))
        #expect(wide.onlyLine?.actual.count == 201)
    }
}
