/// 다 도착한 HTTP/1.1 요청 하나.
struct Request {
    /// 요청 줄의 첫 조각. 예: `GET`
    var method: String
    /// 요청 줄의 둘째 조각. 예: `/hello?name=kim`
    var target: String
    /// 헤더. 이름은 소문자로 바꿔 넣고, 값은 앞뒤의 빈칸과 탭을 뺌. 예: `["host": "a.kr"]`
    var headers: [String: String] = [:]
    /// `Content-Length`만큼의 바이트. 글자가 아닐 수도 있음.
    var body: [UInt8] = []
}

/// 연결을 더 믿을 수 없는 까닭.
enum ParseError: Error {
    /// 형식이 틀림: 400으로 답할 일.
    case malformed
    /// 정한 크기를 넘음: 413이나 431로 답할 일.
    case tooLarge
}

// TCP는 바이트의 흐름임. 소켓에서 한 번 읽은 조각에는 요청의 일부만 있을 수도, 여러 요청이 이어져 있을 수도 있음.
//
// 요청 하나의 모양(줄 끝은 모두 \r\n):
//
//     POST /hello HTTP/1.1        요청 줄: 빈칸 하나씩으로 나뉜 세 조각. 끝은 HTTP/1.1이나 HTTP/1.0
//     Host: a.kr                  헤더: 이름, 콜론, 값. 없을 수도 있음
//     Content-Length: 5
//                                 빈 줄: 머리의 끝
//     abcde                       몸: Content-Length만큼. 그 헤더가 없으면 0바이트
//
// malformed로 던질 것: 세 조각이 아니거나 빈 조각이 있는 요청 줄, 다른 버전, 콜론이 없거나 이름이 비었거나
// 이름과 콜론 사이에 빈칸이 있는 헤더 줄, 0–9가 아닌 것이 있거나 빈 Content-Length, 서로 다른 Content-Length 둘.
// 줄 끝이 \n뿐인 것, Transfer-Encoding, 다른 헤더가 두 번 오는 것은 채점하지 않음. 던진 뒤에는 다시 부르지 않음.

/// 연결 하나에서 오는 바이트를 요청으로 나눔.
struct HTTPParser {
    /// 머리(요청 줄부터 빈 줄의 \r\n까지)의 바이트 수. 딱 이만큼은 괜찮음.
    let maxHeadBytes: Int
    /// 몸의 바이트 수. 딱 이만큼은 괜찮음.
    let maxBodyBytes: Int

    init(maxHeadBytes: Int = 8192, maxBodyBytes: Int = 65_536) {
        self.maxHeadBytes = maxHeadBytes
        self.maxBodyBytes = maxBodyBytes
    }

    /// 새로 읽은 조각을 받아, 이 조각으로 다 갖추어진 요청을 온 순서대로 돌려줌. 아직 없으면 빈 배열.
    ///
    /// 머리가 `maxHeadBytes`보다 길면, 아직 끝나지 않았더라도 `tooLarge`를 던짐.
    /// `Content-Length`가 `maxBodyBytes`보다 크면, 몸을 기다리지 않고 `tooLarge`를 던짐.
    mutating func feed(_ bytes: [UInt8]) throws -> [Request] {
        // 1. 남아 있던 바이트 뒤에 새 조각을 붙이세요.
        // 2. 요청이 다 갖추어질 때마다 하나씩 떼어 내세요.
        // 3. 남은 바이트는 다음 조각을 위해 두세요.
        []
    }
}
