import Foundation

extension DeliberateFault {
    /// What reading finds in `Lessons/`, and what its programs do.
    static let chapters = texts + yaml + headings + links + quizzes + samples + words

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
        DeliberateFault("trailing-blank", "two blanks at the end of a line") {
            $0.append("끝.  \n", to: page)
        },
        DeliberateFault("not-nfc", "decomposed Hangul") {
            $0.append("\u{1112}\u{1161}\u{11AB}글.\n", to: page)
        },
        DeliberateFault("invisible", "a zero-width space") { $0.append("두\u{200B} 수.\n", to: page) },
        DeliberateFault("line-end", "CRLF line ends") {
            $0.replace("끝.\n", with: "끝.\r\n", in: "Lessons/02-more.md")
        },
        DeliberateFault("last-line", "no line end at the end of the file") { $0.append("끝", to: page) },
    ]

    private static let more = "Lessons/02-more.md"

    private static let yaml: [DeliberateFault] = [
        DeliberateFault("wrong-type", "`minutes` that is no number") {
            $0.replace("minutes: 2", with: "minutes: 둘", in: page)
        },
        DeliberateFault("out-of-range", "fewer than no minutes") {
            $0.replace("minutes: 2", with: "minutes: -2", in: page)
        },
        DeliberateFault("duplicate-key", "a key given twice") {
            $0.replace("minutes: 2", with: "minutes: 2\nminutes: 3", in: page)
        },
        DeliberateFault("empty", "a blank among what is required") {
            $0.replace("requires: []", with: "requires: [\" \"]", in: page)
        },
        DeliberateFault("alias-limit", "aliases that multiply") {
            let many = String(repeating: "*a, ", count: 9)
            $0.replace("requires: []", with: "requires: [&a 01-sum, \(many)*a]", in: page)
        },
        DeliberateFault("no-course-file", "no `course.yml`") { $0.files["Lessons/course.yml"] = nil },
        DeliberateFault("unsupported-format", "a course of a later format") {
            $0.replace("format: 1", with: "format: 2", in: "Lessons/course.yml")
        },
        DeliberateFault("not-text", "a chapter in another encoding") {
            $0.prepare = { try Data([0xB0, 0xA1, 0x0A]).write(to: URL(filePath: "\($0)/\(more)")) }
        },
        DeliberateFault("not-a-file", "a folder in the place of a chapter") {
            $0.files[more] = nil
            $0.prepare = { try makeFolder("\($0)/\(more)") }
        },
        DeliberateFault("outside", "a link out of the course in the place of a chapter") {
            $0.files[more] = nil
            $0.prepare = { root in
                try FileManager.default.createSymbolicLink(
                    atPath: "\(root)/\(more)", withDestinationPath: "/etc/hostname")
            }
        },
        DeliberateFault("too-large", "a chapter of several megabytes") {
            $0.append(String(repeating: "글. ", count: 600_000), to: more)
        },
    ]

    private static let samples: [DeliberateFault] = [
        DeliberateFault("sample-compile", "a program that does not compile") {
            $0.replace("1 + 2 + 3", with: "1 + 2 + three", in: more)
        }.by(.trying),
        DeliberateFault("sample-output", "an output that the program does not print") {
            $0.replace("```output\n6\n", with: "```output\n7\n", in: more)
        }.by(.trying),
        DeliberateFault("sample-ending", "a program that ends with an error") {
            $0.append("\n```c run\nint main(void) { return 3; }\n```\n", to: more)
        }.by(.trying),
        DeliberateFault("sample-finding", "a race that is told of a program without one") {
            $0.append(
                "\n```c explore\nint main(void) { return 0; }\n```\n\n```output\ndata_race\n```\n", to: more)
        }.by(.trying),
        DeliberateFault("orphan-output", "an output without a program") {
            $0.replace("```c run", with: "```c", in: more)
        },
        DeliberateFault("missing-output", "a program to explore, and not what is found") {
            $0.append("\n```c explore\nint main(void) { return 0; }\n```\n", to: more)
        },
        DeliberateFault("empty-sample", "a program without a line") {
            $0.append("\n```swift run\n```\n", to: more)
        },
        DeliberateFault("unknown-language", "a language that cannot be run") {
            $0.append("\n```rust run\nfn main() {}\n```\n", to: more)
        },
        DeliberateFault("unknown-word", "a misspelt word behind the fence") {
            $0.append("\n```swift run language_mod=5\nprint(1)\n```\n", to: more)
        },
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
        DeliberateFault("broken-image", "an image that is not there") {
            $0.append("![상자](box.png)\n", to: page)
        },
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
        DeliberateFault("spelling-unchecked", "no hunspell on PATH") { $0.searchPath = "" }.by(.trying),
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
}
