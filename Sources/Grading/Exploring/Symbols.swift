import Foundation
import Sandbox
import Screening

/// What a program's tables say of offsets in its image.
struct Symbols: Sendable {
    /// A place in one of the learner's files.
    struct Line: Equatable, Sendable {
        /// The learner's own name of the file.
        var file: String
        /// From 1.
        var line: Int
        /// In bytes from 1; 0 where the compiler gives none.
        var column: Int
    }

    /// A variable of the image.
    struct Variable: Equatable, Sendable {
        var name: String
        var start: UInt64
        /// In bytes.
        var size: UInt64
    }

    var lines: [UInt64: Line] = [:]
    var variables: [UInt64: Variable] = [:]

    /// The name in the source of a variable with this symbol: `total` of `$s4main5totalSivp` and `total`.
    static func name(of symbol: String) -> String {
        guard symbol.hasPrefix("$s") else {
            // clang writes a variable that lives on in a function as `function.name`.
            let parts = symbol.split(separator: ".")
            return parts.last { !$0.allSatisfy(\.isNumber) }.map(String.init) ?? symbol
        }
        let mangled = MangledName(Array(symbol.utf8)[...])
        var path: [String] = []
        for identifier in mangled.identifiers.dropFirst() {
            path.append(identifier.text)
            // A class, struct or enum around it; then the name itself, and its type.
            guard "CVO".utf8.contains(mangled.byte(at: identifier.range.upperBound)) else { break }
        }
        return path.isEmpty ? symbol : path.joined(separator: ".")
    }
}

/// Reads a program's tables with the toolchain's symbolizer, confined: they were made from a stranger's text.
struct Symbolizer: Sendable {
    let sandbox: Sandbox
    let toolchain: Toolchain
    /// Host path.
    let program: String
    /// The learner's file names by the names they were compiled under.
    let names: [String: String]

    /// How far the instruction may lie that has a line where the one asked for has none, in bytes, and how finely it is
    /// looked for: an instruction of x86-64 that has a line of its own is seldom shorter.
    private static let nearby = stride(from: UInt64(2), through: 240, by: 3)
    /// Addresses of one command line.
    private static let addressesMax = 20_000

    /// - Parameters:
    ///   - code: offsets of instructions. One that the compiler gave no line gets that of the next one of its function
    ///     that has one.
    ///   - data: offsets of variables.
    func symbols(code: Set<UInt64>, data: Set<UInt64>) async throws -> Symbols {
        var symbols = Symbols()
        guard !code.isEmpty || !data.isEmpty else { return symbols }
        let answers = try await ask(
            code.sorted().map(Self.hex) + data.sorted().map { "DATA " + Self.hex($0) })
        var functions: [UInt64: String] = [:]
        for answer in answers {
            guard let address = Self.number(answer.Address) else { continue }
            if let datum = answer.Data, let start = Self.number(datum.Start), !datum.Name.isEmpty {
                symbols.variables[address] = Symbols.Variable(
                    name: Symbols.name(of: datum.Name), start: start, size: Self.number(datum.Size) ?? 0)
            } else if let frames = answer.Symbol {
                symbols.lines[address] = line(in: frames)
                functions[address] = frames.last?.FunctionName
            }
        }
        let open = code.filter { symbols.lines[$0] == nil && functions[$0]?.isEmpty == false }.sorted()
        for (address, line) in try await nextLines(after: open, in: functions) {
            symbols.lines[address] = line
        }
        return symbols
    }

    /// The learner's lines at which a thread stood, innermost first; a function that was made part of another one has a
    /// line of its own.
    ///
    /// - Parameter offsets: of the instructions on its stack.
    func lines(of offsets: [UInt64]) async throws -> [Symbols.Line] {
        guard !offsets.isEmpty else { return [] }
        return try await ask(offsets.map(Self.hex)).flatMap { ($0.Symbol ?? []).compactMap(line(of:)) }
    }

    private func nextLines(after open: [UInt64], in functions: [UInt64: String]) async throws -> [UInt64:
        Symbols.Line]
    {
        guard !open.isEmpty else { return [:] }
        let near = Set(open.flatMap { address in Self.nearby.map { address + $0 } }).sorted()
        var found: [UInt64: (function: String, line: Symbols.Line)] = [:]
        for answer in try await ask(near.prefix(Self.addressesMax).map(Self.hex)) {
            guard let address = Self.number(answer.Address), let frames = answer.Symbol,
                let line = line(in: frames)
            else { continue }
            found[address] = (frames.last?.FunctionName ?? "", line)
        }
        var lines: [UInt64: Symbols.Line] = [:]
        for address in open {
            let next = Self.nearby.lazy.compactMap { found[address + $0] }
                .first { $0.function == functions[address] }
            lines[address] = next?.line
        }
        return lines
    }

    /// The innermost frame that stands in one of the learner's files.
    private func line(in frames: [Answer.Frame]) -> Symbols.Line? { frames.lazy.compactMap(line(of:)).first }

    /// nil where a frame stands in none of the learner's files.
    private func line(of frame: Answer.Frame) -> Symbols.Line? {
        let base = frame.FileName.split(separator: "/").last.map(String.init) ?? ""
        guard frame.Line > 0, let file = names[frame.FileName] ?? names[base] else { return nil }
        return Symbols.Line(file: file, line: frame.Line, column: frame.Column)
    }

    // MARK: The symbolizer

    /// One address, as `llvm-symbolizer --output-style=JSON` answers.
    private struct Answer: Decodable {
        struct Frame: Decodable {
            var FileName: String
            var FunctionName: String
            var Line: Int
            var Column: Int
        }
        struct Datum: Decodable {
            var Name: String
            var Start: String
            var Size: String
        }
        var Address: String
        var Symbol: [Frame]?
        var Data: Datum?
    }

    private func ask(_ addresses: [String]) async throws -> [Answer] {
        guard access(toolchain.symbolizer, X_OK) == 0 else {
            throw GradingError.toolMissing(path: toolchain.symbolizer)
        }
        let object = Mount.readOnly(program, at: "/program")
        let finished = try await Compiler.outcome(
            of: sandbox.start(
                Job(
                    program: toolchain.symbolizer,
                    arguments: [
                        "--obj=\(sandbox.path(of: object))", "--output-style=JSON", "--functions=linkage",
                        "--inlines",
                    ] + addresses, mounts: toolchain.mounts + [object],
                    limits: Limits(wallSeconds: 30, memoryMB: 1024, outputKB: 32 << 10, overflow: .drain))))
        guard finished.ending == .exited(0) else { return [] }
        let decoder = JSONDecoder()
        let data = Data(finished.output)
        // A list for several addresses, the answer itself for one.
        if let list = try? decoder.decode([Answer].self, from: data) { return list }
        return (try? decoder.decode(Answer.self, from: data)).map { [$0] } ?? []
    }

    private static func hex(_ address: UInt64) -> String { "0x" + String(address, radix: 16) }
    private static func number(_ text: String) -> UInt64? {
        text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : nil
    }
}
