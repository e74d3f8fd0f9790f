import Text

/// A link on a page, over as many lines as it takes.
struct ReaderLink: Sendable, Equatable {
    var address: String
    /// Its lines with the characters that belong to it.
    var pieces: [PageSearch.Piece]

    /// Those of a page from the top. The pieces of one address in a row of lines are one link.
    static func links(in lines: [PageLine]) -> [ReaderLink] {
        var links: [ReaderLink] = []
        for (index, line) in lines.enumerated()
        where line.content.runs.contains(where: { $0.style.link != nil }) {
            var start = 0
            for run in line.content.runs {
                let end = start + StyledLine(run.text).characters.count
                defer { start = end }
                guard let address = run.style.link else { continue }
                let piece = PageSearch.Piece(line: index, characters: start..<end)
                if let last = links.last, last.address == address, let before = last.pieces.last,
                    before.line == index
                        ? before.characters.upperBound == start : before.line == index - 1 && start == 0
                {
                    links[links.count - 1].pieces.append(piece)
                } else {
                    links.append(ReaderLink(address: address, pieces: [piece]))
                }
            }
        }
        return links
    }
}
