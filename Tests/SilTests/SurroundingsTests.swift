import Glibc
import Testing

@testable import sil

@Suite("Where things lie, and what the output is")
struct SurroundingsTests {
    @Test(
        "homes and caches, the most particular first",
        arguments: [
            (["HOME": "/h"], false, "/h/.local/share/siltarae", "/h/.cache/siltarae"),
            (
                ["HOME": "/h", "XDG_DATA_HOME": "/d", "XDG_CACHE_HOME": "/c"], false, "/d/siltarae",
                "/c/siltarae"
            ), (["HOME": "/h", "SIL_HOME": "/s", "SIL_CACHE": "/k"], false, "/s", "/k"),
            (["HOME": "/root"], true, "/root/.local/share/siltarae", "/var/cache/siltarae"),
            (["HOME": "/root", "SIL_CACHE": "/k"], true, "/root/.local/share/siltarae", "/k"),
            (
                ["HOME": "/h", "SIL_HOME": "", "XDG_DATA_HOME": "relative"], false,
                "/h/.local/share/siltarae", "/h/.cache/siltarae"
            ),
        ])
    func places(environment: [String: String], isRoot: Bool, home: String, cache: String) {
        let places = Places(environment: environment, isRoot: isRoot)
        #expect(places.home == home)
        #expect(places.cache == cache)
        #expect(places.store == home + "/progress.sqlite")
    }

    @Test("COLUMNS decides the width, else it is 80 where there is no terminal")
    func width() {
        #expect(Surroundings.width(environment: ["COLUMNS": "120"], isTerminal: false) == 120)
        #expect(Surroundings.width(environment: ["COLUMNS": "x"], isTerminal: false) == 80)
        #expect(Surroundings.width(environment: ["COLUMNS": "-3"], isTerminal: false) == 80)
    }

    @Test("a reader that has gone is told apart from a disk that is full")
    func closed() throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        #expect(throws: Output.Closed.self) { try Output.write("글", to: ends[1]) }
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        #expect(throws: FileError.write(path: "stdout", errno: ENOSPC)) { try Output.write("글", to: full) }
    }

    @Test(
        "the compiler's version",
        arguments: [
            ("Swift version 6.3.1 (swift-6.3.1-RELEASE)", 6, 3),
            ("swift-driver version: 1.1\nSwift version 6.10 (x)", 6, 10),
        ])
    func version(output: String, major: Int, minor: Int) throws {
        let version = try #require(Checkup.version(in: output))
        #expect(version == (major, minor))
        #expect(Checkup.version(in: "clang version 17") == nil)
    }

    @Test("a missing compiler and missing bubblewrap are told with what to do, and cost 69")
    func missing() async throws {
        let world = try TestWorld()
        world.environment["PATH"] = world.path("empty")
        let result = await world.sil("doctor")
        #expect(result.status == .unavailable)
        #expect(result.stdout.contains("apt install bubblewrap"))
        #expect(result.stdout.contains("swift.org"))
    }

    @Test("a fault of the course is told by file and line, and costs 1 when nothing is missing")
    func faults() async throws {
        let world = try TestWorld()
        try world.write(
            "title: 가\nsummary: 나\nkind: unit\nminuts: 3\n", to: "course/Exercises/bad/exercise.yml")
        for (name, script) in [("swiftc", "echo Swift version 6.3.1"), ("bwrap", "true"), ("less", "true")] {
            try world.write("#!/bin/sh\n\(script)\n", to: "bin/\(name)")
            chmod(world.path("bin/\(name)"), 0o755)
        }
        world.environment["PATH"] = world.path("bin") + ":/bin:/usr/bin"
        world.environment["SIL_CACHE"] = world.path("cache")
        let result = await world.sil("doctor")
        #expect(result.status == .notPassed)
        #expect(result.stdout.contains("Exercises/bad/exercise.yml:4:1"))
    }
}
