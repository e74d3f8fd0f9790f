import ServerKit

/// 다 도착한 HTTP 요청 하나.
public struct Request: Sendable {
    /// 요청 줄의 첫 조각. 예: `GET`
    public var method: String
    /// 요청 줄의 둘째 조각. 예: `/hello?name=kim`
    public var target: String
    /// 헤더. 이름은 소문자로 바꿔 넣고, 값은 앞뒤의 빈칸과 탭을 뺌. 예: `["host": "a.kr"]`
    public var headers: [String: String] = [:]
    /// `Content-Length`만큼의 바이트. 글자가 아닐 수도 있음.
    public var body: [UInt8] = []
}

/// 요청에 줄 답.
public struct Response: Sendable {
    public var status: Int
    public var body: [UInt8]

    public init(status: Int = 200, body: [UInt8] = []) {
        self.status = status
        self.body = body
    }

    public init(_ text: String, status: Int = 200) {
        self.init(status: status, body: Array(text.utf8))
    }
}

/// 연결 하나에서 오는 요청을 차례로 읽어 `answer`에 묻고, 그 답을 보냄. 연결이 끝나면 돌아옴. 연결을 닫는 일은 부른 쪽이 함.
///
/// 요청의 모양(줄 끝은 모두 `\r\n`)
///
///     POST /echo HTTP/1.1       요청 줄: 빈칸 하나씩으로 나뉜 세 조각. 끝은 HTTP/1.1이나 HTTP/1.0
///     Host: a.kr                헤더: 이름, 콜론, 값. 없을 수도 있음
///     Content-Length: 5
///                               빈 줄: 머리의 끝
///     abcde                     몸: Content-Length만큼. 그 헤더가 없으면 0바이트
///
/// - 요청은 아무 데서나 잘려 오고, 여럿이 이어져 오기도 함. 다 온 요청에는 온 순서대로 하나씩 답함. 다음 바이트를 기다리기 전에
///   이미 다 온 요청에 먼저 답함.
/// - 답의 모양: `HTTP/1.1 200 OK` 같은 줄(숫자 다음의 말은 마음대로), `Content-Length`가 든 헤더들, 빈 줄, 몸.
///   이 답을 끝으로 연결을 닫을 때만 `Connection: close` 헤더를 더함.
/// - 요청에 `Connection: close`가 있거나(값은 대소문자를 가리지 않음) 버전이 HTTP/1.0이면 그 답을 끝으로 돌아옴. 뒤에 더 와
///   있어도 답하지 않음. 아니면 답한 뒤 다음 요청을 기다림. 기다리는 시간의 한도는 두지 않음.
/// - 손님이 보내기를 닫으면(파일 끝) 다 온 요청에는 모두 답하고, 다 오지 않은 요청은 답 없이 버리고 돌아옴.
/// - 손님이 연결을 끊거나 답을 읽지 않고 가면 조용히 돌아옴. 프로세스가 죽으면 안 됨.
/// - 시그널로 끊긴 호출은 이어 하고, 다 쓰이지 않은 답은 마저 씀.
///
/// 다음에는 `answer`에 묻지 않고, 빈 몸으로 답하고(`Connection: close`), 돌아옴. 그보다 먼저 온 요청에는 이미 답했어야 함.
/// - 400: 세 조각이 아니거나 빈 조각이 있는 요청 줄, 다른 버전, 콜론이 없거나 이름이 비었거나 이름과 콜론 사이에 빈칸이 있는
///   헤더 줄, 0–9가 아닌 것이 있거나 빈 `Content-Length`, 서로 다른 `Content-Length` 둘.
/// - 431: 머리(빈 줄까지)가 8,192바이트를 넘음. 머리가 다 오지 않았어도, 넘은 것을 알면 곧 답함.
/// - 413: `Content-Length`가 65,536을 넘음. 몸이 오기를 기다리지 않음.
/// - 501: `Transfer-Encoding`이 있음.
///
/// 채점하지 않는 것: 위의 둘 이상에 걸리는 요청, 줄 끝이 `\n`뿐인 것, 요청 앞의 빈 줄, 다른 헤더가 두 번 오는 것,
/// `Connection: keep-alive`, `Expect`, `HEAD`, 오류로 답한 뒤 남은 바이트를 읽고 닫는지.
public func converse(_ client: Int32, _ answer: (Request) -> Response) {
    // 1. 온 바이트를 모아 두고, 요청이 다 갖추어질 때마다 하나씩 떼어 내세요. http-parser에서 한 일임.

    // 2. 떼어 낸 요청에 답하고, 더 떼어 낼 것이 없으면 더 읽으세요.

    // 3. 끝나는 길을 하나씩: 파일 끝, 닫자는 요청, 틀린 요청, 끊긴 연결.
}
