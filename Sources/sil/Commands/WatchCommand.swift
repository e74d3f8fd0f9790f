import ArgumentParser
import Course
import Grading
import Sandbox
import Terminal

/// `sil watch [SLUG]`: graded whenever it is saved.
struct WatchCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "저장할 때마다 채점해 보임",
        discussion: "통과하지 못한 저장은 시도로 세지 않고, 통과하면 제출한 것으로 기록함. 시작하지 않은 연습은 시작함.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("연습 이름, 번호, +1. 연습 폴더 안에서는 생략", valueName: "연습"), completion: .exercises)
    var exercise: String?

    @Option(
        help: ArgumentHelp(
            "제출한 코드를 가두는 단계: full, reduced, none(가두지 않음). 없으면 되는 것 가운데 가장 센 것", valueName: "단계"))
    var sandbox: Tier?

    func validate() throws {
        if options.json { throw ValidationError("watch의 결과는 문서 하나가 아님. 한 번 채점: sil test --json") }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let exercise = try session.exercise(exercise, of: course)
        _ = try session.workspace(for: course.id)
        let tier = try session.tier(sandbox)
        // What takes long the first time is told before the screen is taken.
        let machinery = try session.machinery(tier: tier)
        _ = try machinery.grader()
        let isScreen = session.surroundings.canPage && FullScreen.hasKeyboard

        let remarks = Remarks()
        let inner = isScreen ? session.remarking(to: remarks) : session
        let watched = try WatchedExercise(exercise, of: course, in: inner)
        let desk = GradingDesk(
            session: inner, courseID: course.id, course: Task { course }, recording: .passes, isRaw: false,
            tier: tier, prepared: try machinery.grader(isScreen ? nil : PreparationLine()))
        let grading = LatestGrading()
        do {
            let answer = try await FullScreen.onThreadOfItsOwn {
                guard isScreen else {
                    session.output.say(
                        "sil: \(watched.place)에 저장할 때마다 채점함. 끝내기: Ctrl-C. 한 번만: sil test \(exercise.slug)")
                    try PlainWatch(watched, at: desk, by: grading).run(on: session.output)
                    return FullScreen.Answer.interrupt
                }
                return try LiveWatch(watched, at: desk, by: grading, remarks: remarks).run(on: session.output)
            }
            await grading.end()
            return answer == .interrupt ? .interrupted : .done
        } catch {
            await grading.end()
            throw error
        }
    }
}
