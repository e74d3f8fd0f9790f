import Foundation
import Sandbox

/// `sil-syntax`, confined: what it reads was written by strangers. Docs/syntax.md is its protocol.
///
/// Nothing depends on its answer: nil (it crashed, took too long, or made no sense) means that the caller does what it
/// would do without it.
struct SyntaxTool: Sendable {
    private let toolchain: Toolchain
    private let cache: Cache
    private let sandbox: Sandbox
    private let program: String
    /// Names the program in cache keys.
    let key: String

    private static let version = 1
    /// Five seconds are fifty times what a long file takes.
    private static let limits = Limits(
        wallSeconds: 5, memoryMB: 1024, fileSizeMB: 1, outputKB: 16_384, overflow: .kill)

    /// nil where `RuntimeBuild.syntax` has not built it.
    init?(toolchain: Toolchain, cache: Cache, sandbox: Sandbox, runtime: RuntimeBuild) {
        guard access(runtime.syntaxFolder + "/sil-syntax", X_OK) == 0 else { return nil }
        self.toolchain = toolchain
        self.cache = cache
        self.sandbox = sandbox
        program = runtime.syntaxFolder
        key = runtime.syntaxKey
    }

    // MARK: Facts

    /// What stands in the files, in their order.
    ///
    /// - Parameter names: whose uses are listed.
    func facts(of files: [Submission.File], uses names: Set<String> = []) async -> [SourceFacts]? {
        guard
            let answer: Answer<SourceFacts> = await ask(
                ["facts", "--names", names.sorted().joined(separator: ",")], about: files)
        else { return nil }
        return answer.files
    }

    // MARK: Staging

    /// A grader's files with module selectors: of one grader all, since they may use each other's names.
    ///
    /// - Parameters:
    ///   - module: the learner's.
    ///   - names: what that module declares at file scope.
    func staged(
        _ files: [Submission.File], module: String, names: Set<String>
    ) async -> [Submission.File]? {
        guard
            let answer: Answer<FileEdits> = await ask(
                ["stage", "--module", module, "--names", names.sorted().joined(separator: ",")], about: files)
        else { return nil }
        var staged: [Submission.File] = []
        for (file, edits) in zip(files, answer.files) {
            guard let bytes = edits.applied(to: file.bytes) else { return nil }
            staged.append(Submission.File(name: file.name, bytes: bytes))
        }
        return staged
    }

    private struct FileEdits: Decodable {
        struct Edit: Decodable {
            var offset: Int
            var removed: Int
            var inserted: String
        }
        var edits: [Edit]

        /// nil when they are not what the protocol promises: ascending, within the file, no line break.
        func applied(to bytes: [UInt8]) -> [UInt8]? {
            let newline = UInt8(ascii: "\n")
            var result: [UInt8] = []
            var end = 0
            for edit in edits {
                guard edit.offset >= end, edit.removed >= 0, edit.removed <= bytes.count,
                    edit.offset <= bytes.count - edit.removed
                else { return nil }
                let next = edit.offset + edit.removed
                guard !edit.inserted.utf8.contains(newline), !bytes[edit.offset..<next].contains(newline)
                else { return nil }
                result += bytes[end..<edit.offset]
                result += edit.inserted.utf8
                end = next
            }
            return result + bytes[end...]
        }
    }

    // MARK: Asking

    struct Answer<File: Decodable & Sendable>: Decodable {
        var version: Int
        var files: [File]
    }

    func ask<File>(_ command: [String], about files: [Submission.File]) async -> Answer<File>? {
        guard let stage = try? cache.stage() else { return nil }
        defer { stage.remove() }
        guard let folder = try? stage.folder("source"),
            let staged = try? StagedFiles(files, in: folder, reserved: []),
            let finished = try? await sandbox.run(job(command + ["--"] + staged.sources, in: folder)),
            finished.failure == nil, finished.ending == .exited(0),
            let answer = try? JSONDecoder().decode(Answer<File>.self, from: Data(finished.output)),
            answer.version == Self.version, answer.files.count == files.count
        else { return nil }
        return answer
    }

    private func job(_ arguments: [String], in folder: String) -> Job {
        var mounts: [Mount] = []
        if toolchain.root != "/usr", !toolchain.root.hasPrefix("/usr/") {
            mounts.append(.readOnly(toolchain.root))
        }
        let source = Mount.readOnly(folder, at: "/source")
        let tool = Mount.readOnly(program, at: "/syntax")
        mounts += [source, tool]
        return Job(
            program: sandbox.path(of: tool) + "/sil-syntax", arguments: arguments, mounts: mounts,
            workingDirectory: sandbox.path(of: source), limits: Self.limits)
    }
}
