import GraderKit
import XCTest

/// 서버가 보낸 답 하나.
struct Answer {
    let status: Int
    /// 이름은 소문자.
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    /// 이 답 다음에 연결을 닫겠다고 했는지.
    var saysClose: Bool { headers["connection"]?.lowercased() == "close" }
}

/// 답의 모양이 틀림.
struct BadAnswer: Error, CustomStringConvertible {
    let description: String
}

extension Client {
    /// 요청 하나를 보냄.
    func ask(_ target: String, _ headers: String..., version: String = "HTTP/1.1") throws {
        try send(Self.get(target, headers, version))
    }

    static func get(_ target: String, _ headers: [String] = [], _ version: String = "HTTP/1.1") -> String {
        (["GET \(target) \(version)", "Host: a.kr"] + headers + ["", ""]).joined(separator: "\r\n")
    }

    static func post(_ body: [UInt8]) -> [UInt8] {
        Array("POST /echo HTTP/1.1\r\nHost: a.kr\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
    }

    /// 답 하나를 Content-Length만큼 받음.
    func answer() throws -> Answer {
        let head = try receive(until: "\r\n\r\n")
        // "\r\n"은 글자 하나임.
        let lines = head.split(separator: "\r\n")
        let words = lines[0].split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]), words[1].count == 3 else {
            throw BadAnswer(description: "답의 첫 줄이 ‘\(lines[0])’: ‘HTTP/1.1 200 OK’ 같은 모양이어야 함")
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else {
                throw BadAnswer(description: "답의 헤더 줄 ‘\(line)’에 콜론이 없음")
            }
            let value = line[line.index(after: colon)...]
            headers[line[..<colon].lowercased()] = value.trimmingCharacters(in: .whitespaces)
        }
        guard let length = headers["content-length"].flatMap({ Int($0) }), length >= 0 else {
            throw BadAnswer(description: "답에 Content-Length가 없음. 머리는 \(lines)")
        }
        return Answer(status: status, headers: headers, body: try receive(count: length))
    }

    /// 다음 답의 몸이 이것임.
    func expect(_ text: String, _ what: String) throws {
        let answer = try answer()
        XCTAssertEqual(answer.text, text, what)
    }

    /// 다음 답의 상태가 이것임.
    func expect(status: Int, _ what: String) throws {
        let answer = try answer()
        XCTAssertEqual(answer.status, status, what)
    }

    /// 연결이 끝났음: 곱게 닫혔거나 끊겼음.
    func expectEnd(_ what: String) throws {
        do {
            let rest = try receiveToEnd()
            XCTAssertEqual(String(decoding: rest, as: UTF8.self), "", what)
        } catch ProgramFailure.reset {}
    }

    /// `/hello`에 답이 옴.
    func expectHello(_ what: String) throws {
        try ask("/hello")
        let answer = try answer()
        XCTAssertEqual(answer.status, 200, what)
        XCTAssertEqual(answer.text, "hello\n", what)
    }

    /// 이 연결을 맡은 프로세스와 스레드.
    func who() throws -> Who {
        try ask("/who")
        return try whoAnswer()
    }

    func whoAnswer() throws -> Who {
        let text = try answer().text
        let words = text.split { $0 == " " || $0 == "\n" }
        guard words.count == 2, let pid = Int32(words[0]) else {
            throw BadAnswer(description: "GET /who의 답: ‘\(text)’")
        }
        return Who(pid: pid, thread: String(words[1]))
    }
}

struct Who: Hashable {
    let pid: Int32
    let thread: String
}

/// 서버를 띄우고, 손님을 맞을 준비가 될 때까지 기다림.
func start(faults: [Fault] = []) throws -> Program {
    let program = try Program(listening: true, arguments: Model.arguments, faults: faults)
    try ready(program, "띄운 뒤")
    try program.settle()
    return program
}

/// 손님이 없을 때의 모습: 떠 있을 프로세스와 스레드, 좀비 없음.
func ready(_ program: Program, without gone: some Sequence<Int32> = [], _ when: String) throws {
    let (count, threads) = (1 + Model.standing, Model.idleThreads)
    var seen = ""
    var all: Set<Int32> = []
    do {
        try program.eventually("", seconds: 5) {
            let running = try Set($0.watch.processes)
            all.formUnion(running)
            let (now, zombies) = try ($0.threads, $0.zombies)
            seen = "프로세스 \(running.count)개, 스레드 \(now)개, 좀비 \(zombies)개"
            return running.count == count && threads.contains(now) && zombies == 0
                && running.isDisjoint(with: gone)
        }
    } catch ProgramFailure.notReached(_, let seconds) {
        let range =
            threads.count == 1 ? "\(threads.lowerBound)개" : "\(threads.lowerBound)–\(threads.upperBound)개"
        throw ProgramFailure.notReached(
            "\(when) 쉬고 있는 서버는 프로세스 \(count)개(마스터 포함), 스레드 모두 \(range), 좀비 0개. 마지막으로 본 것: \(seen). 그동안 본 프로세스는 모두 \(all.count)개",
            seconds: seconds)
    }
}

/// 스레드마다 자면 S, 돌거나 코어를 기다리면 R, 멈췄으면 T; proc_pid_stat(5).
func states(of pid: Int32) -> [Character] {
    let tasks = "/proc/\(pid)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    return threads.compactMap {
        let stat = (try? String(contentsOfFile: "\(tasks)/\($0)/stat", encoding: .utf8)) ?? ""
        return stat.split(separator: ")").last?.first { $0 != " " }
    }
}
