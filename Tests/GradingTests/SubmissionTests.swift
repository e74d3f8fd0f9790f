import Course
import Foundation
import Testing

@testable import Grading

@Suite("제출 읽기")
struct SubmissionTests {
    private let exercise = Exercise(
        slug: "held-sum", directory: "/nowhere", title: "합", summary: "", kind: .unit)

    private func inFolder<R>(_ body: (String) throws -> R) throws -> R {
        let folder = NSTemporaryDirectory() + "sil-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }
    private func flaw(_ bytes: [UInt8], name: String = "a.swift") -> String? {
        Submission(of: exercise, files: [.init(name: name, bytes: bytes)]).flaw
    }

    @Test("쓸 수 없는 바이트는 이유를 말함")
    func flaws() {
        #expect(flaw(Array("let a = 1".utf8)) == nil)
        #expect(flaw([]) == nil)
        #expect(flaw([0x41, 0, 0x42])?.contains("2번째") == true)
        #expect(flaw([0xff, 0xfe])?.contains("UTF-8") == true)
        #expect(flaw([UInt8](repeating: 32, count: Submission.maximumBytes + 1))?.contains("1 MB") == true)
        #expect(flaw([], name: "a.txt") != nil)
        #expect(flaw([], name: "a\n.swift") != nil)
    }

    @Test("없는 파일, 폴더, 파이프, 같은 이름 둘은 오류")
    func unreadable() throws {
        try inFolder { folder in
            #expect(throws: GradingError.unreadable(path: folder + "/x.swift", errno: ENOENT)) {
                try Submission(of: exercise, files: [folder + "/x.swift"])
            }
            #expect(throws: GradingError.unreadable(path: folder, errno: EISDIR)) {
                try Submission(of: exercise, files: [folder])
            }
            mkfifo(folder + "/p.swift", 0o600)
            #expect(throws: GradingError.unreadable(path: folder + "/p.swift", errno: EINVAL)) {
                try Submission(of: exercise, files: [folder + "/p.swift"])
            }
            writeFile([], to: folder + "/a.swift")
            #expect(throws: GradingError.duplicateName("a.swift")) {
                try Submission(of: exercise, files: [folder + "/a.swift", folder + "/./a.swift"])
            }
            #expect(throws: GradingError.emptySubmission) { try Submission(of: exercise, files: []) }
        }
    }

    @Test("NFD 이름은 NFC로, 순서는 이름으로")
    func names() throws {
        try inFolder { folder in
            let decomposed = "가".decomposedStringWithCanonicalMapping
            writeFile([65], to: "\(folder)/\(decomposed).swift")
            writeFile([66], to: "\(folder)/B.swift")
            let work = try Submission(
                of: exercise, files: ["\(folder)/\(decomposed).swift", "\(folder)/B.swift"])
            #expect(work.files.map { Array($0.name.utf8) } == [Array("B.swift".utf8), Array("가.swift".utf8)])
        }
    }
}

@Suite("셸의 낱말")
struct ShellWordsTests {
    @Test("따옴표와 역슬래시를 풀고, 다시 묶은 것을 그대로 읽음")
    func words() {
        #expect(ShellWords.split("a 'b c' \"d \\\" e\" f\\ g ''") == ["a", "b c", "d \" e", "f g", ""])
        for word in ["", "a b", "it's", "\"", "\\", "한글 $x `y`"] {
            #expect(ShellWords.split(ShellWords.quote(word)) == [word])
        }
    }
}

@Suite("컴파일할 때의 이름")
struct StagedFilesTests {
    @Test("까다로운 이름은 바꾸되, 다른 파일의 이름과 겹치지 않고, 메시지에서 되돌릴 수 있음")
    func names() throws {
        let folder = NSTemporaryDirectory() + "sil-\(UUID().uuidString)"
        mkdir(folder, 0o755)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = ["가 나.swift", "File0.swift", "Ours.swift", "-x.swift"].map {
            Submission.File(name: $0, bytes: Array("// \($0)".utf8))
        }
        let staged = try StagedFiles(files, in: folder, reserved: ["Ours.swift"])
        #expect(staged.sources == ["_File0.swift", "File0.swift", "_Ours.swift", "File3.swift"])
        for (name, file) in zip(staged.sources, files) {
            #expect(staged.names[name] == file.name)
            #expect(FileManager.default.contents(atPath: folder + "/" + name).map(Array.init) == file.bytes)
        }
    }
}

@Suite("캐시의 자리")
struct CachePlaceTests {
    @Test("SIL_CACHE, 없으면 사용자의 캐시 폴더")
    func ordinary() {
        #expect(Cache.place(environment: ["SIL_CACHE": "/x/y"], isRoot: false) == "/x/y")
        #expect(Cache.place(environment: ["HOME": "/h"], isRoot: false) == "/h/.cache/siltarae")
        #expect(
            Cache.place(environment: ["HOME": "/h", "XDG_CACHE_HOME": "/c"], isRoot: false) == "/c/siltarae")
        #expect(
            Cache.place(environment: ["HOME": "/h", "XDG_CACHE_HOME": "c"], isRoot: false)
                == "/h/.cache/siltarae")
    }

    @Test("root이면 남이 지나갈 수 없는 폴더 대신 /var/cache 아래를 씀")
    func root() throws {
        #expect(Cache.place(environment: ["HOME": "/root"], isRoot: true) == "/var/cache/siltarae")
        let folder = NSTemporaryDirectory() + "sil-\(UUID().uuidString)"
        mkdir(folder, 0o755)
        defer { rmdir(folder) }
        chmod(folder, 0o755)
        #expect(Cache.place(environment: ["SIL_CACHE": folder + "/c"], isRoot: true) == folder + "/c")
        chmod(folder, 0o700)
        let moved = Cache.place(environment: ["SIL_CACHE": folder + "/c"], isRoot: true)
        #expect(moved.hasPrefix("/var/cache/siltarae/for-"))
        #expect(moved != Cache.place(environment: ["SIL_CACHE": folder + "/d"], isRoot: true))
    }
}
