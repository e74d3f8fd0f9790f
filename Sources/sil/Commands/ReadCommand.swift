import ArgumentParser
import Course
import Progress
import Reading
import Terminal
import Text

/// `sil read [CHAPTER[#SECTION]]`.
struct ReadCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "장이나 절을 읽음",
        discussion: """
            터미널에서는 화면 가득 보임: j k 빈칸 b로 움직이고 t 차례, / 찾기, ? 도움, q 끝. 읽은 만큼 진도가 됨. \
            x는 ▶ 붙은 코드를 실행하거나 탐색하고, 퀴즈에 답하게 하고, 연습을 시작함.
            """)

    @OptionGroup var options: GlobalOptions
    @OptionGroup var look: PageOptions

    @Argument(
        help: ArgumentHelp("장의 번호나 이름, 절은 # 뒤에 (5#네-단계). 없으면 읽던 곳", valueName: "장#절"), completion: .places)
    var place: String?

    func run(in session: Session) async throws -> ExitStatus {
        if let place, !session.output.isTerminal, !options.json, !look.raw {
            try session.output.write(text: piped(place, in: session))
            return .done
        }
        let course = try session.course()
        let passage = try Passage(place, course: course, session: session)
        if options.json {
            try session.output.write(passage.report(look, in: session))
            return .done
        }
        if look.raw {
            try session.output.write(text: passage.source)
            return .done
        }
        let canPage = session.surroundings.canPage && !look.plain
        if canPage, !look.pager, FullScreen.hasKeyboard {
            return try await read(passage, in: session)
        }
        return try show(passage, canPage: canPage, in: session)
    }

    /// The page as a file or a program gets it. Nothing of the learner's is in it, and it is not marked as read.
    private func piped(_ place: String, in session: Session) throws -> String {
        let page = look.page(on: session.output, piped: true)
        return try session.text(answering: "read\n\(page.word)\n\(place)") {
            let passage = try Passage(place, course: session.course(), session: session)
            return try session.output.rendered(passage.lines(page).map(\.content))
        }
    }

    /// On a whole screen, with programs that run beside it.
    private func read(_ passage: Passage, in session: Session) async throws -> ExitStatus {
        let programs = PagePrograms()
        let look = look.page(on: session.output, piped: false)
        do {
            let answer = try await FullScreen.onThreadOfItsOwn {
                try ReaderScreen(passage, look: look, programs: programs, in: session).run()
            }
            await programs.end()
            return answer == .interrupt ? .interrupted : .done
        } catch {
            await programs.end()
            throw error
        }
    }

    /// The page as text: through a pager where there is one, else at once.
    private func show(_ passage: Passage, canPage: Bool, in session: Session) throws -> ExitStatus {
        let output = session.output
        let lines = try passage.lines(look.page(on: output, piped: !output.isTerminal))
        let content = lines.map(\.content)
        guard canPage else {
            try output.write(content)
            if output.isTerminal { passage.markRead(passage.sections, in: session) }
            return .done
        }
        let began = ContinuousClock.now
        switch try Pager(environment: session.surroundings.environment).show(output.rendered(content)) {
        case .well:
            passage.markRead(passage.sections(of: lines, readIn: ContinuousClock.now - began), in: session)
        case .missing:
            try output.write(content)
            passage.markRead(passage.sections, in: session)
        case .badly: return .interrupted
        }
        return .done
    }
}
