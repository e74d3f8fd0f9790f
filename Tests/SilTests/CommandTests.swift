import Foundation
import Progress
import Testing

@testable import sil

@Suite("Commands that tell")
struct CommandTests {
    private let world: TestWorld

    init() throws { world = try TestWorld() }

    @Test("every report is one JSON document", arguments: ["list", "status", "next", "progress", "doctor"])
    func json(command: String) async throws {
        let result = await world.sil(command, "--json")
        #expect(result.stdout.filter { $0 == "\n" }.count == 1)
        let document = try JSONSerialization.jsonObject(with: Data(result.stdout.utf8)) as? [String: Any]
        #expect(document?["schema"] as? Int == 1)
    }

    @Test("hints come one by one, and the last again")
    func hints() async throws {
        for (number, hint) in [(1, "하나"), (2, "둘"), (2, "둘")] {
            let result = await world.sil("hint", "held-sum", "--json")
            #expect(result.stdout.contains("\"number\":\(number),\"hint\":\"\(hint)\""))
        }
        #expect(await world.sil("hint", "later-sum").status == .done)
    }

    @Test("a hint that cannot be noted is not shown")
    func unnotedHint() async throws {
        world.environment["SIL_HOME"] = "/dev/null/home"
        let result = await world.sil("hint", "held-sum")
        #expect(result.status == .unavailable)
        #expect(result.stdout == "")
    }

    @Test("a damaged store stops what is about progress, and not what is about the course")
    func damagedStore() async throws {
        try world.write(String(repeating: "A", count: 8192), to: "home/progress.sqlite")
        for command in ["progress", "status", "next"] {
            #expect(await world.sil(command).status == .badInput, "\(command)")
        }
        let list = await world.sil("list")
        #expect(list.status == .done)
        #expect(list.stdout.contains("held-sum"))
        #expect(!list.stderr.isEmpty)
    }

    @Test("a damaged store is kept aside when that is asked for, told with its path, and work goes on")
    func newStore() async throws {
        let rubbish = String(repeating: "A", count: 8192)
        try world.write(rubbish, to: "home/progress.sqlite")
        try world.write("x", to: "home/progress.sqlite.4-quiz-answers.bak")
        #expect(await world.sil("progress").stderr.contains { $0.contains("sil doctor --new-store") })
        let result = await world.sil("doctor", "--new-store")
        let aside = "home/progress.sqlite.damaged-1"
        #expect(result.stderr.contains { $0.contains(world.path(aside)) })
        #expect(result.stderr.contains { $0.contains("sil import") && $0.contains("4-quiz-answers.bak") })
        #expect(world.read(aside) == rubbish)
        #expect(await world.sil("progress").status == .done)
        #expect(await world.sil("hint", "held-sum").status == .done)
        let again = await world.sil("doctor", "--new-store")
        #expect(again.stderr.contains { $0.contains("망가진 기록이 없어") })
        #expect(world.exists("home/progress.sqlite") && !world.exists("home/progress.sqlite.damaged-2"))
    }

    @Test(
        "an unknown exercise comes with the nearest",
        arguments: ["start", "hint", "history", "reset", "solution", "undo"])
    func unknown(command: String) async throws {
        let result = await world.sil(command, "held-smu", "--json")
        #expect(result.status == .badInput)
        #expect(result.stdout.contains("\"unknown_exercise\"") && result.stdout.contains("\"held-sum\""))
    }

    @Test("a folder that is no course is told", arguments: ["list", "read", "init", "progress"])
    func noCourse(command: String) async throws {
        let result = await world.sil(command, "--course", "home", "--json")
        #expect(result.status == .badInput)
        #expect(result.stdout.contains("not_a_course"))
    }

    @Test("the course may be named before the command or after it")
    func courseOption() async throws {
        world.environment["SIL_COURSE"] = nil
        let course = world.path("course")
        #expect(await world.sil("--course", course, "list").stdout.contains("held-sum"))
        #expect(await world.sil("list", "--course", course).stdout.contains("held-sum"))
    }

    @Test("every error of the store has its words and its exit status")
    func storeErrors() {
        let unavailable: [ProgressError] = [
            .locked(path: "/p"), .readOnly(path: "/p"), .full(path: "/p"),
            .unwritable(path: "/p", detail: "d"),
            .failed(path: "/p", detail: "d"),
        ]
        let badInput: [ProgressError] = [
            .newer(path: "/p", unknown: []), .damaged(path: "/p", detail: "d"), .foreign(path: "/p"),
        ]
        #expect(unavailable.allSatisfy { Failure($0).exitStatus == .unavailable })
        #expect(badInput.allSatisfy { Failure($0).exitStatus == .badInput })
        #expect((unavailable + badInput).allSatisfy { Failure($0).message.contains("/p") })
        #expect(Set((unavailable + badInput).map { Failure($0).kind }).count == 8)
    }

    @Test("an error that nobody thought of is our own fault")
    func unforeseen() {
        struct Surprise: Error {}
        #expect(Failure(Surprise()).exitStatus == .ownFault)
    }
}
