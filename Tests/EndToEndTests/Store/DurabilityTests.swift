import Foundation
import GRDB
import Glibc
import Testing

extension EndToEnd {
    /// What happens to a learner's history when machines and processes misbehave.
    @Suite("기록은 남음")
    struct Durability {
        private let course: HandMadeCourse
        private let learner: Learner

        init() throws {
            course = try .sum()
            learner = try Learner()
            learner.environment["SIL_COURSE"] = course.path
        }

        private var solution: String { course.file("Exercises/held-sum/Solutions/plain/HeldSum.swift") }

        private func submit(_ path: String) throws -> SilProcess.Result {
            try learner.sil("submit", "held-sum", "--file", path, "--json")
        }

        /// `Scripts/bench durability` does the same a thousand times.
        @Test("Submissions side by side, killed at random moments: what was acknowledged is there, once")
        func killed() throws {
            #expect(try submit(solution).status == 0)
            let result = try learner.shell(
                """
                for round in 1 2 3 4 5 6; do
                    pids=()
                    for one in 1 2; do
                        folder=work/$round-$one
                        mkdir -p "$folder"
                        { cat '\(solution)'; echo "// $round $one"; } > "$folder/HeldSum.swift"
                        "$SIL" submit held-sum --file "$folder/HeldSum.swift" --json > "$folder/out" 2> /dev/null &
                        pids+=($!)
                    done
                    sleep "0.$((RANDOM % 10))$((RANDOM % 10))"
                    kill -9 "${pids[@]}" 2> /dev/null
                    wait
                done
                """)
            #expect([0, 137].contains(result.status), "\(result)")
            let store = try Store(at: learner.store)
            let numbers = try store.attempts(of: "held-sum").map(\.number)
            #expect(numbers == Array(1...numbers.count))
            #expect(try store.faults() == [])
            var told: [Int] = [1]
            for name in try FileManager.default.contentsOfDirectory(atPath: learner.desk.path + "/work") {
                let out = try Data(contentsOf: learner.desk.appending(path: "work/\(name)/out"))
                let decoder = JSONDecoder()
                decoder.keyDecodingStrategy = .convertFromSnakeCase
                guard let verdict = try? decoder.decode(VerdictDocument.self, from: out), verdict.recorded
                else {
                    continue
                }
                told.append(try #require(verdict.attempt))
            }
            #expect(Set(told).count == told.count && Set(told).isSubset(of: numbers))
            #expect(try submit(solution).document(VerdictDocument.self).attempt == 1, "and it goes on")
        }

        @Test("A store that another holds for five seconds: the other waits, says so, and records")
        func held() throws {
            #expect(try submit(solution).status == 0)
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: learner.store.path, configuration: configuration)
            try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let holder = Thread {
                Thread.sleep(forTimeInterval: 5)
                try? other.inDatabase { try $0.execute(sql: "ROLLBACK") }
            }
            holder.start()
            // Reading is not kept from anything.
            let progress = try learner.sil("progress")
            #expect(progress.status == 0 && progress.stderr.isEmpty && !holder.isFinished)
            let result = try submit(course.file("Exercises/held-sum/Mutants/minus/HeldSum.swift"))
            #expect(result.status == 1)
            #expect(result.stderr.contains("다른 sil이 기록을 쓰는 중이라 기다림"))
            #expect(try result.document(VerdictDocument.self).attempt == 2)
            #expect(try Store(at: learner.store).faults() == [])
        }

        @Test(
            "A store that a later sil wrote: refused kindly and left as it is, the verdict is shown all the same"
        )
        func newer() throws {
            #expect(try submit(solution).status == 0)
            do {
                let later = try DatabaseQueue(path: learner.store.path)
                try later.writeWithoutTransaction {
                    try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-later')")
                    try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                }
                try later.close()
            }
            let before = try Data(contentsOf: learner.store)
            for command in ["progress", "status", "next"] {
                let result = try learner.sil(command)
                #expect(result.status == 65 && result.stderr.contains("더 새로운 sil"), "\(command)")
            }
            let result = try submit(solution)
            #expect(result.status == 69)
            let verdict = try result.document(VerdictDocument.self)
            #expect(verdict.verdict == "passed" && !verdict.recorded)
            #expect(try Data(contentsOf: learner.store) == before)
        }

        @Test(
            "A kept source that is damaged: named in Korean; the other attempts, the reports and submit go on"
        )
        func damagedSource() throws {
            let mutant = course.file("Exercises/held-sum/Mutants/minus/HeldSum.swift")
            #expect(try submit(mutant).status == 1)
            #expect(try submit(solution).status == 0)
            do {
                let other = try DatabaseQueue(path: learner.store.path)
                try other.write {
                    try $0.execute(sql: "UPDATE blobs SET bytes = zeroblob(length(bytes)) WHERE rowid = 1")
                }
            }
            let result = try learner.sil("diff", "held-sum", "1", "2")
            #expect(result.status == 65 && result.stderr.contains("HeldSum.swift의 보관된 내용이 망가져"), "\(result)")
            let document = try learner.sil("diff", "held-sum", "1", "2", "--json").document(
                ErrorDocument.self)
            #expect(document.error.kind == "kept_file_damaged")
            let page = try learner.sil("progress", "--html", "진도.html")
            #expect(page.status == 0, "\(page)")
            let html = try String(contentsOf: learner.desk.appending(path: "진도.html"), encoding: .utf8)
            #expect(html.contains("보관된 내용이 망가짐") && html.contains("a + b"))
            for command in ["progress", "status", "next"] {
                #expect(try learner.sil(command).status == 0, "\(command)")
            }
            #expect(try learner.sil("history", "held-sum").status == 0)
            let archive = try learner.sil("export", "기록.json")
            #expect(archive.status == 65 && archive.speaksKorean)
            #expect(!FileManager.default.fileExists(atPath: learner.desk.path + "/기록.json"))
            #expect(try submit(mutant).document(VerdictDocument.self).attempt == 1, "known by its hash")
        }

        @Test(
            "A disk that is full: the verdict is shown and said not to be kept", .enabled(if: getuid() == 0))
        func full() throws {
            #expect(try learner.sil("list").status == 0)
            try FileManager.default.createDirectory(at: learner.home, withIntermediateDirectories: true)
            let home = learner.home.path
            try #require(mount("tmpfs", home, "tmpfs", 0, "size=256k") == 0, "errno \(errno)")
            defer { umount2(home, Int32(MNT_DETACH)) }
            #expect(try submit(solution).status == 0)
            let block = [UInt8](repeating: 1, count: 4_096)
            let filler = open(home + "/filler", O_WRONLY | O_CREAT, 0o600)
            while write(filler, block, block.count) > 0 {}
            close(filler)
            let result = try submit(course.file("Exercises/held-sum/Mutants/minus/HeldSum.swift"))
            #expect(result.status == 69 && result.stderr.contains("자리가 없음"), "\(result)")
            let verdict = try result.document(VerdictDocument.self)
            #expect(verdict.verdict == "failed" && !verdict.recorded && verdict.attempt == nil)
            unlink(home + "/filler")
            #expect(try Store(at: learner.store).attempts(of: "held-sum").map(\.verdict) == ["passed"])
            #expect(try Store(at: learner.store).faults() == [])
        }
    }
}
