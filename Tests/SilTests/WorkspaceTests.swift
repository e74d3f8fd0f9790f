import Course
import Foundation
import Testing

@testable import sil

@Suite("The learner's workspace")
struct WorkspaceTests {
    private let world: TestWorld

    init() throws { world = try TestWorld() }

    @Test("init makes a package with ServerKit, a memory and ./sil")
    func fresh() async throws {
        #expect(await world.sil("init", "w").status == .done)
        #expect(
            world.files(in: "w").filter { !$0.hasSuffix("Sources") } == [
                ".editorconfig", ".gitignore", ".siltarae", ".siltarae/ServerKit",
                ".siltarae/ServerKit/Package.swift",
                ".siltarae/ServerKit/Sources/CServerKit",
                ".siltarae/ServerKit/Sources/CServerKit/CServerKit.c",
                ".siltarae/ServerKit/Sources/CServerKit/include",
                ".siltarae/ServerKit/Sources/CServerKit/include/CServerKit.h",
                ".siltarae/ServerKit/Sources/ServerKit",
                ".siltarae/ServerKit/Sources/ServerKit/ServerKit.swift",
                ".siltarae/workspace.json", ".vscode", ".vscode/tasks.json", "Package.swift", "sil",
            ])
        #expect(FileManager.default.isExecutableFile(atPath: world.path("w/sil")))
        let memory = try #require(Workspace(at: world.path("w")).memory)
        #expect(memory.course == .init(id: "demo", path: world.path("course")))
        #expect(memory.sil == world.path("bin/sil"))
    }

    @Test("./sil runs the remembered program, quotes and blanks in its path or not, with the workspace known")
    func script() async throws {
        try world.write("#!/bin/sh\necho \"$SIL_WORKSPACE|$*\"\n", to: "it's here/sil")
        chmod(world.path("it's here/sil"), 0o755)
        let setup = WorkspaceSetup(
            course: try Course(at: world.path("course")), sil: world.path("it's here/sil"),
            serverKit: ServerKitPackage(runtime: world.path("runtime")))
        _ = try setup.perform(at: world.path("w"))
        let output = Probe.output(
            of: world.path("w/sil"), ["list", "a b"], environment: ["PATH": "/usr/bin:/bin"])
        #expect(output == "\(world.path("w"))|list a b\n")
    }

    @Test("init leaves an editor's files as it finds them")
    func editorFiles() async throws {
        try world.write("# 내 것\n", to: "w/.editorconfig")
        try world.write("폴더가 아님", to: "w/.vscode")
        #expect(await world.sil("init", "w").status == .done)
        #expect(world.read("w/.editorconfig") == "# 내 것\n")
        #expect(world.read("w/.vscode") == "폴더가 아님")
    }

    @Test("init refuses a folder where something would give way, and takes one where nothing would")
    func foreign() async throws {
        try world.write("// mine\n", to: "w/Package.swift")
        let refused = await world.sil("init", "w", "--json")
        #expect(refused.status == .badInput)
        #expect(refused.stdout.contains("would_overwrite"))
        #expect(world.files(in: "w") == ["Package.swift"])
        #expect(world.read("w/Package.swift") == "// mine\n")

        try world.write("글", to: "v/notes.txt")
        #expect(await world.sil("init", "v").status == .done)
        #expect(world.read("v/notes.txt") == "글")
        #expect(await world.sil("init", "v/notes.txt").status == .badInput)
    }

    @Test("init again mends what is broken and keeps what the learner wrote")
    func mends() async throws {
        await world.enterWorkspace(starting: "held-sum")
        try world.write("// mine\n", to: "w/Sources/HeldSum/Sum.swift")
        try world.write("{", to: "w/.siltarae/workspace.json")
        try FileManager.default.removeItem(atPath: world.path("w/Package.swift"))
        let damaged = await world.sil("start", "later-sum", "--json")
        #expect(damaged.stdout.contains("damaged_workspace"))

        #expect(await world.sil("init").status == .done)
        #expect(world.read("w/Sources/HeldSum/Sum.swift") == "// mine\n")
        #expect(world.read("w/Package.swift")?.contains("\"HeldSum\"") == true)
    }

    @Test("start lays the starter and names it in the package; a second time it changes nothing")
    func start() async throws {
        await world.enterWorkspace(starting: "held-sum")
        #expect(world.read("w/Sources/HeldSum/Sum.swift") == "// 시작\n")
        try world.write("// mine\n", to: "w/Sources/HeldSum/Sum.swift")
        let again = await world.sil("start", "held-sum")
        #expect(again.status == .done)
        #expect(again.stdout.contains("그대로 둠  Sources/HeldSum/Sum.swift"))
        #expect(world.read("w/Sources/HeldSum/Sum.swift") == "// mine\n")
    }

    @Test("a file that is carried on is the learner's own of the earlier exercise, at reset too")
    func carries() async throws {
        try world.addExercise("next-sum", "carries: [{file: Sum.swift, from: held-sum}]\n")
        try world.write("// 둘째\n", to: "course/Exercises/next-sum/Starter/More.swift")
        await world.enterWorkspace(starting: "held-sum")
        try world.write("// mine\n", to: "w/Sources/HeldSum/Sum.swift")
        try world.write("// not carried\n", to: "w/Sources/HeldSum/More.swift")
        let started = await world.sil("start", "next-sum")
        #expect(started.stdout.contains("이어받음  Sources/NextSum/Sum.swift (held-sum에서 쓴 것)"))
        #expect(started.stdout.contains("새로 놓음  Sources/NextSum/More.swift"))
        #expect(world.read("w/Sources/NextSum/Sum.swift") == "// mine\n")
        #expect(world.read("w/Sources/NextSum/More.swift") == "// 둘째\n")
        try world.write("// later\n", to: "w/Sources/NextSum/Sum.swift")
        #expect(await world.sil("reset", "next-sum").status == .done)
        #expect(world.read("w/Sources/NextSum/Sum.swift") == "// mine\n")
        #expect(world.read("w/.siltarae/backups/next-sum/1/Sum.swift") == "// later\n")
    }

    @Test("who begins with the later exercise gets its starter")
    func carriesNothing() async throws {
        try world.addExercise("next-sum", "carries: [{file: Sum.swift, from: held-sum}]\n")
        await world.enterWorkspace(starting: "next-sum")
        #expect(world.read("w/Sources/NextSum/Sum.swift") == "// 시작\n")
    }

    @Test("a target whose files the learner deleted is not named: it would stop all others from building")
    func deleted() async throws {
        await world.enterWorkspace(starting: "held-sum")
        try FileManager.default.removeItem(atPath: world.path("w/Sources/HeldSum"))
        _ = await world.sil("start", "later-sum")
        #expect(world.read("w/Package.swift")?.contains("HeldSum") == false)
        #expect(await world.sil("start", "held-sum").stdout.contains("새로 놓음"))
        #expect(world.read("w/Package.swift")?.contains("HeldSum") == true)
    }

    @Test("a program comes along as an executable that goes by the slug")
    func program() async throws {
        try world.addExercise("echo-server", kind: "server")
        try world.write("import EchoServer\n", to: "course/Exercises/echo-server/Program/main.swift")
        await world.enterWorkspace(starting: "echo-server")
        #expect(world.exists("w/Sources/EchoServerProgram/main.swift"))
        let package = world.read("w/Package.swift") ?? ""
        #expect(package.contains(".executable(name: \"echo-server\", targets: [\"EchoServerProgram\"])"))
        #expect(package.contains("dependencies: [\"EchoServer\", "))
        #expect(await world.sil("start", "echo-server").stdout.contains("실행  swift run echo-server"))
        _ = await world.sil("start", "held-sum")
        #expect(await !world.sil("start", "held-sum").stdout.contains("swift run"))
    }

    @Test("reset keeps what was written around the module too, under Program")
    func programReset() async throws {
        try world.addExercise("echo-server", kind: "server")
        try world.write("import EchoServer\n", to: "course/Exercises/echo-server/Program/main.swift")
        await world.enterWorkspace(starting: "echo-server")
        try world.write("// mine\n", to: "w/Sources/EchoServerProgram/main.swift")
        #expect(await world.sil("reset", "echo-server").status == .done)
        #expect(world.read("w/Sources/EchoServerProgram/main.swift") == "import EchoServer\n")
        #expect(world.read("w/.siltarae/backups/echo-server/1/Program/main.swift") == "// mine\n")
    }

    @Test("reset keeps each version under a number and says where")
    func reset() async throws {
        await world.enterWorkspace(starting: "held-sum")
        for number in 1...2 {
            try world.write("// mine \(number)\n", to: "w/Sources/HeldSum/Sum.swift")
            try world.write("// more\n", to: "w/Sources/HeldSum/More.swift")
            let result = await world.sil("reset", "held-sum")
            #expect(result.stdout.contains(".siltarae/backups/held-sum/\(number)"))
            #expect(world.read("w/.siltarae/backups/held-sum/\(number)/Sum.swift") == "// mine \(number)\n")
            #expect(world.exists("w/.siltarae/backups/held-sum/\(number)/More.swift"))
        }
        #expect(world.files(in: "w/Sources/HeldSum") == ["Sum.swift"])
        #expect(world.read("w/Sources/HeldSum/Sum.swift") == "// 시작\n")
        #expect(world.files(in: "w/.siltarae").allSatisfy { !$0.contains("new") })
    }

    @Test("undo brings back what reset put aside, step by step, and keeps what it takes away")
    func undo() async throws {
        await world.enterWorkspace(starting: "held-sum", "later-sum")
        for number in 1...2 {
            try world.write("// mine \(number)\n", to: "w/Sources/HeldSum/Sum.swift")
            try world.write("// deep \(number)\n", to: "w/Sources/HeldSum/notes/deep.txt")
            #expect(await world.sil("reset", "held-sum").stdout.contains("sil undo"))
        }
        try world.write("// after\n", to: "w/Sources/HeldSum/Sum.swift")
        let result = await world.sil("undo")
        #expect(result.status == .done && result.stdout.contains(".siltarae/backups/held-sum/3"))
        #expect(world.read("w/.siltarae/backups/held-sum/3/Sum.swift") == "// after\n")
        #expect(world.read("w/Sources/HeldSum/Sum.swift") == "// mine 2\n")
        #expect(world.read("w/Sources/HeldSum/notes/deep.txt") == "// deep 2\n")
        #expect(await world.sil("undo", "later-sum", "--json").stdout.contains("nothing_to_undo"))
        #expect(await world.sil("undo", "held-sum").status == .done)
        #expect(world.read("w/Sources/HeldSum/Sum.swift") == "// mine 1\n")
        // The backups stay: whatever was ever there can be had again.
        #expect(world.read("w/.siltarae/backups/held-sum/2/Sum.swift") == "// mine 2\n")
        #expect(await world.sil("undo").status == .badInput)
        #expect(world.read("w/Sources/HeldSum/Sum.swift") == "// mine 1\n")
    }

    @Test("undo brings the program around a module back too")
    func undoProgram() async throws {
        try world.addExercise("echo-server", kind: "server")
        try world.write("import EchoServer\n", to: "course/Exercises/echo-server/Program/main.swift")
        await world.enterWorkspace(starting: "echo-server")
        try world.write("// mine\n", to: "w/Sources/EchoServerProgram/main.swift")
        _ = await world.sil("reset", "echo-server")
        #expect(await world.sil("undo").status == .done)
        #expect(world.read("w/Sources/EchoServerProgram/main.swift") == "// mine\n")
        #expect(world.read("w/Sources/EchoServer/Sum.swift") == "// 시작\n")
        #expect(!world.exists("w/Sources/EchoServer/Program"))
    }

    @Test("undo of a backup that is gone changes nothing")
    func undoGone() async throws {
        await world.enterWorkspace(starting: "held-sum")
        try world.write("// mine\n", to: "w/Sources/HeldSum/Sum.swift")
        _ = await world.sil("reset", "held-sum")
        try FileManager.default.removeItem(atPath: world.path("w/.siltarae/backups/held-sum/1"))
        let result = await world.sil("undo", "--json")
        #expect(result.status == .badInput && result.stdout.contains("backup_gone"))
        #expect(world.read("w/Sources/HeldSum/Sum.swift") == "// 시작\n")
    }

    @Test("A workspace of an older sil, whose memory knows of no changes, goes on")
    func olderMemory() async throws {
        await world.enterWorkspace(starting: "held-sum")
        #expect(world.read("w/.siltarae/workspace.json")?.contains("changes") == false)
        #expect(await world.sil("undo").status == .badInput)
        #expect(await world.sil("reset", "held-sum").status == .done)
        #expect(world.read("w/.siltarae/workspace.json")?.contains("\"changes\"") == true)
    }

    @Test("reset leaves the folder itself, in which a shell may stand")
    func resetFolder() async throws {
        await world.enterWorkspace(starting: "held-sum")
        func inode() throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: world.path("w/Sources/HeldSum"))[
                .systemFileNumber] as? Int
        }
        let before = try inode()
        world.directory = world.path("w/Sources/HeldSum")
        #expect(await world.sil("reset").status == .done)
        #expect(try inode() == before)
    }

    @Test("reset of what was never started is told")
    func resetUnknown() async throws {
        await world.enterWorkspace()
        #expect(await world.sil("reset", "held-sum", "--json").stdout.contains("not_started"))
    }

    @Test("an exercise is known inside its folder, and by steps from it")
    func inside() async throws {
        await world.enterWorkspace(starting: "held-sum", "later-sum")
        world.directory = world.path("w/Sources/HeldSum")
        #expect(await world.sil("history", "--json").stdout.contains("\"held-sum\""))
        #expect(await world.sil("history", "+1", "--json").stdout.contains("\"later-sum\""))
        #expect(await world.sil("history", "+2").status == .badInput)
    }

    @Test("outside of every exercise's folder the one started last is meant; none is a usage error")
    func current() async throws {
        await world.enterWorkspace()
        #expect(await world.sil("history", "--json").status == .usage)
        for slug in ["held-sum", "later-sum"] { #expect(await world.sil("start", slug).status == .done) }
        #expect(await world.sil("history", "--json").stdout.contains("\"later-sum\""))
    }

    @Test("a workspace remembers its course, and refuses another one's exercises")
    func courses() async throws {
        await world.enterWorkspace()
        world.environment["SIL_COURSE"] = nil
        #expect(await world.sil("start", "held-sum").status == .done)
        try world.write("id: other\n", to: "other/Lessons/course.yml")
        try world.write(
            "title: 가\nsummary: 나\nkind: unit\n", to: "other/Exercises/held-sum/exercise.yml")
        let refused = await world.sil("start", "held-sum", "--course", "../other", "--json")
        #expect(refused.stdout.contains("other_course"))
    }

    @Test("outside of a workspace start says how to make one")
    func outside() async throws {
        let result = await world.sil("start", "held-sum")
        #expect(result.status == .badInput)
        #expect(result.stderr.joined().contains("sil init"))
    }
}
