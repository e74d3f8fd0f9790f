import Foundation

/// A submission's attempt to read the grader: through what is mapped, what is open, and what lies on disk.
enum GraderSearch {
    /// Source of `search() -> Bool`. The secret is put together at run time: spelt out, it would be found in the
    /// submission's own library.
    static func source(course: SquareCourse) -> String {
        let halves = (SquareCourse.secret.prefix(8), SquareCourse.secret.dropFirst(8))
        return """
            func holds(_ path: String) -> Bool {
                guard let data = FileManager.default.contents(atPath: path) else { return false }
                let needle = Data(["\(halves.0)", "\(halves.1)"].joined().utf8)
                guard data.count < 100_000_000, data.range(of: needle) != nil else { return false }
                print("FOUND", path)
                return true
            }

            func files(under folder: String) -> [String] {
                guard let all = FileManager.default.enumerator(atPath: folder) else { return [] }
                return all.prefix(2_000).map { folder + "/\\($0)" }
            }

            func search() -> Bool {
                let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
                var places = Set(maps.split(separator: "\\n").compactMap { line in
                    line.firstIndex(of: "/").map { String(line[$0...]) }
                })
                for number in 0..<64 { places.insert("/proc/self/fd/\\(number)") }
                for folder in ["\(course.folder.url.path)", ".", "/tmp", "/var/tmp", "/grade", "/stage"] {
                    places.formUnion(files(under: folder))
                }
                places = places.filter { !$0.contains("/usr/") }
                return places.contains(where: holds)
            }
            """
    }
}
