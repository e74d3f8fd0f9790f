import Course
import Markdown
import Text

/// Blocks with which something can be done, marked so that a reader finds them, with what came of them.
extension FenceLayout {
    func liveLines(of code: CodeBlock, width: Int) -> [StyledLine] {
        let id = LiveBlock.ID(line: code.line)
        switch Fence(info: code.info) {
        case .sample where cards.samples[code.line] != nil:
            return LiveMark.marked(ownLines(of: code, width: width), id, first: .head, .body)
                + answer(to: code, width: width)
        case .quiz where cards.quizzes[code.line] != nil:
            return LiveMark.marked(ownLines(of: code, width: width), id, first: .head, .body)
        case .exercise: return code.slugs.enumerated().flatMap { exercise($1, $0, of: code, width: width) }
        case .output:
            let isReplaced = cards.outputs[code.line].flatMap(answer(of:)).map { answer in
                answer.replacesOutput && !answer.showsRecorded
            }
            return isReplaced == true ? [] : ownLines(of: code, width: width)
        default: return ownLines(of: code, width: width)
        }
    }

    private func answer(of sample: Sample) -> LiveAnswer? {
        answers?[LiveBlock.ID(line: sample.place.line)]
    }

    /// What came of a program or a quiz.
    func answer(to code: CodeBlock, width: Int) -> [StyledLine] {
        let id = LiveBlock.ID(line: code.line)
        guard let answer = answers?[id], !answer.showsRecorded else { return [] }
        let isQuiz = Fence(info: code.info) == .quiz
        let lines = answer.parts.flatMap { part in
            (part.title.map { inlines.wrapped($0, to: width) } ?? [])
                // A quiz has its own frame.
                + (isQuiz ? part.lines(width) : behindBar(width: width, part.lines))
        }
        return LiveMark.marked(lines, id, .answer)
    }

    /// Its name, then where the learner stands with it.
    private func exercise(_ slug: String, _ index: Int, of code: CodeBlock, width: Int) -> [StyledLine] {
        let id = LiveBlock.ID(line: code.line, index: index)
        let answer = answers?[id]
        let name = exerciseCard(slug, showsCommand: answer == nil, width: width)
        let indent = StyledLine(String(repeating: " ", count: min(6, max(0, width - 20))))
        let room = width - indent.cells
        let below = (answer?.parts ?? []).flatMap { part in
            (part.title.map { inlines.wrapped($0, to: room) } ?? []) + part.lines(room)
        }
        return LiveMark.marked(name, id, first: .head, .body)
            + LiveMark.marked(below.map { $0.isEmpty ? $0 : indent + $0 }, id, .answer)
    }

    // MARK: Which output is which

    /// Once there is a newer output, the chapter's own is called that.
    func outputName(of sample: Sample) -> String { answer(of: sample) == nil ? "출력" : "책의 출력" }

    func findingName(of sample: Sample) -> String { answer(of: sample) == nil ? "찾은 것" : "책에서 찾은 것" }
}
