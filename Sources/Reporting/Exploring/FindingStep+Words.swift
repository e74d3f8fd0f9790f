import Text
import Verdicts

extension FindingStep {
    /// What is done, in a few words: `읽기 count → 0`.
    ///
    /// - Parameter subject: what needs no name, because everything is about it.
    func words(subject: String?) -> String {
        let name = what ?? (lock ?? "값")
        let object = what == subject && subject != nil ? "" : " \(what ?? "값")"
        switch action {
        case .start: return "시작"
        case .end: return "끝남"
        case .read:
            return note == .compareAndSwapFailed ? "교체 못 함\(object)\(arrow("→"))" : "읽기\(object)\(arrow("→"))"
        case .write:
            switch note {
            case .readModifyWrite: return "읽고 쓰기\(object)\(arrow("←"))"
            case .compareAndSwap: return "교체(CAS)\(object)\(arrow("←"))"
            case .compareAndSwapFailed: return "교체 못 함\(object)\(arrow("→"))"
            default: return "쓰기\(object)\(arrow("←"))"
            }
        case .lock:
            switch note {
            case .tryFailed: return "\(Particle.object(name)) 쥐지 못함"
            case .timeout: return "\(Particle.object(name)) 기다리다 시간 초과"
            case .readLock: return "\(Particle.object(name)) 읽기로 쥠"
            default: return "\(Particle.object(name)) 쥠"
            }
        case .unlock: return "\(Particle.object(name)) 놓음"
        case .wait: return "\(name)에서 잠듦"
        case .wake:
            switch note {
            case .spurious: return "\(name)에서 가짜로 깨어남"
            case .timeout: return "\(name)에서 시간이 지나 깨어남"
            default: return "\(name)에서 깨어남"
            }
        case .signal:
            switch note {
            case .lost: return "\(name) 깨우기: 자는 스레드 없음"
            case .broadcast: return "\(name) 모두 깨우기"
            default: return "\(name) 깨우기"
            }
        case .join: return what.map { "\(Particle.subject(Finding.label($0))) 끝나기를 기다림" } ?? "끝나기를 기다림"
        case .call:
            guard note == .create else {
                let argument = lock.map { "(\($0))" } ?? ""
                return what.map { "\($0)\(argument) 부름" } ?? "부름"
            }
            return what.map { "\(Particle.object(Finding.label($0))) 만듦" } ?? "스레드를 만듦"
        case .fail where lock != nil: return "이미 없앤 \(Particle.object(name)) 씀"
        // Without a place it is a check of the test's, not of the program's.
        case .fail: return place == nil ? "기대와 다름" : "여기서 멈춤"
        }
    }

    /// What is waited for, by a thread that never gets it.
    var waitingWords: String {
        switch action {
        case .join, .wait: words(subject: nil)
        default: "\(Particle.object(what ?? lock ?? "락")) 기다림"
        }
    }

    private func arrow(_ sign: String) -> String { readableValue.map { " \(sign) \($0)" } ?? "" }

    /// The value, unless it is an address or the bytes of a text, which say nothing to anybody.
    var readableValue: String? {
        guard let value, !value.hasPrefix("0x") else { return nil }
        // A word stands for what is no number: 참, nil, 객체 1.
        guard let number = Int(value) else { return value }
        return number.magnitude < 1_000_000_000 ? value : nil
    }
}
