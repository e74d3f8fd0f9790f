import Foundation

/// A file or folder of the learner that could not be read or written.
enum FileError: Error, Equatable {
    case read(path: String, errno: Int32)
    case write(path: String, errno: Int32)
}

extension Failure {
    init(_ error: FileError) {
        switch error {
        case .read(let path, let number):
            self.init(
                kind: "cannot_read", message: "읽을 수 없음: \(path) (\(Failure.reason(number)))",
                exitStatus: number == ENOENT ? .badInput : .unavailable)
        case .write(let path, let number):
            self.init(
                kind: "cannot_write", message: "쓸 수 없음: \(path) (\(Failure.reason(number)))",
                suggestions: Failure.remedy(number), exitStatus: .unavailable)
        }
    }

    static func reason(_ number: Int32) -> String {
        switch number {
        case EACCES, EPERM: "권한이 없음"
        case EROFS: "읽기만 되는 파일 시스템임"
        case ENOSPC, EDQUOT: "디스크에 자리가 없음"
        case ENOENT: "없음"
        case ENOTDIR: "폴더가 아닌 것이 길에 있음"
        case EISDIR: "폴더임"
        case ENAMETOOLONG: "이름이 너무 긺"
        case EEXIST, ENOTEMPTY: "이미 있음"
        case ELOOP: "링크가 돌고 돎"
        default: String(cString: strerror(number))
        }
    }

    private static func remedy(_ number: Int32) -> [String] {
        switch number {
        case EACCES, EPERM, EROFS: ["쓸 수 있는 폴더에서 다시 하세요."]
        case ENOSPC, EDQUOT: ["자리를 비우고 다시 하세요."]
        default: []
        }
    }
}
