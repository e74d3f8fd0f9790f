import Testing
import Text

@testable import sil

@Suite("Help")
struct HelpPageTests {
    static var commands: [String] {
        get throws { try ToolInfo.ofSil().commands.map(\.commandName) }
    }

    @Test("the root lists every command in a group")
    func root() async throws {
        let result = try await TestWorld().sil("--help")
        #expect(result.status == .done)
        for command in try Self.commands { #expect(result.stdout.contains("\n  \(command) ")) }
        for title in ["쓰는 법", "읽고 살피기", "풀기", "돌아보기", "옵션"] { #expect(result.stdout.contains(title)) }
    }

    @Test("every command explains itself and all it takes in Korean", arguments: try commands)
    func command(name: String) async throws {
        let result = try await TestWorld().sil("help", name)
        #expect(result.status == .done)
        #expect(result.stdout.contains("sil \(name)"))
        #expect(!result.stdout.contains(#/USAGE|OVERVIEW|OPTIONS|ARGUMENTS|Show help/#))
        let tool = try #require(try ToolInfo.ofSil().commands.first { $0.commandName == name })
        for argument in tool.options + tool.positionals where argument.typedNames.last != "--help" {
            guard argument.typedNames.last != "--version" else { continue }
            #expect(argument.abstract?.contains(#/[가-힣]/#) == true, "\(argument)")
        }
    }

    @Test("the ways to ask for help are one")
    func ways() async throws {
        let world = try TestWorld()
        let page = await world.sil("help", "read").stdout
        #expect(await world.sil("read", "--help").stdout == page)
        #expect(await world.sil("read", "1", "-h").stdout == page)
        #expect(await world.sil("--course", "x", "read", "--help").stdout == page)
    }

    @Test("no line is wider than the terminal", arguments: [60, 80, 100])
    func width(width: Int) async throws {
        let world = try TestWorld()
        world.width = width
        for arguments in [["--help"]] + (try Self.commands.map { ["help", $0] }) {
            let lines = await world.sil(arguments).stdout.split(separator: "\n")
            #expect(lines.allSatisfy { $0.cells <= width })
        }
    }

    @Test("sil alone is help where there is no terminal, and home where there is one")
    func alone() async throws {
        let world = try TestWorld()
        #expect(await world.sil().stdout.contains("쓰는 법"))
        world.isTerminal = true
        #expect(await world.sil().stdout.contains("이어서"))
    }

    @Test("--version is a number")
    func version() async throws {
        #expect(try await TestWorld().sil("--version").stdout == Release.description + "\n")
    }
}
