import Foundation
import Testing

extension EndToEnd {
    /// What Tab offers in a shell that has read our script.
    @Suite("Tab")
    struct Completion {
        private let learner: Learner

        init() throws { learner = try Learner() }

        /// What bash offers for the last word of a line.
        private func offered(_ line: String) throws -> [String] {
            let result = try learner.shell(
                """
                PATH=$(dirname "$SIL"):$PATH
                source <(sil --generate-completion-script bash)
                COMP_LINE='\(line)' COMP_POINT=\(line.utf8.count)
                read -ra COMP_WORDS <<<"$COMP_LINE"
                [[ $COMP_LINE != *' ' ]] || COMP_WORDS+=('')
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMPREPLY=()
                _sil sil "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                printf '%s\\n' "${COMPREPLY[@]}"
                """)
            #expect(result.status == 0, "\(result.stderr)")
            return result.stdout.split(separator: "\n").map {
                String($0).trimmingCharacters(in: .whitespaces)
            }
        }

        @Test("Commands, exercises, chapters and sections by their names")
        func names() throws {
            #expect(try offered("sil sub") == ["submit"])
            #expect(try offered("sil submit four-") == ["four-steps"])
            #expect(try offered("sil start hit") == ["hit-counter", "hits-together"])
            #expect(try offered("sil list mutex") == [])
            let chapter = try #require(try offered("sil read ").first)
            #expect(try offered("sil list \(chapter.prefix(4))").contains(chapter))
            let sections = try offered("sil read \(chapter)#")
            #expect(sections.count > 2 && sections.allSatisfy { $0.hasPrefix("\(chapter)#") })
        }

        @Test("Of the course that the line names; nothing and no error where there is none")
        func courses() throws {
            let course = learner.desk.appending(path: "c")
            let made = try learner.sil("author", "new", "course", "c", "--title", "작은 과정")
            try #require(made.status == 0, "\(made.stderr)")
            #expect(try !offered("sil list --course \(course.path) ").isEmpty)
            #expect(try offered("sil submit --course \(course.path) four-") == [])
            #expect(try offered("sil submit --course /nowhere ") == [])
        }
    }
}
