import ArgumentParser
import Foundation

/// A command as the parser describes it in its dumped help: the part that help pages and messages need.
struct ToolInfo: Decodable, Equatable {
    struct Argument: Decodable, Equatable {
        enum Kind: String, Decodable { case positional, option, flag }

        struct Name: Decodable, Equatable {
            enum Kind: String, Decodable { case long, short, longWithSingleDash }
            var kind: Kind
            var name: String

            /// As it is typed.
            var typed: String { (kind == .long ? "--" : "-") + name }
        }

        var kind: Kind
        var shouldDisplay: Bool
        var isOptional: Bool
        var isRepeating: Bool
        var names: [Name]?
        var valueName: String?
        var defaultValue: String?
        var allValues: [String]?
        var abstract: String?

        /// As people type it, dashes included, the short ones first.
        var typedNames: [String] {
            let names = names ?? []
            return (names.filter { $0.kind == .short } + names.filter { $0.kind != .short }).map(\.typed)
        }

        var takesValue: Bool { kind == .option }
    }

    var commandName: String
    var shouldDisplay: Bool?
    var abstract: String?
    var discussion: String?
    var subcommands: [ToolInfo]?
    /// The command that is meant where none is named.
    var defaultSubcommand: String?
    var arguments: [Argument]?

    /// The parser's own `help` command is answered by us.
    var commands: [ToolInfo] {
        (subcommands ?? []).filter { $0.commandName != "help" && $0.shouldDisplay != false }
    }

    var options: [Argument] { (arguments ?? []).filter { $0.kind != .positional && $0.shouldDisplay } }
    var positionals: [Argument] { (arguments ?? []).filter { $0.kind == .positional && $0.shouldDisplay } }

    private struct Document: Decodable { var command: ToolInfo }

    static func ofSil() throws -> ToolInfo {
        try JSONDecoder().decode(Document.self, from: Data(Sil._dumpHelp().utf8)).command
    }
}
