import Authoring
import Course
import Markdown
import Measuring
import Progress
import Sandbox
import Grading
import Signing

extension Failure {
    /// Any error that reaches the end of a command, in words. What has none yet is our own fault.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as CourseError: self.init(error)
        case let error as ProgressError: self.init(error)
        case let error as ArchiveError: self.init(error)
        case let error as SigningError: self.init(error)
        case let error as PortfolioError: self.init(error)
        case let error as MarkdownError: self.init(error)
        case let error as GradingError: self.init(error)
        case let error as SandboxError: self.init(error)
        case let error as LoadError: self.init(error)
        case let error as SystemError: self.init(error)
        case let error as NewError: self.init(error)
        case let error as FileError: self.init(error)
        case let error as WorkspaceError: self.init(error)
        case let error as AttemptError: self.init(error)
        case let refusal as WorkspaceSetup.Refusal: self.init(refusal)
        default:
            self.init(
                kind: "internal", message: "sil 안에서 뜻밖의 일이 일어남: \(error)",
                suggestions: ["같은 일이 되풀이되면 이 줄을 알려 주세요."], exitStatus: .ownFault)
        }
    }
}
