import Foundation
import Testing

extension EndToEnd {
    @Suite("sil author new: 만들지 않는 것")
    struct NewRefusals {
        private struct Made: Decodable {
            var schema: Int
            var made: String
            var name: String
            var course: String
            var files: [String]
        }

        @Test("What was made is told as a document")
        func document() throws {
            let course = try AuthoredCourse()
            let result = try course.author.sil("author", "new", "chapter", "첫-장", "--json", in: course.root)
            let made = try result.document(Made.self)
            #expect(made.made == "chapter" && made.name == "첫-장" && made.files == ["Lessons/01-첫-장.md"])
            #expect(made.schema == 1 && URL(filePath: made.course).lastPathComponent == "과정")
        }

        @Test("Outside of any course nothing is added to the program's own")
        func noCourse() throws {
            let author = try Learner()
            for what in ["chapter", "exercise"] {
                let result = try author.sil("author", "new", what, "held-sum", "--json")
                #expect(result.status == 65)
                let error = try result.document(ErrorDocument.self).error
                #expect(error.kind == "no_course" && error.suggestions[0].contains("sil author new course"))
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: author.desk.path) == [])
        }

        @Test(
            "A bad name is a usage error that says what a good one looks like",
            arguments: [
                ("exercise", "Held_Sum"), ("exercise", "한글"), ("exercise", "swift"), ("chapter", "a/b"),
                ("chapter", "프로세스".decomposedStringWithCanonicalMapping),
                ("exercise", String(repeating: "a", count: 300)),
            ])
        func badNames(what: String, name: String) throws {
            let course = try AuthoredCourse()
            let result = try course.author.sil("author", "new", what, name, "--json", in: course.root)
            #expect(result.status == 64)
            let error = try result.document(ErrorDocument.self).error
            #expect(error.kind == "unusable_name" && !error.suggestions.isEmpty)
            #expect(course.names(in: "Exercises") == [".gitkeep"])
        }

        @Test("Without a name and a terminal the missing one is named")
        func noName() throws {
            let course = try AuthoredCourse()
            let result = try course.author.sil("author", "new", "exercise", in: course.root)
            #expect(result.status == 64 && result.stderr.contains("sil author new exercise hit-counter"))
        }

        @Test("What exists stays as it is")
        func existing() throws {
            let course = try AuthoredCourse()
            try course.make("exercise", "held-sum")
            try course.save("Exercises/held-sum/Starter/HeldSum.swift", "// 내가 쓴 글\n")
            for arguments in [["exercise", "held-sum", "--kind", "server"], ["course", "."]] {
                let result = try course.author.sil(
                    ["author", "new"] + arguments + ["--json"], in: course.root)
                #expect(result.status == 65)
                let error = try result.document(ErrorDocument.self).error
                #expect(error.kind == "exists" && error.suggestions.contains { $0.hasPrefix("sil author ") })
            }
            #expect(try course.read("Exercises/held-sum/Starter/HeldSum.swift") == "// 내가 쓴 글\n")
            #expect(try course.read("Exercises/held-sum/exercise.yml").contains("kind: unit"))
        }

        @Test("A file in the place of the course's folder, and a folder too long to be named")
        func badFolders() throws {
            let author = try Learner()
            try Data().write(to: author.desk.appending(path: "file"))
            let file = try author.sil("author", "new", "course", "file", "--json")
            #expect(try file.status == 65 && file.document(ErrorDocument.self).error.kind == "not_a_folder")
            let long = try author.sil("author", "new", "course", String(repeating: "가", count: 100), "--json")
            let tooLong = try long.document(ErrorDocument.self).error
            #expect(tooLong.kind == "unusable_name" && tooLong.suggestions.contains { $0.contains("100바이트") })
            let deep = try author.sil("author", "new", "course", "a/b/c", "--json")
            #expect(try deep.document(ErrorDocument.self).error.kind == "cannot_write")
            #expect(try FileManager.default.contentsOfDirectory(atPath: author.desk.path) == ["file"])
        }

        @Test(
            "A folder that may not be written is told, and nothing half is left", .enabled(if: geteuid() != 0)
        )
        func readOnly() throws {
            let course = try AuthoredCourse()
            let folder = course.file("Exercises").path
            try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
            defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder) }
            let result = try course.author.sil(
                "author", "new", "exercise", "held-sum", "--json", in: course.root)
            #expect(result.status == 69)
            #expect(try result.document(ErrorDocument.self).error.kind == "cannot_write")
            #expect(course.names(in: "Exercises") == [".gitkeep"])
        }
    }
}
