import Foundation
import Glibc

/// A course that is to be made: a folder with `Lessons/` and `Exercises/`, and nothing to read yet.
public struct NewCourse: Sendable {
    /// What all progress hangs on.
    public var id: String
    public var title: String
    public var authors: [String] = []

    public init(id: String, title: String) {
        self.id = id
        self.title = title
    }

    /// The files of a course that are copied from the templates.
    private static let manifests = ["course.yml", "terms.yml", "misconceptions.yml"]

    /// Makes the course in `folder`, an absolute path: a new folder, or one that has neither `Lessons` nor `Exercises`.
    ///
    /// - Returns: the paths of its files, relative to the course.
    /// - Throws: `NewError`; nothing was made then.
    public func make(at folder: String, from templates: Templates) throws(NewError) -> [String] {
        var draft = Draft()
        // Git keeps no empty folder, and without it this is no course.
        draft.add("Exercises/.gitkeep", "")
        for name in NewCourse.manifests {
            let text = try templates.text("Lessons/\(name)")
            draft.add("Lessons/\(name)", name == "course.yml" ? try manifest(text) : text)
        }
        var status = stat()
        if lstat(folder, &status) == 0 {
            try draft.place(into: folder)
        } else {
            guard errno == ENOENT else { throw .unwritable(path: folder, errno: errno) }
            try draft.place(asFolder: folder)
        }
        return draft.files.map(\.path)
    }

    private func manifest(_ text: String) throws(NewError) -> String {
        var manifest = ManifestText(text)
        let id = try NewName.line(id, what: "id")
        guard id.utf8.count <= 100, !id.contains("/") else {
            throw .unusableName(id, message: "과정 id 꼴이 아님", fix: "100바이트까지, `/` 없이 쓰세요.")
        }
        manifest.set("id", to: id)
        manifest.set("title", to: try NewName.line(title, what: "제목"))
        var lines: [String] = []
        for author in authors { lines.append(try NewName.line(author, what: "만든 사람")) }
        manifest.set("authors", to: lines)
        return manifest.text
    }
}
