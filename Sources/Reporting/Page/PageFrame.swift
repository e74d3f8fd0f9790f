/// What every page has around its sections.
struct PageFrame {
    var title: String
    /// Under the title, small.
    var words: [String]
    /// The command that makes the page.
    var generator: String
    var sections: [PageSection]
    var footer: [HTML]

    /// The document, in UTF-8.
    var html: String {
        HTML.document(
            .tag(
                "html", ["lang": "ko"], head,
                .tag(
                    "body", [:], .tag("a", ["class": "skip", "href": "#main"], "본문으로"), header,
                    .tag("main", ["id": "main"], sections.map(\.html)), .tag("footer", [:], footer))))
    }

    /// The last line of a footer.
    static func origin(of command: String) -> HTML {
        .tag("p", [:], .tag("code", [:], HTML(command)), "로 만든 페이지임. 바깥에서 가져오는 것이 없음.")
    }

    private var head: HTML {
        .tag(
            "head", [:], .void("meta", ["charset": "utf-8"]),
            .void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            // Nothing runs and nothing is fetched, whatever may have slipped in.
            .void(
                "meta",
                [
                    "http-equiv": "Content-Security-Policy",
                    "content":
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
                ]), .void("meta", ["name": "color-scheme", "content": "light dark"]),
            .void("meta", ["name": "generator", "content": generator]), .tag("title", [:], HTML(title)),
            HTML.style(PageStyle.sheet))
    }

    private var header: HTML {
        let links = sections.map { section in
            HTML.tag("li", [:], .tag("a", ["href": "#\(section.anchor)"], HTML(section.title)))
        }
        return .tag(
            "header", [:], .tag("h1", [:], HTML(title)),
            .tag("p", ["class": "muted"], HTML(words.joined(separator: " · "))),
            .tag("nav", ["aria-label": "차례"], .tag("ul", [:], links)))
    }
}

/// A part of a page with a heading that links lead to.
struct PageSection {
    /// A literal: it is what links name.
    var anchor: String
    var title: String
    var content: [HTML]

    var html: HTML {
        .tag("section", ["aria-labelledby": anchor], [.tag("h2", ["id": anchor], HTML(title))] + content)
    }
}
