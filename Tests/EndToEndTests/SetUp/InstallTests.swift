import Foundation
import Testing

extension EndToEnd {
    /// `Scripts/install`: into a folder, used from there, taken away again.
    @Suite("설치")
    struct Installing {
        private let learner: Learner
        private let prefix: URL
        private let script = Checkout.root.appending(path: "Scripts/install").path

        init() throws {
            learner = try Learner()
            prefix = learner.desk.appending(path: "내 프로그램")
        }

        private func install(_ options: String = "") throws -> SilProcess.Result {
            try learner.shell("'\(script)' --prefix '\(prefix.path)' \(options)")
        }

        /// Paths of all files below the prefix.
        private func installed() throws -> Set<String> {
            let found = try FileManager.default.subpathsOfDirectory(atPath: prefix.path)
            return Set(
                found.filter {
                    var isFolder: ObjCBool = false
                    FileManager.default.fileExists(
                        atPath: prefix.appending(path: $0).path, isDirectory: &isFolder)
                    return !isFolder.boolValue
                })
        }

        @Test(
            "An installed sil finds its course and its runtime, is replaced by the next, and goes without a trace"
        )
        func wholeWay() throws {
            let made = try install()
            #expect(made.status == 0, "\(made.stderr)")
            let sil = prefix.appending(path: "bin/sil")
            let first = try installed()
            for path in [
                "share/man/man1/sil.1", "share/man/man1/sil.submit.1",
                "share/bash-completion/completions/sil",
                "share/zsh/site-functions/_sil", "share/fish/vendor_completions.d/sil.fish",
                "share/doc/siltarae/licences/siltarae", "share/doc/siltarae/licences/GRDB.swift",
            ] { #expect(first.contains(path), "\(path)") }
            #expect(!first.contains { $0.contains("/.build/") || $0.contains("Runtime/Tests/") })

            let read = try learner.sil("read", "1", executable: sil)
            #expect(read.status == 0 && read.stdout.contains("프로세스"), "\(read.stderr)")
            let workspace = learner.desk.appending(path: "w")
            #expect(try learner.sil("init", "w", executable: sil).status == 0)
            let own = workspace.appending(path: "sil")
            #expect(try learner.sil("start", "four-steps", in: workspace, executable: own).status == 0)
            let failed = try learner.sil("submit", "four-steps", "--json", in: workspace, executable: own)
            #expect(try failed.document(VerdictDocument.self).verdict == "failed", "\(failed.stderr)")

            // An upgrade leaves nothing of what the former one had, and all that is the learner's.
            let stray = prefix.appending(path: "share/siltarae/Lessons/99-gone.md")
            let manifest = prefix.appending(path: "share/siltarae/.installed")
            try "옛 장".write(to: stray, atomically: true, encoding: .utf8)
            let list = try String(contentsOf: manifest, encoding: .utf8)
            try (list + "share/siltarae/Lessons/99-gone.md\n").write(
                to: manifest, atomically: true, encoding: .utf8)
            try "남의 것".write(
                to: prefix.appending(path: "bin/other"), atomically: true, encoding: .utf8)
            let again = try install()
            #expect(again.status == 0, "\(again.stderr)")
            #expect(try installed() == first.union(["bin/other"]))
            #expect(try learner.sil("history", "four-steps", in: workspace, executable: own).status == 0)

            let removed = try install("--uninstall")
            #expect(removed.status == 0, "\(removed.stderr)")
            #expect(try installed() == ["bin/other"])
            #expect(!FileManager.default.fileExists(atPath: prefix.appending(path: "share").path))
            #expect(FileManager.default.fileExists(atPath: learner.store.path))
            #expect(try learner.sil("history", "four-steps", in: workspace).status == 0)
        }

        @Test(
            "Where nothing can be written, and where nothing was installed, that is said and nothing is changed"
        )
        func refused() throws {
            try "파일".write(to: prefix, atomically: true, encoding: .utf8)
            let unwritable = try install()
            #expect(unwritable.status == 69 && unwritable.stderr.contains("쓸 수 없음"))
            #expect(try String(contentsOf: prefix, encoding: .utf8) == "파일")
            try FileManager.default.removeItem(at: prefix)
            let nothing = try install("--uninstall")
            #expect(nothing.status == 65 && nothing.stderr.contains("--prefix"))
            #expect(try learner.shell("'\(script)' --wrong").status == 64)
        }
    }
}
