import Reporting
import Testing
import Text

@Suite("What changed in files") struct SourceDifferenceTests {
    private func text(
        _ old: [(name: String, text: String)], _ new: [(name: String, text: String)], width: Int = 60
    ) -> [String] {
        SourceDifference(from: old, to: new).lines(width: width).map { $0.rendered(.plain) }
    }

    @Test("Signs and numbers say what was removed and added, with what stands around it")
    func change() {
        let old = (1...9).map { "줄 \($0)\n" }.joined()
        let new = old.replacing("줄 5\n", with: "다섯\n여섯 반\n")
        #expect(
            text([("A.swift", old)], [("A.swift", new)]) == [
                "", "  A.swift", "      3 줄 3", "      4 줄 4", "  -   5 줄 5", "  +   5 다섯", "  +   6 여섯 반",
                "      7 줄 6", "      8 줄 7",
            ])
    }

    @Test("Changes far apart are shown apart")
    func gaps() {
        let old = (1...20).map { "줄 \($0)\n" }.joined()
        let new = old.replacing("줄 2\n", with: "").replacing("줄 19\n", with: "열아홉\n")
        let lines = text([("A.swift", old)], [("A.swift", new)])
        #expect(lines.count { $0 == "  …" } == 1)
        #expect(lines.contains("  -   2 줄 2") && lines.contains("  +  18 열아홉"))
    }

    @Test("Files that came and went, and files that are as they were")
    func files() {
        let lines = text([("A.swift", "a\n"), ("B.swift", "b\n")], [("B.swift", "b\n"), ("C.swift", "c\n")])
        #expect(lines == ["", "  A.swift", "  -   1 a", "", "  C.swift", "  +   1 c"])
        #expect(SourceDifference(from: [("A.swift", "a\n")], to: [("A.swift", "a\n")]).isEmpty)
        #expect(text([], []) == ["  바뀐 것이 없음."])
    }

    @Test("No line is wider than asked", arguments: [20, 40, 80])
    func width(width: Int) {
        let long = String(repeating: "아주 긴 줄 ", count: 40)
        let lines = SourceDifference(from: [("A.swift", "\(long)\n")], to: [("A.swift", "\t\(long)끝\n")])
            .titled("1번째 시도 → 지금").lines(width: width)
        #expect(lines.allSatisfy { $0.cells <= width })
    }

    @Test("A file that changed in too much to compare is only named; one that is long is compared")
    func tooLong() {
        let old = (0..<2_001).map { "a\($0)\n" }.joined()
        #expect(
            text([("A.swift", old)], [("A.swift", old.replacing("a", with: "b"))]).contains(
                "  너무 길어 비교하지 않음."))
        #expect(text([("A.swift", old)], [("A.swift", old + "끝\n")]).last == "  +2002 끝")
    }

    @Test("What no line shows is said in words")
    func noLines() {
        #expect(text([("A.swift", "a")], [("A.swift", "a\n")]) == ["", "  A.swift", "  마지막 줄바꿈만 다름."])
        #expect(text([], [("A.swift", "")]) == ["", "  A.swift", "  빈 파일임."])
    }

    @Test("Lines end at line feeds, and a carriage return is to be seen")
    func lineEnds() {
        #expect(
            text([("A.swift", "a\r\nb\r\n")], [("A.swift", "a\r\nb\n")]) == [
                "", "  A.swift", "      1 a␍", "  -   2 b␍", "  +   2 b",
            ])
    }

    @Test("Letters that are composed in another way are another line to a compiler")
    func bytes() {
        #expect(
            text([("A.swift", "\u{AC00}\n")], [("A.swift", "\u{1100}\u{1161}\n")]).count {
                $0.hasPrefix("  +")
            } == 1)
    }
}
