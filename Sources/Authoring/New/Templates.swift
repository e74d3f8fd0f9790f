public import Course
import Foundation
import Glibc

/// The templates that `author new` begins with: themselves a course, so that `author check` proves them as it proves any
/// other. Its exercise `template-explore` with the module `TemplateExplore` becomes `my-slug` with the module `MySlug`.
public struct Templates: Sendable {
    /// Absolute path of the templates' course.
    let root: String

    /// - Parameter runtime: absolute path of the runtime's sources: the templates lie beside them, in a checkout and
    ///   where `sil` is installed.
    /// - Throws: `templatesMissing`.
    public init(besideRuntime runtime: String) throws(NewError) {
        root = runtime.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Templates"
        var status = stat()
        guard stat(root + "/Lessons/course.yml", &status) == 0 else { throw .templatesMissing(path: root) }
    }

    // MARK: What they hold

    /// What a template of that kind is called and says when nobody says otherwise.
    public func words(of kind: Exercise.Kind) throws(NewError) -> (title: String, summary: String) {
        let manifest = ManifestText(try text("Exercises/\(Templates.slug(of: kind))/exercise.yml"))
        return (manifest.value(of: "title") ?? kind.rawValue, manifest.value(of: "summary") ?? "")
    }

    /// The place in the templates' chapter that their exercises send a learner to.
    static let readPlace = "01-chapter#먼저-짐작하기"

    static func slug(of kind: Exercise.Kind) -> String { "template-" + kind.rawValue }

    /// The files of a template, by their paths in the exercise's folder.
    func files(of kind: Exercise.Kind) throws(NewError) -> [Draft.File] {
        let folder = "Exercises/\(Templates.slug(of: kind))"
        guard let paths = FileManager.default.enumerator(atPath: "\(root)/\(folder)") else {
            throw .templatesMissing(path: "\(root)/\(folder)")
        }
        var files: [Draft.File] = []
        for path in paths.compactMap({ $0 as? String }).sorted() where isFile("\(folder)/\(path)") {
            files.append(Draft.File(path: path, text: try text("\(folder)/\(path)")))
        }
        guard !files.isEmpty else { throw .templatesMissing(path: "\(root)/\(folder)") }
        return files
    }

    func text(_ path: String) throws(NewError) -> String {
        do {
            return try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
        } catch {
            var status = stat()
            throw .unreadable(
                path: "\(root)/\(path)", errno: stat("\(root)/\(path)", &status) == 0 ? EIO : errno)
        }
    }

    private func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat("\(root)/\(path)", &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            && !path.split(separator: "/").contains { $0.hasPrefix(".") }
    }
}
