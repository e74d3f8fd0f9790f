import Dispatch
import Markdown
import Synchronization
import Testing

/// Whoever parses, on whatever thread, reads the same document.
@Suite("여러 스레드가 함께 읽음")
struct ParallelParsingTests {
    @Test("다른 스레드가 읽는 동안에도 확장 문법을 알아봄")
    func extensions() throws {
        let text = (1...20).map { "줄 \($0): ~~지움~~ **굵게**\n\n" }.joined()
        let alone = try Document(markdown: text)
        let others = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 400) { _ in
            if (try? Document(markdown: text)) != alone { others.withLock { $0 += 1 } }
        }
        #expect(others.withLock { $0 } == 0)
    }
}
