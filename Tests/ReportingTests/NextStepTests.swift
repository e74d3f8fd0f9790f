import Course
import Progress
import Reporting
import Testing

@Suite("What to do next")
struct NextStepTests {
    @Test("at the beginning, the first section of the first chapter")
    func beginning() {
        let step = NextStep(in: Samples.course, Samples.nothingDone)
        #expect(step == .read(Samples.process, Samples.process.sections[0], minutes: 30))
        #expect(step?.command == "sil read 1#프로그램과-프로세스")
    }

    @Test("the exercise in hand comes first")
    func inHand() {
        let step = NextStep(in: Samples.course, Samples.progress)
        #expect(step == .solve(Samples.fourSteps, .tried) && step?.command == "sil submit four-steps")
    }

    @Test("a chapter that is read leads to its first exercise, before the next chapter")
    func exerciseOfTheChapter() {
        var progress = CourseProgress()
        progress.read = Samples.everythingDone.read
        progress.read["race"] = []
        let step = NextStep(in: Samples.course, progress)
        #expect(step == .solve(Samples.fourSteps, .new) && step?.command == "sil start four-steps")
    }

    @Test("an exercise waits for those it requires")
    func required() {
        var progress = Samples.everythingDone
        progress.standings["exit-status"]?.state = .new
        #expect(NextStep(in: Samples.course, progress) == .solve(Samples.exitStatus, .new))
        progress.standings["four-steps"]?.state = .new
        #expect(NextStep(in: Samples.course, progress) == .solve(Samples.fourSteps, .new))
    }

    @Test("an exercise does not wait for one that the course no longer has")
    func requiredButGone() {
        var course = Samples.course
        course.exercises[1].requires = ["gone"]
        var progress = Samples.everythingDone
        progress.standings["exit-status"]?.state = .new
        #expect(NextStep(in: course, progress) == .solve(course.exercises[1], .new))
    }

    @Test("when all is read and passed there is nothing next")
    func done() {
        #expect(NextStep(in: Samples.course, Samples.everythingDone) == nil)
        #expect(NextReport("siltarae", nil).json.text == #"{"schema":1,"course":"siltarae","next":null}"#)
    }
}
