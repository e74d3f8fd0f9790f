import Testing

/// One fault put into a course that has none, and the rule that must find it.
struct DeliberateFault: Sendable, CustomTestStringConvertible {
    var rule: String
    /// What was done, for the table.
    var what: String
    var spoil: @Sendable (inout FixtureCourse) -> Void

    init(_ rule: String, _ what: String, _ spoil: @escaping @Sendable (inout FixtureCourse) -> Void) {
        self.rule = rule
        self.what = what
        self.spoil = spoil
    }

    var testDescription: String { "\(rule): \(what)" }

    /// Those that reading the course finds; nothing is compiled or run.
    static let ofTexts: [DeliberateFault] = texts + headings + links + quizzes + words + files
    /// Those that only grading finds.
    static let ofTrials: [DeliberateFault] = starters + solutions + mutants + graders

    private static let page = FixtureCourse.chapter

    private static let texts: [DeliberateFault] = [
        DeliberateFault("unknown-key", "a misspelt key in front matter") {
            $0.replace("minutes: 2", with: "minute: 2", in: page)
        },
        DeliberateFault("missing-key", "no `title` in front matter") {
            $0.replace("title: 더하기\n", with: "", in: page)
        },
        DeliberateFault("missing-front-matter", "no front matter at all") {
            $0.files[page] = "# 더하기\n\n## 두 수\n\n글.\n"
        },
        DeliberateFault("bad-name", "a chapter file without a number") {
            $0.files["Lessons/extra.md"] = $0.files[page]
        },
        DeliberateFault("duplicate-number", "two chapters of one number") {
            $0.files["Lessons/01-again.md"] = $0.files["Lessons/02-more.md"]
        },
        DeliberateFault("yaml", "a colon in a text without quotes") {
            $0.replace("summary: 두 수를", with: "summary: 값: 두 수를", in: page)
        },
        DeliberateFault("tab", "a tab in a line") { $0.append("가\t나\n", to: page) },
        DeliberateFault("trailing-blank", "two blanks at the end of a line") { $0.append("끝.  \n", to: page) },
        DeliberateFault("not-nfc", "decomposed Hangul") {
            $0.append("\u{1112}\u{1161}\u{11AB}글.\n", to: page)
        },
        DeliberateFault("invisible", "a zero-width space") { $0.append("두\u{200B} 수.\n", to: page) },
        DeliberateFault("line-end", "CRLF line ends") {
            $0.replace("끝.\n", with: "끝.\r\n", in: "Lessons/02-more.md")
        },
        DeliberateFault("last-line", "no line end at the end of the file") { $0.append("끝", to: page) },
    ]

    private static let headings: [DeliberateFault] = [
        DeliberateFault("no-title", "no `#`") { $0.replace("# 더하기\n\n두", with: "두", in: page) },
        DeliberateFault("second-title", "a second `#`") { $0.append("\n# 또\n", to: page) },
        DeliberateFault("title-differs", "a title other than front matter's") {
            $0.replace("\n# 더하기\n", with: "\n# 덧셈\n", in: page)
        },
        DeliberateFault("text-before-title", "text above the title") {
            $0.replace("\n# 더하기\n", with: "\n먼저.\n\n# 더하기\n", in: page)
        },
        DeliberateFault("heading-order", "`####` below `##`") {
            $0.replace("### 조금 더", with: "#### 조금 더", in: page)
        },
        DeliberateFault("no-section", "no `##`") {
            $0.replace("## 또 하나\n", with: "", in: "Lessons/02-more.md")
        },
        DeliberateFault("empty-heading", "a heading without words") { $0.append("\n##\n\n글.\n", to: page) },
        DeliberateFault("no-minutes", "no `minutes`") { $0.replace("minutes: 2\n", with: "", in: page) },
        DeliberateFault("reading-time", "`minutes` far from the text's length") {
            $0.replace("minutes: 2", with: "minutes: 60", in: page)
        },
    ]

    private static let links: [DeliberateFault] = [
        DeliberateFault("broken-link", "a link to a file that is not there") {
            $0.replace("02-more.md#또-하나", with: "02-mor.md", in: page)
        },
        DeliberateFault("broken-link", "a link to a section that another chapter has not") {
            $0.replace("02-more.md#또-하나", with: "02-more.md#또-둘", in: page)
        },
        DeliberateFault("broken-link", "a link to a section that this chapter has not") {
            $0.replace("(#두-수)", with: "(#세-수)", in: page)
        },
        DeliberateFault("broken-link", "a link out of the course") {
            $0.replace("(#두-수)", with: "(../../secret.md)", in: page)
        },
        DeliberateFault("link-words", "a link without words") {
            $0.replace("[위로](#두-수)", with: "[](#두-수)", in: page)
        },
        DeliberateFault("broken-image", "an image that is not there") { $0.append("![상자](box.png)\n", to: page) },
        DeliberateFault("image-words", "an image without words") {
            $0.files["Lessons/box.png"] = "png"
            $0.append("![](box.png)\n", to: page)
        },
        DeliberateFault("unknown-reference", "a slug that is no exercise") {
            $0.replace("held-sum\n```", with: "held-sun\n```", in: page)
        },
        DeliberateFault("unknown-reference", "`requires` of a chapter that is not there") {
            $0.replace("requires: [01-sum]", with: "requires: [01-sun]", in: "Lessons/02-more.md")
        },
        DeliberateFault("unknown-reference", "`read` of a test that leads to no section") {
            $0.replace("01-sum#두-수\"}", with: "01-sum#세-수\"}", in: FixtureCourse.manifest)
        },
        DeliberateFault("unknown-reference", "`read` of a misconception that leads nowhere") {
            $0.replace("01-sum#두-수", with: "09-sum", in: "Lessons/misconceptions.yml")
        },
    ]

    private static let quizzes: [DeliberateFault] = [
        DeliberateFault("quiz-answer", "an answer that is no choice") {
            $0.replace("answer: 1", with: "answer: 3", in: page)
        },
        DeliberateFault("quiz-answer", "two answers of a `choice`") {
            $0.replace("answer: 1", with: "answer: [1, 2]", in: page)
        },
        DeliberateFault("quiz-choices", "one choice only") {
            $0.replace("[\"5\", \"6\"]", with: "[\"5\"]", in: page)
        },
        DeliberateFault("quiz-id", "two quizzes of one id") { course in
            let quiz = """

                ```quiz
                id: two-and-three
                kind: text
                question: 1 더하기 1은?
                answer: ["2"]
                explain: 둘임.
                ```

                """
            course.append(quiz, to: page)
        },
        DeliberateFault("unknown-value", "a kind of quiz that is none") {
            $0.replace("kind: choice", with: "kind: choise", in: page)
        },
        DeliberateFault("missing-key", "a quiz without `explain`") {
            $0.replace("explain: 손가락으로 세어 보면 다섯임.\n", with: "", in: page)
        },
        DeliberateFault("unknown-misconception", "a quiz about a misconception that is not listed") {
            $0.replace("misconception: sign", with: "misconception: sine", in: page)
        },
    ]

    private static let words: [DeliberateFault] = [
        DeliberateFault("term-first", "a term used before it is introduced") {
            $0.replace("두 수를 더해 봄.", with: "스레드가 두 수를 더해 봄.", in: page)
        },
        DeliberateFault("term-forbidden", "a variant that the course does not use") {
            $0.replace("스레드가 둘이면", with: "쓰레드가 둘이면", in: page)
        },
        DeliberateFault("term-forbidden", "the same in a hint") {
            $0.replace("두 수를 모두 쓰세요.", with: "쓰레드를 쓰세요.", in: FixtureCourse.manifest)
        },
        DeliberateFault("duplicate-term", "a term listed twice") {
            $0.append("- term: 스레드\n", to: "Lessons/terms.yml")
        },
        DeliberateFault("term-conflict", "a term that another one forbids") {
            $0.append("- term: 쓰레드\n", to: "Lessons/terms.yml")
        },
        DeliberateFault("duplicate-misconception", "a misconception listed twice") {
            $0.append("- {id: sign, belief: 같음, help: 다름.}\n", to: "Lessons/misconceptions.yml")
        },
        DeliberateFault("missing-key", "a misconception without help") {
            $0.append("- {id: other, belief: 같음}\n", to: "Lessons/misconceptions.yml")
        },
    ]

    private static let files: [DeliberateFault] = [
        DeliberateFault("unknown-key", "a misspelt key in exercise.yml") {
            $0.replace("hints:", with: "hint:", in: FixtureCourse.manifest)
        },
        DeliberateFault("missing-key", "a rule without a reason") {
            $0.append("rules: [{forbid: import Dispatch}]\n", to: FixtureCourse.manifest)
        },
        DeliberateFault("no-hints", "no hints") {
            $0.replace(
                "hints: [더하기 연산자를 떠올리세요., 두 수를 모두 쓰세요.]\n", with: "", in: FixtureCourse.manifest)
        },
        DeliberateFault("hint-tells", "a hint that holds a line of a solution") {
            $0.replace(
                "두 수를 모두 쓰세요.", with: "\"`let sum = [a, b].reduce(0, +)`라고 쓰세요.\"", in: FixtureCourse.manifest)
            $0.replace(
                "    [a, b]", with: "    let sum = [a, b].reduce(0, +)\n    return sum + [a, b]",
                in: FixtureCourse.solution("reduce"))
        },
        DeliberateFault("few-solutions", "one solution only") { $0.files[FixtureCourse.solution("plus")] = nil },
        DeliberateFault("few-mutants", "two mutants only") {
            $0.files[FixtureCourse.mutant("absolute")] = nil
            $0.replace(
                "  absolute:\n    tests: [HeldSumTests.testNegative]\n    why: 부호를 버림\n", with: "",
                in: FixtureCourse.manifest)
        },
        DeliberateFault("undeclared-mutant", "a mutant that exercise.yml does not name") {
            $0.files[FixtureCourse.mutant("zero")] = "func heldSum(_ a: Int, _ b: Int) -> Int {\n    b\n}\n"
        },
        DeliberateFault("missing-mutant", "a mutant that is named and not there") {
            $0.append("  zero: {tests: [HeldSumTests.testSmall], why: 없음}\n", to: FixtureCourse.manifest)
        },
        DeliberateFault("unknown-misconception", "a mutant of a misconception that is not listed") {
            $0.replace("misconception: sign", with: "misconception: sine", in: FixtureCourse.manifest)
        },
        DeliberateFault("stray-file", "a folder that nobody reads") {
            $0.files["Exercises/held-sum/Solution/x/HeldSum.swift"] = "func x() {}\n"
        },
        DeliberateFault("no-files", "a solution without a file") {
            $0.prepare = { root in try makeFolder(root + "/Exercises/held-sum/Solutions/empty") }
        },
        DeliberateFault("no-grader", "no grader") { $0.files[FixtureCourse.grader] = nil },
        DeliberateFault("alike", "two solutions that differ in a comment") {
            $0.files[FixtureCourse.solution("reduce")] =
                "// 다름\nfunc heldSum(_ a: Int, _ b: Int) -> Int {\n    a  +  b\n}\n"
        },
        DeliberateFault("circle", "an exercise that requires itself") {
            $0.append("requires: [held-sum]\n", to: FixtureCourse.manifest)
        },
    ]
}
