import Text
import Verdicts

extension Finding {
    /// One sentence that says what went wrong.
    var title: String {
        switch kind {
        case .dataRace: dataRaceTitle
        case .assertion: lostUpdateTitle ?? assertionTitle
        case .crash: "이 실행 순서에서는 크래시가 남" + (signal.flatMap(Signal.named).map { ": \($0)" } ?? "")
        case .deadlock: deadlockTitle
        case .lostWakeup: lostWakeupTitle
        case .livelock: "라이브락: 스레드들이 돌기만 하고 나아가지 못함"
        case .destroyedLock: "이미 없앤 것을 씀" + (steps.last?.what.map { ": \($0)" } ?? "")
        case .leakedThread: "끝나지 않는 스레드가 남음" + (waiters.isEmpty ? "" : ": \(Self.list(waiters))")
        case .uncontrolled: uncontrolledTitle
        case .lostUpdate: "갱신을 하나 잃음"
        case .tornRead: "찢긴 읽기: 반만 바뀐 값을 읽음"
        case .doubleRun: "한 번만 해야 할 일을 두 번 함"
        case .starvation: "기아: 한 스레드가 차례를 얻지 못함"
        case .continuationMisuse: "이어하기(continuation)를 잘못 씀"
        case .leakedDescriptor: "닫지 않은 파일 디스크립터가 남음"
        case .zombie: "거두지 않은 자식 프로세스가 남음"
        case .orphan: "부모보다 오래 사는 자식 프로세스가 남음"
        }
    }

    /// The kind in a word or two.
    var word: String {
        switch kind {
        case .dataRace: "데이터 레이스"
        case .assertion: "깨진 조건"
        case .crash: "크래시"
        case .deadlock: "데드락"
        case .lostWakeup: "놓친 깨움"
        case .livelock: "라이브락"
        case .destroyedLock: "없앤 락"
        case .uncontrolled: "다루지 못하는 호출"
        default: title
        }
    }

    // MARK: Names of threads

    /// `스레드 A`, `메인 스레드`.
    static func label(_ thread: String) -> String { thread == "main" ? "메인 스레드" : "스레드 \(thread)" }

    /// `스레드 A와 스레드 B`; of many only how many they are.
    static func list(_ threads: [String]) -> String {
        switch threads.count {
        case 0: ""
        case 1: label(threads[0])
        case 2: "\(Particle.and(label(threads[0]))) \(label(threads[1]))"
        default: "스레드 \(threads.count)개"
        }
    }

    private var waiters: [String] { waiting.map(\.thread) }

    // MARK: Sentences

    private var dataRaceTitle: String {
        let accesses = (race ?? []).filter(steps.indices.contains).map { steps[$0] }
        guard accesses.count == 2 else { return "데이터 레이스" }
        let what = accesses.compactMap(\.what).first ?? "같은 메모리"
        let writer = accesses.first { $0.isWrite } ?? accesses[0]
        guard let reader = accesses.first(where: { !$0.isWrite }) else {
            let both = Self.list(accesses.map(\.thread))
            return "데이터 레이스: \(Particle.subject(both)) \(Particle.object(what)) 함께 쓰는데 순서를 정하는 것이 없음"
        }
        let (first, second) = (Self.label(writer.thread), Self.label(reader.thread))
        return "데이터 레이스: \(Particle.subject(first)) 쓰는 \(Particle.object(what)) "
            + "\(Particle.subject(second)) 읽는데 순서를 정하는 것이 없음"
    }

    private var assertionTitle: String {
        let isTests = scenario != nil && signal == nil
        return isTests ? "이 실행 순서에서는 시험이 기대한 것과 다름" : "이 실행 순서에서는 프로그램이 스스로 정한 조건이 깨짐"
    }

    private var lostUpdateTitle: String? {
        guard let lost = LostUpdate(in: self) else { return nil }
        let (loser, winner) = (Self.label(lost.loser), Self.label(lost.winner))
        guard lost.isNumber else {
            return "확인하고 쓰는 사이에 끼어듦: \(Particle.subject(loser)) \(Particle.object(lost.what)) 읽고 쓰는 사이에 "
                + "\(Particle.subject(winner)) 씀"
        }
        return "갱신을 하나 잃음: \(Particle.subject(loser)) \(Particle.object(lost.what)) 읽고 쓰는 사이에 "
            + "\(Particle.subject(winner)) 씀"
    }

    private var deadlockTitle: String {
        let circle = circle
        switch circle.count {
        case 0: return "데드락(교착 상태): \(Particle.subject(Self.list(waiters))) 기다리기만 함"
        case 1:
            let what = waiting.first { $0.thread == circle[0] }?.what ?? "락"
            return
                "데드락(교착 상태): \(Particle.subject(Self.label(circle[0]))) 자기가 쥔 \(Particle.object(what)) 다시 기다림"
        case 2: return "데드락(교착 상태): \(Particle.subject(Self.list(circle))) 서로를 기다림, 아무도 나아갈 수 없음"
        default: return "데드락(교착 상태): 스레드 \(circle.count)개가 돌아가며 기다림, 아무도 나아갈 수 없음"
        }
    }

    private var lostWakeupTitle: String {
        let sleepers = waiting.filter { $0.action == .wait }
        let who = Self.list(sleepers.map(\.thread))
        guard !sleepers.isEmpty else { return "놓친 깨움: 아무도 깨우지 않는 스레드가 있음" }
        let place = sleepers[0].what.map { "\($0)에서 " } ?? ""
        return "놓친 깨움: \(Particle.subject(who)) \(place)기다리는데 깨워 줄 스레드가 없음"
    }

    private var uncontrolledTitle: String {
        switch call {
        case nil: "탐색기가 다루지 못하는 일을 함"
        case "runs": "메모리를 함께 쓰지도 끝나지도 않는 반복이 있어 탐색할 수 없음"
        case "threads": "스레드가 너무 많아 탐색할 수 없음 (128개까지)"
        case "objects": "락이 너무 많아 탐색할 수 없음"
        case "memory": "메모리를 너무 많이 써서 탐색할 수 없음"
        case let call?: "탐색기가 다루지 못하는 호출: \(call)"
        }
    }

    /// Threads that wait for each other, each for the next one and the last for the first; none if there is no such
    /// circle.
    var circle: [String] {
        for start in waiters {
            var path = [start]
            while let step = waiting.first(where: { $0.thread == path.last }),
                let next = step.heldBy.first(where: { waiters.contains($0) })
            {
                if next == start { return path }
                guard !path.contains(next) else { break }
                path.append(next)
            }
        }
        return []
    }
}

extension FindingStep {
    var isWrite: Bool { action == .write }
}

/// The four steps of a lost update: a thread reads, another one writes, and the first writes what it made of the old
/// value.
struct LostUpdate: Equatable {
    var what: String
    /// Who overwrites.
    var loser: String
    /// Whose write is gone.
    var winner: String
    /// Whether what is written can have been made of what was read.
    var isNumber = true

    /// The last one of a finding.
    init?(in finding: Finding) {
        /// Threads by what they have read and not written since, with who has written it meanwhile.
        var reads: [String: [String: String?]] = [:]
        var found: LostUpdate?
        for step in finding.steps {
            guard let what = step.what else { continue }
            // In one piece, nobody comes between.
            guard step.note == nil else { continue }
            switch step.action {
            case .read: reads[what, default: [:]][step.thread] = .some(nil)
            case .write:
                if case .some(.some(let winner)) = reads[what]?[step.thread] {
                    let isNumber = step.value.map { Int($0) != nil } ?? true
                    found = LostUpdate(
                        what: what, loser: step.thread, winner: winner, isNumber: isNumber)
                }
                reads[what]?[step.thread] = nil
                for other in (reads[what] ?? [:]).keys { reads[what]?[other] = .some(step.thread) }
            default: break
            }
        }
        guard let found else { return nil }
        self = found
    }

    init(what: String, loser: String, winner: String, isNumber: Bool = true) {
        self.isNumber = isNumber
        self.what = what
        self.loser = loser
        self.winner = winner
    }
}
