import Markdown

extension Failure {
    init(_ error: MarkdownError) {
        switch error {
        case .tooLarge(let bytes, let limit):
            self.init(
                kind: "chapter_too_large", message: "장이 너무 긺: \(bytes)바이트 (\(limit)바이트까지)",
                suggestions: ["장을 나누세요."], exitStatus: .badInput)
        case .outOfMemory:
            self.init(kind: "out_of_memory", message: "메모리가 모자람", exitStatus: .unavailable)
        }
    }
}
