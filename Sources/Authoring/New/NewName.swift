import Course
import Foundation
import Glibc

/// Names as people type them, before anything is called by them.
enum NewName {
    /// - Throws: `unusableName`.
    static func check(_ name: String, as shape: NameShape, example: String) throws(NewError) {
        guard !name.isEmpty else {
            throw .unusableName(name, message: "이름이 비어 있음", fix: "이름을 쓰세요: \(example)")
        }
        // A Mac hands out Hangul taken apart into letters. It looks the same and is another name to most programs.
        let composed = name.precomposedStringWithCanonicalMapping
        guard name.unicodeScalars.elementsEqual(composed.unicodeScalars) else {
            throw .unusableName(
                name, message: "낱자로 풀린(NFD) 이름임: `\(composed)`", fix: "이름을 이 자리에서 새로 쳐서 다시 하세요.")
        }
        if let wrong = shape.complaint(about: name) {
            throw .unusableName(name, message: wrong.message, fix: wrong.fix)
        }
    }

    /// A title or a sentence: one line of text, composed.
    ///
    /// - Throws: `unusableName`.
    static func line(_ text: String, what: String) throws(NewError) -> String {
        let line = text.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespaces)
        guard !line.isEmpty else {
            throw .unusableName(text, message: "\(what): 비어 있음", fix: "한 글자라도 쓰세요.")
        }
        guard line.utf8.count <= 300 else {
            throw .unusableName(text, message: "\(what): 너무 긺", fix: "300바이트까지로 줄이세요.")
        }
        let isPrintable = line.unicodeScalars.allSatisfy { scalar in
            ![.control, .format, .lineSeparator, .paragraphSeparator, .unassigned].contains(
                scalar.properties.generalCategory)
        }
        guard isPrintable else {
            throw .unusableName(text, message: "\(what): 줄바꿈이나 제어 문자가 있음", fix: "한 줄로 쓰세요.")
        }
        return line
    }

    /// Whether anything has that name, a broken link too.
    static func isTaken(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }
}
