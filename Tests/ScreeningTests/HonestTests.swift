import Course
import Foundation
import Screening
import Testing

@Suite("정직한 프로그램은 걸리지 않음")
struct HonestTests {
    static let programs = Sample.all(in: "Honest")

    @Test("쓸 수 있는 것만 쓴 프로그램은 세 체를 모두 지남", arguments: programs)
    func passes(program: Sample) async throws {
        let options = Options(program.heading)
        let files = [(name: program.name, bytes: program.bytes)]
        let compiled = try await Workbench.compile(
            files, module: "HeldSum", mode: options.mode, isOptimized: options.isOptimized,
            flags: options.kind == .explore ? ["-sanitize=thread"] : [])
        let exercise = Exercise.heldSum(kind: options.kind, mode: options.mode, uses: options.uses)
        #expect(objections(to: compiled, of: files, in: exercise) == [])
    }

    @Test("마흔 개가 넘음")
    func count() {
        #expect(Self.programs.count >= 40)
    }

    @Test(
        "능력을 주지 않으면 쓴 곳의 줄을 대며 걸림", arguments: ["05-threads.swift", "12-files.swift", "15-processes.swift"])
    func refusedWithoutCapability(name: String) async throws {
        let program = try #require(Self.programs.first { $0.name == name })
        let files = [(name: program.name, bytes: program.bytes)]
        let compiled = try await Workbench.compile(files, module: "HeldSum", mode: 5)
        let found = Screen(exercise: .heldSum(mode: 5), files: files).objections(to: compiled.object)
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.weight == .forbidden && $0.file == name && $0.line != nil })
    }

    /// `uses: threads memory · mode 5 · -O · explore`
    private struct Options {
        var uses: Set<Exercise.Capability>
        var mode: Int
        var isOptimized: Bool
        var kind: Exercise.Kind

        init(_ heading: String) {
            let parts = heading.split(separator: " ").map(String.init)
            uses = Set(parts.compactMap(Exercise.Capability.init(rawValue:)))
            mode = parts.contains("5") ? 5 : 6
            isOptimized = parts.contains("-O")
            kind = parts.contains("explore") ? .explore : .unit
        }
    }
}

@Suite("연습의 해답과 뮤턴트는 걸리지 않음")
struct ExerciseTests {
    static let exercises = Result { try Course(at: Workbench.root.path).exercises }

    @Test("해답, 뮤턴트, 처음 받는 코드 모두", arguments: try exercises.get())
    func passes(exercise: Exercise) async throws {
        for folder in Self.submissions(of: exercise) {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
                $0.hasSuffix(".swift")
            }
            let files = names.sorted().map { name in
                (
                    name: name,
                    bytes: Array(FileManager.default.contents(atPath: folder + "/" + name) ?? Data())
                )
            }
            let compiled = try await Workbench.compile(
                files, module: exercise.module, mode: exercise.languageMode,
                isOptimized: exercise.kind == .performance,
                flags: exercise.kind == .explore ? ["-sanitize=thread"] : [])
            #expect(objections(to: compiled, of: files, in: exercise) == [], "\(folder)")
        }
    }

    private static func submissions(of exercise: Exercise) -> [String] {
        let grouped = ["Solutions", "Mutants"].flatMap { kind -> [String] in
            let place = exercise.directory + "/" + kind
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
            return names.sorted().map { place + "/" + $0 }
        }
        return grouped + [exercise.directory + "/Starter"]
    }
}
