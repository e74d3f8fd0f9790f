public import Terminal
import Text

extension Reader {
    /// The least width that leaves room for a page beside its contents.
    private static let narrowest = 72
    private static let paneWidth = 26

    private var isNarrow: Bool { size.width < Self.narrowest }

    /// Whether the page can be seen: on a narrow screen the contents lie over it.
    var isPageShown: Bool { !(hasContents && isNarrow) }

    /// Cells that the page may take.
    var textWidth: Int {
        // Until the terminal's size is known it is taken to be as wide as the page may be, which is seldom wrong.
        guard size.width > 0 else { return options.width }
        return hasContents && !isNarrow ? size.width - Self.paneWidth - 3 : size.width
    }

    /// What the terminal shows now.
    public var picture: Picture {
        let body =
            if case .help(let top) = focus {
                Array(help.dropFirst(min(top, helpEnd)))
            } else {
                hasContents ? withContents : page
            }
        let rows =
            Array(body.prefix(height)) + Array(repeating: StyledLine(), count: max(0, height - body.count))
        if case .answering(let block, let field, _) = focus {
            return Picture(rows + [status], cursor: cursor(behind: field, of: block))
        }
        guard case .prompt(let field) = focus else { return Picture(rows + [status]) }
        return Picture(
            rows + [StyledLine("/" + field.text)],
            cursor: Picture.Position(row: height, column: 1 + field.cells))
    }

    // MARK: Page

    private var page: [StyledLine] {
        let found = search?.matches ?? []
        let isReversed = Style(isReversed: true)
        return visible.map { index in
            var line = lines[index].content
            for (number, pieces) in found.enumerated() {
                for piece in pieces where piece.line == index {
                    let style = Style(isBold: number == match, isReversed: true)
                    line = line.styled(style, characters: piece.characters)
                }
            }
            line = withKeys(line, index)
            guard let link, links.indices.contains(link) else { return line }
            for piece in links[link].pieces where piece.line == index {
                line = line.styled(isReversed, characters: piece.characters)
            }
            return line
        }
    }

    // MARK: Contents

    private var withContents: [StyledLine] {
        guard !isNarrow else { return contents(width: size.width) }
        let pane = contents(width: Self.paneWidth)
        let page = page
        let bar = StyledLine(options.ascii ? " | " : " │ ", Look.frame)
        return (0..<height).map { row in
            let left = row < pane.count ? pane[row] : StyledLine()
            let right = row < page.count ? page[row] : StyledLine()
            return (left.padded(to: Self.paneWidth) + bar + right).trimmed
        }
    }

    /// The sections, scrolled so that the chosen one is seen.
    private func contents(width: Int) -> [StyledLine] {
        let room = max(1, height - 2)
        let first = max(0, min(chosen - room / 2, chapter.sections.count - room))
        let rows = chapter.sections.indices.dropFirst(first).prefix(room).map { index in
            let section = chapter.sections[index]
            let mark = options.ascii ? (section.isRead ? "x" : " ") : (section.isRead ? "✓" : " ")
            let line = StyledLine("\(index == chosen ? ">" : " ")\(mark) \(section.title)").truncated(
                to: width)
            return index == chosen ? line.padded(to: width).styled(Style(isReversed: true)) : line
        }
        let read = chapter.sections.count(where: \.isRead)
        return [StyledLine(chapter.title, .bold).truncated(to: width)]
            + [StyledLine("절 \(chapter.sections.count)개, 읽음 \(read)개", .dim).truncated(to: width)] + rows
    }

    // MARK: Status

    /// Where one is, and at its end the keys, as many as leave room for the place.
    private var status: StyledLine {
        if let notice { return StyledLine(" " + notice, .dim).truncated(to: size.width) }
        let separator = options.ascii ? " - " : " · "
        let keys = keys.map { StyledLine(separator + $0.joined(separator: separator), .dim) }
        let fitting = keys.first { $0.cells <= size.width / 2 } ?? StyledLine()
        let room = size.width - fitting.cells
        return place(separator, in: room).truncated(to: room) + fitting
    }

    /// The fullest first.
    private var keys: [[String]] {
        guard !isAnswering else { return [["⏎ 답하기  Esc 그만두기"], ["⏎", "Esc"]] }
        let general = "? 도움 q 끝"
        guard let live = liveKeys else { return [[general]] }
        return [[live.joined(separator: "  "), general], [live[0], general], [general]]
    }

    /// Chapter, section and how much is read. Where that is too long, it is the section's title that is cut.
    private func place(_ separator: String, in room: Int) -> StyledLine {
        let percent = lines.count <= height ? 100 : min(100, (top + height) * 100 / lines.count)
        let read = chapter.sections.count(where: \.isRead)
        let total = chapter.sections.count
        func line(_ section: String?) -> StyledLine {
            let parts = [runningWords, chapter.title, section, "\(percent) %", "읽음 \(read)/\(total)"]
            return StyledLine(" " + parts.compactMap(\.self).joined(separator: separator), .dim)
        }
        guard let section else { return line(nil) }
        let number = "절 \(section + 1)/\(total)"
        let title = " \(chapter.sections[section].title)\(chapter.sections[section].isRead ? " (읽음)" : "")"
        let excess = line(number + title).cells - room
        guard excess > 0 else { return line(number + title) }
        return line(number + StyledLine(title).truncated(to: title.cells - excess).text)
    }

    // MARK: Help

    /// The line that the help begins with when its end is seen; 0 where all of it is.
    var helpEnd: Int { max(0, help.count - height) }

    private var help: [StyledLine] {
        let keys = [
            ("j k ↓ ↑", "한 줄 아래로, 위로"), ("빈칸 b", "한 화면 아래로, 위로"), ("d u", "반 화면 아래로, 위로"),
            ("g G", "처음으로, 끝으로"), ("] [ → ←", "다음 절, 앞 절"), ("> <", "다음 장, 앞 장"), ("t", "차례"),
            ("/", "찾기. 초성으로도 찾음 (ㄷㄷㄹ)"), ("n N", "다음, 앞에 찾은 곳"), ("Tab", "링크, 코드, 퀴즈, 연습을 차례로 고르기"),
            ("⏎", "고른 것을 함. 링크면 그리로 감"),
            ("x", "\(pointer) 붙은 것을 함: 코드 실행, 탐색, 퀴즈에 답하기, 연습 시작"),
            ("e", "\(pointer) 붙은 코드를 여러 실행 순서로 돌려 봄"), ("o", "책의 출력과 방금 나온 출력을 바꿔 봄"),
            ("Esc", "실행을 그만둠"), ("Backspace", "링크를 따라오기 전으로"), ("q", "끝"),
        ]
        let widest = keys.map { $0.0.cells }.max() ?? 0
        let rows = keys.map { key, words in
            StyledLine(" " + key.padded(to: widest) + "  ", .bold) + StyledLine(words)
        }
        // The two lines above the keys count too.
        let leave = rows.count + 2 > height ? "j k로 더 보고, 다른 키로 돌아감." : "아무 키나 누르면 돌아감."
        return [StyledLine(" 한글 자판이어도 같은 자리의 키로 됨. \(leave)", .dim), StyledLine()] + rows
    }
}
