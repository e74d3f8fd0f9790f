public import Terminal

extension Reader {
    /// Takes a key. Letters are those of the Latin layout or what the Korean one makes of the same keys.
    public mutating func press(_ key: Key) -> Action {
        if key == .interrupt { return .interrupt }
        notice = nil
        if case .prompt(let field) = focus {
            pressInPrompt(key, field)
            return .stay
        }
        if case .answering(let block, let field, let remark) = focus {
            return pressInAnswer(key, block, field, remark: remark)
        }
        for stroke in key.strokes {
            let action =
                switch focus {
                case .page: pressOnPage(stroke)
                case .contents: pressInContents(stroke)
                case .help(let top): pressInHelp(stroke, top)
                // What else one syllable was made of began no text.
                case .prompt, .answering: Action.stay
                }
            guard action == .stay else { return action }
        }
        return .stay
    }

    /// Keys that move a page move the help where it is longer than the screen; any other leaves it.
    private mutating func pressInHelp(_ key: Key, _ top: Int) -> Action {
        if let lines = movement(of: key), helpEnd > 0 {
            focus = .help(top: max(0, min(min(top, helpEnd) + lines, helpEnd)))
        } else {
            focus = hasContents ? .contents : .page
        }
        return .stay
    }

    // MARK: On the page

    private mutating func pressOnPage(_ key: Key) -> Action {
        if let lines = movement(of: key) {
            top += lines
            clamp()
            return .stay
        }
        switch key {
        case .character("q"): return .leave
        case .character("t"): showContents()
        case .character("/"): focus = .prompt(TextField())
        case .character("n"): findNext(forward: true)
        case .character("N"): findNext(forward: false)
        case .character("?"): focus = .help(top: 0)
        case .right, .character("]"), .character("l"): goToSection(after: true)
        case .left, .character("["), .character("h"): goToSection(after: false)
        case .character(">"): return turn(to: chapter.next, "마지막 장임")
        case .character("<"): return turn(to: chapter.previous, "첫 장임")
        case .tab: chooseNext(forward: true)
        case .backTab: chooseNext(forward: false)
        case .character("\n"): return openChosen()
        case .character("x"): return activate()
        case .character("e"): return activate(exploring: true)
        case .character("o"): switchOutput()
        case .backspace: return goBack()
        case .escape:
            if giveUp() { return .cancel }
            (search, query, match, link, chosenBlock) = (nil, "", nil, nil, nil)
        default: break
        }
        return .stay
    }

    /// Further than any page is long.
    private static let farthest = 1 << 40

    /// How many lines a key moves the page down.
    func movement(of key: Key) -> Int? {
        // Two lines of the last screen stay, to find the place again.
        let screen = max(1, height - 2)
        return switch key {
        case .down, .character("j"), .control("e"), .control("n"): 1
        case .up, .character("k"), .control("y"), .control("p"): -1
        case .wheelDown: 3
        case .wheelUp: -3
        case .character(" "), .pageDown, .character("f"), .control("f"): screen
        case .character("b"), .pageUp, .control("b"): -screen
        case .character("d"), .control("d"): max(1, height / 2)
        case .character("u"), .control("u"): -max(1, height / 2)
        case .character("g"), .home: -Self.farthest
        case .character("G"), .end: Self.farthest
        default: nil
        }
    }

    private mutating func goToSection(after: Bool) {
        let starts = chapter.sections.indices.compactMap { index in
            lines.firstIndex { $0.section == index }
        }
        let target = after ? starts.first { $0 > top } : starts.last { $0 < top } ?? 0
        guard let target, after ? top + height < lines.count : true else {
            notice = "마지막 절임"
            return
        }
        top = target
        clamp()
    }

    private mutating func turn(to name: String?, _ refusal: String) -> Action {
        guard let name else {
            notice = refusal
            return .stay
        }
        return follow(CourseLinks.Place(chapter: name))
    }

    // MARK: Links

    /// A link, or a block with which something can be done.
    private enum Choice: Equatable {
        case link(Int)
        case block(LiveBlock.ID)
    }

    /// What is on the screen, from its top.
    private var choices: [Choice] {
        let shown = links.indices.filter { index in
            links[index].pieces.contains { visible.contains($0.line) }
        }
        let all =
            shown.map { (line: links[$0].pieces[0].line, choice: Choice.link($0)) }
            + placed.filter { $0.lines.overlaps(visible) }.map { ($0.head, .block($0.block.id)) }
        return all.sorted { $0.line < $1.line }.map(\.choice)
    }

    private mutating func chooseNext(forward: Bool) {
        let choices = choices
        // The one that keys go to unchosen is where one is, too.
        let now = link.map(Choice.link) ?? focused.map { .block($0.block.id) }
        let place = now.flatMap { choices.firstIndex(of: $0) }
        let next = place.map { ($0 + (forward ? 1 : choices.count - 1)) % max(1, choices.count) }
        guard let choice = next.map({ choices[$0] }) ?? (forward ? choices.first : choices.last) else {
            (link, chosenBlock) = (nil, nil)
            notice = "이 화면에는 고를 링크나 코드, 퀴즈, 연습이 없음"
            return
        }
        switch choice {
        case .link(let index):
            (link, chosenBlock) = (index, nil)
            show(line: links[index].pieces[0].line)
            notice = "⏎ \(words(for: links[index].address))"
        case .block(let id):
            (link, chosenBlock) = (nil, id)
            if let head = placed.first(where: { $0.block.id == id })?.head { show(line: head) }
        }
    }

    private func words(for address: String) -> String {
        guard let place = chapter.links?.place(at: address) else { return address }
        return place.anchor.map { "\(place.chapter)#\($0)" } ?? place.chapter
    }

    /// Without a chosen link or block Return goes a line down, as in other readers.
    private mutating func openChosen() -> Action {
        if link == nil, let chosenBlock, focused?.block.id == chosenBlock { return activate() }
        guard let link, links.indices.contains(link) else {
            top += 1
            clamp()
            return .stay
        }
        let address = links[link].address
        guard let place = chapter.links?.place(at: address) else {
            notice = "밖으로 가는 링크: \(address)"
            return .stay
        }
        self.link = nil
        return follow(place)
    }

    /// Scrolls as little as shows the line with some room around it.
    private mutating func show(line: Int) {
        guard !visible.contains(line) else { return }
        top = line - height / 3
        clamp()
    }

    // MARK: Search

    private mutating func pressInPrompt(_ key: Key, _ field: TextField) {
        var field = field
        switch key {
        case .escape: focus = .page
        case .backspace where field.text.isEmpty: focus = .page
        case .character("\n"):
            focus = .page
            if !field.text.isEmpty { query = field.text }
            guard !query.isEmpty else { return }
            search = PageSearch(query, in: lines)
            match = nil
            findNext(forward: true, fromHere: true)
        default:
            _ = field.take(key)
            focus = .prompt(field)
        }
    }

    private mutating func findNext(forward: Bool, fromHere: Bool = false) {
        guard let search else {
            notice = "/ 뒤에 찾을 말을 쓰세요"
            return
        }
        guard !search.matches.isEmpty else {
            notice = "없음: \(query)"
            return
        }
        let lines = search.matches.map { $0[0].line }
        let next: Int?
        if let match {
            next = match + (forward ? 1 : -1)
        } else {
            next = forward ? lines.firstIndex { $0 >= top } : lines.lastIndex { $0 <= top }
        }
        let found: Int
        if let next, lines.indices.contains(next) {
            found = next
        } else {
            found = forward ? 0 : lines.count - 1
            notice = forward ? "끝까지 가서 처음부터 찾음" : "처음까지 가서 끝부터 찾음"
        }
        match = found
        show(line: lines[found])
        let place = "\(found + 1)/\(lines.count)"
        notice = notice.map { "\(place) · \($0)" } ?? "\(place) · n 다음, N 앞"
    }

    // MARK: Contents

    private mutating func showContents() {
        guard !chapter.sections.isEmpty else {
            notice = "이 장에는 절이 없음"
            return
        }
        hasContents = true
        focus = .contents
        layOut()
        chosen = section ?? 0
    }

    private mutating func hideContents() {
        hasContents = false
        focus = .page
        layOut()
    }

    private mutating func pressInContents(_ key: Key) -> Action {
        let last = chapter.sections.count - 1
        switch key {
        case .character("q"): return .leave
        case .character("t"), .escape: hideContents()
        case .down, .character("j"), .wheelDown: chosen = min(last, chosen + 1)
        case .up, .character("k"), .wheelUp: chosen = max(0, chosen - 1)
        case .character("g"), .home: chosen = 0
        case .character("G"), .end: chosen = last
        case .character("?"): focus = .help(top: 0)
        case .character("\n"), .right, .character("l"):
            let target = chosen
            hideContents()
            go(toSection: target)
        default: break
        }
        return .stay
    }
}
