import Grading
import Measuring

extension Failure {
    init(_ error: LoadError) {
        switch error {
        case .notStarted(let number):
            self.init(
                kind: "tool_missing", message: "부하를 거는 wrk를 시작하지 못함 (\(Failure.reason(number)))",
                suggestions: ["wrk -v", "sudo apt-get install -y --no-install-recommends wrk"],
                exitStatus: .unavailable)
        case .noScript(let path, let number):
            self.init(
                kind: "unwritable", message: "임시 파일을 쓰지 못함: \(path) (\(Failure.reason(number)))",
                suggestions: ["/tmp에 자리를 내고 다시 하세요."], exitStatus: .unavailable)
        }
    }

    /// A socket for a server to listen on was not to be had.
    init(_ error: SystemError) {
        self.init(
            kind: "no_socket",
            message: "127.0.0.1에 듣는 소켓을 열지 못함: \(error.call) (\(Failure.reason(error.errno)))",
            suggestions: ["sil doctor"], exitStatus: .unavailable)
    }
}
