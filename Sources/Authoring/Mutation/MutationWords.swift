/// The operators of Docs/mutation.md in an instructor's words.
enum MutationWords {
    static func isKnown(_ kind: String) -> Bool { words[kind] != nil }

    /// `락을 풀지 않음 (drop-unlock)`
    static func told(_ kind: String) -> String { words[kind].map { "\($0) (\(kind))" } ?? kind }

    private static let words = [
        "drop-lock": "락을 쥐지 않음", "drop-unlock": "락을 풀지 않음", "drop-locking": "락 없이 함",
        "inline-with-lock": "withLock 없이 함", "unlock-early": "마지막 문장 앞에서 락을 풂",
        "lock-late": "첫 문장을 락 밖에서 함", "split-lock": "두 문장 사이에서 락을 놓았다 다시 쥠",
        "swap-locks": "두 락을 거꾸로 쥠", "while-to-if": "깨어난 뒤 다시 확인하지 않음",
        "drop-wait": "기다리지 않음", "drop-signal": "깨우지 않음",
        "signal-to-broadcast": "하나 대신 모두 깨움", "broadcast-to-signal": "모두 대신 하나만 깨움",
        "drop-join": "스레드가 끝나기를 기다리지 않음", "drop-reap": "자식을 거두지 않음",
        "drop-exit": "자식이 끝나지 않고 이어서 돎", "drop-close": "닫지 않음",
        "close-other-end": "다른 쪽 끝을 닫음", "atomic-to-load-store": "원자적 연산을 읽기와 쓰기로 나눔",
        "weaken-ordering": "메모리 순서를 약하게 함", "drop-defer": "defer를 지움",
        "drop-statement": "문장을 지움", "return-early": "도중에 돌아옴", "empty-body": "함수를 비움",
        "negate-condition": "조건을 뒤집음", "negate-comparison": "비교를 뒤집음",
        "move-boundary": "경계를 하나 옮김", "swap-logical": "그리고와 또는을 바꿈",
        "swap-arithmetic": "셈을 바꿈", "drop-sign": "부호를 지움", "change-number": "수를 하나 바꿈",
        "flip-boolean": "참과 거짓을 바꿈",
    ]
}
