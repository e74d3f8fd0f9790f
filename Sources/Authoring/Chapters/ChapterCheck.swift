import Course

/// Everything about a chapter's page that needs no run of its samples.
struct ChapterCheck: Check {
    let page: ChapterPage
    let course: Course
    let misconceptions: [Misconception]
    let words: CourseWords

    /// Those that need no tool.
    var faults: [Fault] {
        Headings.faults(in: page) + Links(page: page, course: course).faults()
            + Quizzes.faults(in: page, misconceptions: misconceptions) + ReadingTime.faults(in: page)
            + words.termFaults(in: page)
    }

    func findings(on bench: Workbench) async throws -> Findings {
        let spelling = try await words.spelling(
            of: Prose.lines(of: page.document), in: page.text
        ).findings(on: bench)
        return Findings(faults) + spelling
    }
}
