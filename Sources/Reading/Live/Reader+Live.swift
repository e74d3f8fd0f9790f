public import Course
import Terminal
import Text

extension Reader {
    /// What becomes of something that the reader asked for; handed in by whoever does it.
    public enum LiveEvent: Sendable {
        /// A program is under way; the words say at what.
        case working(String)
        case done(LiveAnswer)
        /// A program was given up, its answer with it.
        case givenUp
        /// What was typed is no answer to the quiz; the words say what is asked for.
        case askAgain(String)
    }

    /// A program that was asked for and has not come to its end.
    struct Running: Sendable, Equatable {
        var chapter: String
        var block: LiveBlock.ID
        var words: String
        var milliseconds = 0
    }

    /// A live block as it is laid out.
    struct PlacedBlock: Sendable {
        var block: LiveBlock
        /// Its first line.
        var head: Int
        /// All its lines, those of its answer among them.
        var lines: Range<Int>
        /// Those of its answer.
        var answer: Range<Int>?
    }

    /// Whether something is shown that goes on by itself, so that the screen is to be drawn anew as time passes.
    public var isWorking: Bool { running != nil }

    // MARK: Which block

    static func placed(_ blocks: [LiveBlock], in lines: [PageLine]) -> [PlacedBlock] {
        var all: [LiveBlock.ID: Range<Int>] = [:]
        var answers: [LiveBlock.ID: Range<Int>] = [:]
        for (index, line) in lines.enumerated() {
            guard let mark = line.live else { continue }
            all[mark.block] = (all[mark.block]?.lowerBound ?? index)..<(index + 1)
            guard mark.part == .answer || mark.part == .prompt else { continue }
            answers[mark.block] = (answers[mark.block]?.lowerBound ?? index)..<(index + 1)
        }
        return blocks.compactMap { block in
            all[block.id].map {
                PlacedBlock(block: block, head: $0.lowerBound, lines: $0, answer: answers[block.id])
            }
        }
    }

    /// The block that keys go to: the chosen one while any of it is seen, else the topmost whose first line is seen, else
    /// the one that covers the screen.
    var focused: PlacedBlock? {
        let seen = placed.filter { $0.lines.overlaps(visible) }
        if let chosenBlock, let block = seen.first(where: { $0.block.id == chosenBlock }) { return block }
        guard link == nil || chosenBlock != nil else { return nil }
        return seen.first { visible.contains($0.head) } ?? seen.first
    }

    // MARK: Keys

    /// Runs, explores, asks or starts what keys go to.
    ///
    /// - Parameter exploring: whether a program that is only run by itself is to be explored.
    mutating func activate(exploring: Bool = false) -> Action {
        guard let placed = focused ?? firstSeen else {
            notice = self.placed.isEmpty ? "이 장에는 실행하거나 답할 것이 없음" : "이 화면에는 실행하거나 답할 것이 없음"
            return .stay
        }
        choose(placed.block.id)
        switch placed.block.kind {
        case .sample(let sample): return run(sample, placed.block, exploring: exploring)
        case _ where exploring:
            notice = "e는 프로그램을 여러 실행 순서로 돌려 보는 키임. x를 누르세요"
            return .stay
        case .quiz:
            ask(placed.block.id)
            return .stay
        case .exercise: return .start(placed.block)
        }
    }

    private var firstSeen: PlacedBlock? { placed.first { visible.contains($0.head) } }

    private mutating func choose(_ block: LiveBlock.ID) { (chosenBlock, link) = (block, nil) }

    private mutating func run(_ sample: Sample, _ block: LiveBlock, exploring: Bool) -> Action {
        if let running, running.chapter == chapter.name, running.block == block.id {
            notice = "벌써 하는 중임. 그만두기 Esc"
            return .stay
        }
        if exploring, sample.kind.use == .run, !sample.startsThreads {
            notice = "스레드를 만들지 않는 프로그램이라 실행 순서가 하나뿐임. 실행은 x"
            return .stay
        }
        let use = exploring ? .explore : sample.kind.use
        running = Running(
            chapter: chapter.name, block: block.id, words: use == .explore ? "탐색 준비" : "실행 준비")
        return .run(block, use)
    }

    /// Shows the chapter's own output, or again what came anew.
    mutating func switchOutput() {
        guard let placed = focused, case .sample = placed.block.kind,
            let answer = answers[chapter.name]?[placed.block.id], answer.replacesOutput
        else {
            notice = "바꿔 볼 출력이 없음. 실행은 x"
            return
        }
        choose(placed.block.id)
        answers[chapter.name]?[placed.block.id]?.showsRecorded = !answer.showsRecorded
        layOut()
    }

    /// - Returns: whether there was something to give up.
    mutating func giveUp() -> Bool {
        guard let running else { return false }
        self.running = nil
        notice = running.words.hasPrefix("탐색") ? "탐색을 그만둠" : "실행을 그만둠"
        return true
    }

    // MARK: Answering a quiz

    private mutating func ask(_ block: LiveBlock.ID) {
        focus = .answering(block, TextField(), remark: nil)
        layOut()
        reveal(block)
    }

    mutating func pressInAnswer(
        _ key: Key, _ block: LiveBlock.ID, _ field: TextField, remark: String?
    ) -> Action {
        var field = field
        switch key {
        case .escape: stopAsking()
        case .character("\n"):
            guard !field.text.isEmpty, let live = chapter.blocks.first(where: { $0.id == block }) else {
                break
            }
            return .answer(live, field.text)
        case .up, .down, .pageUp, .pageDown, .wheelUp, .wheelDown:
            top += movement(of: key) ?? 0
            clamp()
        default:
            _ = field.take(key)
            focus = .answering(block, field, remark: remark)
            if let placed = placed.first(where: { $0.block.id == block }), let prompt = placed.answer?.last,
                !visible.contains(prompt)
            {
                reveal(block)
            }
        }
        return .stay
    }

    private mutating func stopAsking() {
        focus = .page
        layOut()
    }

    // MARK: Answers

    /// Takes news of a block, of this chapter or of another one that was left meanwhile.
    public mutating func take(_ event: LiveEvent, of block: LiveBlock.ID, in name: String) {
        switch event {
        case .working(let words):
            guard running?.chapter == name, running?.block == block else { return }
            running?.words = words
        case .givenUp:
            if running?.chapter == name, running?.block == block { running = nil }
        case .askAgain(let words):
            guard case .answering(block, _, _) = focus else { return }
            focus = .answering(block, TextField(), remark: words)
            layOut()
            reveal(block)
        case .done(let answer): settle(answer, of: block, in: name)
        }
    }

    private mutating func settle(_ answer: LiveAnswer, of block: LiveBlock.ID, in name: String) {
        if running?.chapter == name, running?.block == block { running = nil }
        answers[name, default: [:]][block] = answer
        guard name == chapter.name else {
            notice = "다른 장에서 시킨 것이 끝남"
            return
        }
        if case .answering(block, _, _) = focus { focus = .page }
        // Whoever has scrolled on is left where they read.
        let isSeen = placed.first { $0.block.id == block }.map { $0.lines.overlaps(visible) } ?? false
        layOut()
        if isSeen { reveal(block) } else { notice = "위나 아래에서 시킨 것이 끝남" }
    }

    /// Scrolls down as little as shows the answer to its end, or from its beginning where it is longer than the screen.
    private mutating func reveal(_ block: LiveBlock.ID) {
        guard let lines = placed.first(where: { $0.block.id == block })?.answer else { return }
        if lines.lowerBound < top {
            top = lines.lowerBound
        } else if lines.upperBound > top + height {
            top = min(lines.upperBound - height, lines.lowerBound)
        }
        clamp()
    }

    /// The answers of this chapter as the page is to show them.
    var shownAnswers: [LiveBlock.ID: LiveAnswer] {
        var shown = answers[chapter.name] ?? [:]
        guard case .answering(let block, _, let remark) = focus else { return shown }
        shown[block] = LiveAnswer([
            LiveAnswer.Part { width in
                // What is typed takes the place of the mark when the screen is drawn.
                [StyledLine()] + (remark.map { StyledLine($0, .bold).wrapped(to: width) } ?? [])
                    + [StyledLine("_", Style(mark: LiveMark(block, .prompt).number))]
            }
        ])
        return shown
    }
}
