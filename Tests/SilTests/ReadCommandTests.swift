import Foundation
import Testing

@testable import sil

@Suite("sil read")
struct ReadCommandTests {
    private let world: TestWorld

    init() throws {
        world = try TestWorld()
        world.environment["TERM"] = "xterm"
        world.environment["PATH"] = world.path("bin") + ":/usr/bin:/bin"
    }

    /// A pager that keeps what it is given and its options, and ends as it is told.
    private func installPager(status: Int, seconds: Double = 0) throws {
        try world.write(
            "#!/bin/sh\nsleep \(seconds)\ncat > \(world.path("paged"))\necho \"$* $LESSCHARSET [$LESSOPEN]\" > \(world.path("options"))\nexit \(status)\n",
            to: "bin/less")
        chmod(world.path("bin/less"), 0o755)
        // A process that another test is just starting may still hold the file for writing: then it cannot be started
        // (ETXTBSY). A read lease is given once nobody does; see fcntl(2).
        let setLease: Int32 = 1024  // F_SETLEASE, which Glibc's module leaves out.
        let file = open(world.path("bin/less"), O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        for _ in 0..<1_000 where fcntl(file, setLease, Int32(F_RDLCK)) != 0 { usleep(10_000) }
    }

    private func readSections() async -> [String] {
        world.isTerminal = false
        let text = await world.sil("read", "1", "--json").stdout
        guard let document = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
            let sections = document["sections"] as? [[String: Any]]
        else { return ["?"] }
        return sections.filter { $0["read"] as? Bool == true }.compactMap { $0["section"] as? String }
    }

    @Test("piped, a chapter is text and nothing is marked as read")
    func piped() async throws {
        let result = await world.sil("read", "1")
        #expect(result.status == .done)
        #expect(result.stdout.contains("하나") && result.stdout.contains("둘"))
        #expect(await readSections() == [])
        #expect(!world.exists("home"))
    }

    @Test("a page that is kept is the page: of this text, this width, this look")
    func kept() async throws {
        world.environment["SIL_CACHE"] = world.path("cache")
        try world.write(
            "---\ntitle: 장\nsummary: 줄\n---\n## 하나\n- 긴 글을 여기에 **적음**.\n다음 줄\n",
            to: "course/Lessons/02-page.md")
        try await Task.sleep(for: .milliseconds(1_100))
        let looks = [
            [], ["--width", "20"], ["--color", "always"], ["--ascii"], ["--reflow"],
            ["--wrap", "syllable", "--width", "20"], ["--plain"],
        ]
        var pages: [String] = []
        for look in looks { pages.append(await world.sil(["read", "2"] + look).stdout) }
        #expect(Set(pages).count == looks.count)
        #expect(world.files(in: "cache/courses").contains { $0.hasSuffix(".text") })
        for (look, page) in zip(looks, pages) {
            #expect(await world.sil(["read", "2"] + look).stdout == page)
        }
        // The number, the name and the section are questions of their own.
        #expect(await world.sil("read", "page").stdout == pages[0])
        #expect(await world.sil("read", "2#하나").stdout == pages[0])
        #expect(await world.sil("read", "1").stdout != pages[0])

        try world.write("---\ntitle: 장\nsummary: 줄\n---\n## 하나\n새 글\n", to: "course/Lessons/02-page.md")
        for look in looks {
            #expect(await world.sil(["read", "2"] + look).stdout.contains("새 글"))
        }
        try FileManager.default.removeItem(atPath: world.path("course/Lessons/02-page.md"))
        let gone = await world.sil("read", "2")
        #expect(gone.status == .badInput && gone.stdout == "")
    }

    @Test("a cache that is damaged, that others write, or that cannot be written, costs time alone")
    func unusableCache() async throws {
        world.environment["SIL_CACHE"] = world.path("cache")
        try await Task.sleep(for: .milliseconds(1_100))
        let page = await world.sil("read", "1").stdout
        let file = try #require(world.files(in: "cache/courses").first { $0.hasSuffix(".text") })
        for damage in ["", "garbage", String(repeating: "\u{1B}[2J", count: 500)] {
            try world.write(damage, to: "cache/courses/" + file)
            #expect(await world.sil("read", "1").stdout == page)
        }
        // One in whose place something else lies.
        try FileManager.default.removeItem(atPath: world.path("cache/courses/" + file))
        try FileManager.default.createDirectory(
            atPath: world.path("cache/courses/" + file), withIntermediateDirectories: false)
        #expect(await world.sil("read", "1").stdout == page)
        world.environment["SIL_CACHE"] = "/proc/none"
        #expect(await world.sil("read", "1").stdout == page)
    }

    @Test("with --pager it goes through less, and a good ending marks what there was time to read")
    func paged() async throws {
        try installPager(status: 0, seconds: 0.6)
        world.isTerminal = true
        let result = await world.sil("read", "1#둘", "--pager")
        #expect(result.status == .done)
        #expect(result.stdout == "")
        #expect(world.read("paged")?.contains("둘") == true)
        #expect(world.read("options") == "-R -K utf-8 []\n")
        #expect(await readSections() == ["둘"])
    }

    @Test("a pager that is left in a blink marks nothing")
    func blink() async throws {
        try world.write(
            "---\ntitle: 긴 장\n---\n## 긴 절\n" + String(repeating: "긴 글을 씀. ", count: 2_000),
            to: "course/Lessons/02-long.md")
        try installPager(status: 0)
        world.isTerminal = true
        #expect(await world.sil("read", "2", "--pager").status == .done)
        world.isTerminal = false
        #expect(await !world.sil("read", "2", "--json").stdout.contains("true"))
    }

    @Test("an interrupted pager marks nothing")
    func interrupted() async throws {
        try installPager(status: 2)
        world.isTerminal = true
        #expect(await world.sil("read", "1").status == .interrupted)
        #expect(await readSections() == [])
    }

    @Test("a terminal that cannot page gets the text itself, which counts as shown")
    func dumb() async throws {
        world.environment["TERM"] = "dumb"
        world.isTerminal = true
        #expect(await world.sil("read", "sum").stdout.contains("하나"))
        #expect(await readSections() == ["하나", "둘"])
    }

    @Test("without a place it goes on with the first chapter that is not read")
    func goesOn() async throws {
        try world.write("---\ntitle: 둘째 장\n---\n## 셋\n", to: "course/Lessons/02-next.md")
        world.environment["TERM"] = "dumb"
        world.isTerminal = true
        _ = await world.sil("read")
        #expect(await world.sil("read").stdout.contains("셋"))
    }

    @Test("a place that is not there comes with what is near")
    func unknown() async throws {
        #expect(await world.sil("read", "som").stderr.joined().contains("sum"))
        let section = await world.sil("read", "1#하나나", "--json")
        #expect(section.status == .badInput)
        #expect(section.stdout.contains("unknown_section"))
    }

    @Test("a store that cannot be written keeps nobody from reading")
    func noStore() async throws {
        world.environment["TERM"] = "dumb"
        world.environment["SIL_HOME"] = "/dev/null/home"
        world.isTerminal = true
        let result = await world.sil("read", "1")
        #expect(result.status == .done)
        #expect(result.stdout.contains("하나"))
        #expect(!result.stderr.isEmpty)
    }

    @Test("a broken exercise keeps nobody from reading, and is told where it counts")
    func brokenExercise() async throws {
        try world.write("title: [", to: "course/Exercises/broken/exercise.yml")
        #expect(await world.sil("read", "1").status == .done)
        let list = await world.sil("list")
        #expect(list.status == .done)
        #expect(list.stderr.joined().contains("broken"))
        let start = await world.sil("start", "broken", "--json")
        #expect(start.status == .badInput)
        #expect(start.stdout.contains("course_faults"))
    }
}
