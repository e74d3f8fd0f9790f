import Course
import Screening
import Testing

@Suite("오브젝트 읽기")
struct ObjectTests {
    private static let object = Task {
        try await Workbench.compile(
            [("HeldSum.swift", Array("func heldSum(_ a: Int, _ b: Int) -> Int { a + b }".utf8))],
            module: "HeldSum"
        ).object
    }

    private let screen = Screen(exercise: .heldSum(), files: [])

    @Test("컴파일러가 만든 그대로면 걸리지 않음")
    func whole() async throws {
        #expect(screen.objections(to: try await Self.object.value) == [])
    }

    @Test(
        "오브젝트가 아니면 걸림",
        arguments: [[], [0x7F, 0x45, 0x4C, 0x46], Array(repeating: 0, count: 4096)] as [[UInt8]])
    func none(bytes: [UInt8]) {
        #expect(screen.objections(to: bytes).count == 1)
    }

    @Test("어디서 잘려도 걸릴 뿐, 멈추지 않음")
    func truncated() async throws {
        let object = try await Self.object.value
        // The section headers lie at the end: without the last byte of them nothing can be read.
        for count in stride(from: 0, to: object.count, by: 7) {
            #expect(!screen.objections(to: Array(object.prefix(count))).isEmpty)
        }
    }

    @Test("바이트가 바뀌어도 끝까지 읽음")
    func flipped() async throws {
        let object = try await Self.object.value
        var random = Seeded(state: 13)
        for _ in 0..<2000 {
            var bytes = object
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            _ = screen.objections(to: bytes)
            _ = BoundNames(object: bytes, module: "HeldSum")
        }
    }

    @Test("남의 모듈 이름으로 정의하면 걸림")
    func foreignModule() async throws {
        let other = Exercise(slug: "other-sum", directory: "/", title: "", summary: "", kind: .unit)
        let found = Screen(exercise: other, files: []).objections(to: try await Self.object.value)
        #expect(found.map(\.weight) == [.tampered])
    }

    /// The same numbers in every run.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }
}
