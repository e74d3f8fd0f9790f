import Course
import Progress
import Reporting
import Terminal
import Testing
import Text

@testable import sil

@Suite("The home screen's keys")
struct HomeModelTests {
    private let course: Course

    init() throws {
        let world = try TestWorld()
        course = try Course(at: world.path("course"))
    }

    private func model(
        hasWorkspace: Bool = true, _ change: (inout CourseProgress) -> Void = { _ in }
    ) -> HomeModel {
        var progress = CourseProgress.nothing(of: course)
        change(&progress)
        return HomeModel(
            course, progress, report: HomeReport(course, progress, streak: 0, dueQuizzes: 0),
            hasWorkspace: hasWorkspace)
    }

    private func screen(_ model: inout HomeModel) -> String {
        model.draw(ScreenSize(width: 80, height: 40)).lines.map(\.text).joined(separator: "\n")
    }

    /// The answer to the last of some keys.
    private func press(_ keys: String, _ model: inout HomeModel) -> HomeModel.Answer {
        keys.reduce(.stay) { _, character in
            model.press(.character(character))
        }
    }

    @Test("Return does what comes next", arguments: ["\n", "r", "ㄱ"])
    func next(key: String) {
        var model = model()
        #expect(press(key, &model) == .go(.read("01-sum#하나")))
    }

    @Test("With everything read, Return goes to the exercise")
    func exercise() {
        var model = model { $0.read["sum"] = ["하나", "둘"] }
        #expect(press("\n", &model) == .go(.watch("held-sum")))
        #expect(press("ㄴ", &model) == .go(.watch("held-sum")))
    }

    @Test("Without a workspace it says how to get one")
    func noWorkspace() {
        var model = model(hasWorkspace: false)
        #expect(press("s", &model) == .stay)
        #expect(screen(&model).contains("sil init") && screen(&model).contains("sil start held-sum"))
        #expect(press("\n", &model) == .stay)
        #expect(screen(&model).contains("이어서"))
    }

    @Test(
        "List, progress and help come in place and go again; q leaves only from home",
        arguments: ["l", "p", "?", "ㅣ", "ㅔ"])
    func panes(key: String) {
        var model = model()
        let home = screen(&model)
        #expect(press(key, &model) == .stay)
        #expect(screen(&model) != home)
        #expect(press("q", &model) == .stay)
        #expect(screen(&model) == home)
        #expect(press("ㅂ", &model) == .leave)
    }

    @Test("Words are searched as typed, Korean and Latin, and a digit opens what was found")
    func search() {
        var model = model()
        _ = press("/둘", &model)
        #expect(screen(&model).contains("찾을 낱말: 둘"))
        let cursor = model.draw(ScreenSize(width: 80, height: 40)).cursor
        #expect(cursor == Picture.Position(row: 0, column: " 찾을 낱말: 둘".cells))
        #expect(press("\n", &model) == .stay)
        #expect(screen(&model).contains("【둘】"))
        #expect(press("1", &model) == .go(.read("01-sum#둘")))
        var other = self.model()
        _ = press("/없는말\n", &other)
        #expect(screen(&other).contains("찾은 곳 없음"))
        #expect(press("z", &other) == .go(.quiz))
    }

    @Test("Ctrl-C interrupts, whatever is shown")
    func interrupt() {
        var model = model()
        #expect(model.press(.interrupt) == .interrupt)
        _ = press("/", &model)
        #expect(model.press(.interrupt) == .interrupt)
    }

    @Test("A screen that is too small shows a part and can be moved", arguments: [3, 5, 10])
    func small(height: Int) {
        var model = model()
        let picture = model.draw(ScreenSize(width: 30, height: height))
        #expect(picture.lines.allSatisfy { $0.cells <= 30 })
        _ = model.press(.end)
        #expect(model.draw(ScreenSize(width: 30, height: height)) != picture)
    }
}
