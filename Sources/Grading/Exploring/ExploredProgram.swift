import Foundation
import Screening

/// A complete program to be explored: file names and bytes, checked. Nothing of it is executed.
public struct ExploredProgram: Sendable {
    public enum Language: String, Sendable, Equatable {
        case swift = "Swift"
        case c = "C"
    }

    /// Why a file cannot be part of a program.
    public enum Fault: Sendable, Equatable {
        /// Neither `.swift` nor `.c`.
        case unknownKind
        case tooBig
        case tooMany
        /// No file holds anything but blanks.
        case empty
        /// The position of the first one, from 1.
        case holdsNUL(Int)
        case isNotUTF8
        case controlsInName
        /// C headers only.
        case onlyHeaders
    }

    public let language: Language
    /// Sources and headers, sorted by name.
    public let files: [Submission.File]
    /// Absolute paths of what was asked for, in that order.
    public let paths: [String]

    /// The file that was named first.
    var home: String { Self.name(of: paths.first ?? "") }

    /// A program as it was read before, whatever its files hold today.
    ///
    /// - Parameter paths: where they were, in the order they were named.
    /// - Throws: `GradingError.emptySubmission`, `.mixedLanguages`, `.unusableProgram`.
    public init(_ files: [Submission.File], from paths: [String]) throws {
        guard !files.isEmpty else { throw GradingError.emptySubmission }
        language = try Self.language(of: files.map(\.name))
        self.files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        self.paths = paths
    }

    /// Reads the files at `paths`, regular files only, and for C the headers beside them that they include by name.
    ///
    /// - Throws: `GradingError.unreadable`, `.duplicateName`, `.emptySubmission`, `.mixedLanguages`,
    ///   `.unusableProgram`.
    public init(files paths: [String]) throws {
        guard let first = paths.first else { throw GradingError.emptySubmission }
        var files: [Submission.File] = []
        for path in paths {
            let file = try Self.file(at: path)
            guard !files.contains(where: { $0.name == file.name }) else {
                throw GradingError.duplicateName(file.name)
            }
            files.append(file)
        }
        language = try Self.language(of: files.map(\.name))
        if language == .c { try Self.addHeaders(to: &files, besides: paths) }
        let name = Self.name(of: first)
        guard files.count <= Submission.maximumFiles else {
            throw GradingError.unusableProgram(name: name, .tooMany)
        }
        guard files.contains(where: { $0.bytes.contains { $0 > 32 } }) else {
            throw GradingError.unusableProgram(name: name, .empty)
        }
        self.files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        self.paths = paths
    }

    /// Whether a type is marked `@main`: then no file holds code outside of declarations.
    var hasMainAttribute: Bool {
        files.contains { file in
            let source = TokenizedFile(name: file.name, bytes: file.bytes)
            return source.tokens.indices.contains { index in
                source.says("@", at: index) && source.says("main", at: index + 1)
            }
        }
    }

    // MARK: Reading

    private static func name(of path: String) -> String {
        URL(fileURLWithPath: path).lastPathComponent.precomposedStringWithCanonicalMapping
    }

    private static func file(at path: String) throws -> Submission.File {
        let name = name(of: path)
        func fault(_ fault: Fault) -> GradingError { .unusableProgram(name: name, fault) }
        let content = try Submission.read(path)
        guard [".swift", ".c", ".h"].contains(where: name.hasSuffix) else { throw fault(.unknownKind) }
        guard !name.utf8.contains(where: { $0 < 32 || $0 == 127 }) else { throw fault(.controlsInName) }
        guard case .whole(let bytes) = content else { throw fault(.tooBig) }
        if let place = bytes.firstIndex(of: 0) { throw fault(.holdsNUL(place + 1)) }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw fault(.isNotUTF8) }
        return Submission.File(name: name, bytes: bytes)
    }

    private static func language(of names: [String]) throws -> Language {
        let swift = names.first { $0.hasSuffix(".swift") }
        let c = names.first { $0.hasSuffix(".c") }
        switch (swift, c, names.first { $0.hasSuffix(".h") }) {
        case (let swift?, let c?, _): throw GradingError.mixedLanguages(swift: swift, c: c)
        case (let swift?, nil, let header?): throw GradingError.mixedLanguages(swift: swift, c: header)
        case (nil, nil, let header?): throw GradingError.unusableProgram(name: header, .onlyHeaders)
        case (nil, _, _): return .c
        case (_, nil, nil): return .swift
        }
    }

    /// Adds what `#include "name.h"` names, if it lies in the folder of one of the sources, and what those include.
    private static func addHeaders(to files: inout [Submission.File], besides paths: [String]) throws {
        let folders = Set(paths.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }).sorted()
        var open = files
        while let file = open.popLast(), files.count <= Submission.maximumFiles {
            for name in includes(in: file.bytes) where !files.contains(where: { $0.name == name }) {
                let path = folders.map { $0 + "/" + name }.first { access($0, F_OK) == 0 }
                guard let path, name.hasSuffix(".h") else { continue }
                let header = try self.file(at: path)
                files.append(header)
                open.append(header)
            }
        }
    }

    /// Names between quotes in lines that begin with `#include`; a name with a folder in it is left to the compiler.
    private static func includes(in bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespaces)
            guard text.hasPrefix("#") else { return nil }
            let directive = text.dropFirst().drop { $0 == " " || $0 == "\t" }
            guard directive.hasPrefix("include") else { return nil }
            let parts = directive.split(separator: "\"", omittingEmptySubsequences: false)
            guard parts.count >= 3, !parts[1].contains("/") else { return nil }
            return String(parts[1]).precomposedStringWithCanonicalMapping
        }
    }
}
