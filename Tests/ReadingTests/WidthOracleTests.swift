import Foundation
import Markdown
import Reading
import Testing
import Text

/// The cells of lines as python's wcwidth counts them, where this machine has it (`apt install python3-wcwidth`).
private struct WidthOracle {
    let version: String
    private let python: String

    /// A line of numbers for lines of text; `-` where an old wcwidth is known to know too little: emoji of several code
    /// points, and letters that only compose on the screen.
    private static let program = """
        import sys, unicodedata, wcwidth
        old = tuple(int(part) for part in wcwidth.__version__.split('.')[:3]) < (0, 2, 13)
        def unknown(c):
            n = ord(c)
            return n in (0x200d, 0xfe0f) or 0x1f1e6 <= n <= 0x1f3ff or 0x1100 <= n <= 0x11ff \\
                or 0xa960 <= n <= 0xa97c or 0xd7b0 <= n <= 0xd7fb or n >= 0x1fa70
        for line in sys.stdin.buffer.read().decode('utf-8').split('\\n')[:-1]:
            line = unicodedata.normalize('NFC', line)
            print('-' if old and any(map(unknown, line)) else wcwidth.wcswidth(line))
        """

    /// nil where there is no python with wcwidth.
    init?() {
        for python in ["/usr/bin/python3", "/usr/local/bin/python3"] {
            guard
                let version = Self.run(
                    python, ["-c", "import wcwidth; print(wcwidth.__version__)"], input: "")
            else { continue }
            self.python = python
            self.version = version.trimmingCharacters(in: .whitespacesAndNewlines)
            return
        }
        return nil
    }

    /// nil for a line it does not judge.
    func cells(of lines: [String]) throws -> [Int?] {
        let input = lines.map { $0 + "\n" }.joined()
        let output = try #require(Self.run(python, ["-c", Self.program], input: input))
        return output.split(separator: "\n").map { Int($0) }
    }

    private static func run(_ program: String, _ arguments: [String], input: String) -> String? {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        guard (try? Data(input.utf8).write(to: file)) != nil else { return nil }
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = try? FileHandle(forReadingFrom: file)
        process.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        guard (try? process.run()) != nil else { return nil }
        let data = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
    }
}

@Suite("Widths as others count them") struct WidthOracleTests {
    /// Random documents at widths from 20 to 200.
    private func pages() throws -> [(width: Int, lines: [String])] {
        try (0..<6).flatMap { seed -> [(width: Int, lines: [String])] in
            var source = MarkdownSource(seed: 100 + seed)
            let page = Page(try Document(markdown: source.document()))
            return stride(from: 20 + seed, through: 200, by: 30).map { width in
                (width, page.lines(Page.Options(width: width)).map(\.content.text))
            }
        }
    }

    @Test("No line is wider than its page, by python's wcwidth and by our own table")
    func widths() throws {
        let pages = try pages()
        let lines = pages.flatMap { page in page.lines.map { (page.width, $0) } }
        #expect(lines.allSatisfy { width, line in line.cells <= width })
        #expect(lines.count > 1_000)
        guard let oracle = WidthOracle() else {
            print("widths: no python3 with wcwidth here; \(lines.count) lines judged by our own table alone")
            return
        }
        let cells = try oracle.cells(of: lines.map(\.1))
        try #require(cells.count == lines.count)
        var judged = 0
        for ((width, line), others) in zip(lines, cells) {
            guard let others else { continue }
            judged += 1
            #expect(others == line.cells && others <= width, "\(width): \(line)")
        }
        #expect(judged * 2 > lines.count)
        print(
            "widths: \(judged) of \(lines.count) lines judged by wcwidth \(oracle.version), all by our own table"
        )
    }

    @Test("All rows of a table are equally wide", arguments: 0..<6)
    func tables(seed: Int) throws {
        var source = MarkdownSource(seed: 200 + seed)
        for _ in 0..<10 {
            let page = Page(try Document(markdown: source.table()))
            for width in stride(from: 20 + seed, through: 200, by: 9) {
                let lines = page.lines(Page.Options(width: width)).map(\.content)
                // Where there is no room for columns there is no frame.
                guard lines.first?.text.hasPrefix("┌") == true else { continue }
                #expect(Set(lines.map(\.cells)).count == 1, "\(width)")
            }
        }
    }
}
