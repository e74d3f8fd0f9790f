import Progress

extension Failure {
    init(_ error: ProgressError) {
        let (kind, message, suggestions, status) = Failure.words(for: error)
        self.init(kind: kind, message: message, suggestions: suggestions, exitStatus: status)
    }

    private static func words(for error: ProgressError) -> (String, String, [String], ExitStatus) {
        let path = error.path
        switch error {
        case .newer:
            return (
                "store_newer", "더 새로운 sil이 쓴 기록임: \(path)", ["sil을 새 판으로 바꾸세요. 기록은 그대로 남음."], .badInput
            )
        case .damaged(_, let detail):
            return (
                "store_damaged", "기록 파일이 망가짐: \(path) (\(detail))",
                [
                    "sil doctor --new-store",
                    "망가진 파일은 지우지 않고 옆에 두며, 새 기록으로 시작함. 옆의 .bak은 sil import로 되살릴 수 있음.",
                ], .badInput
            )
        case .damagedFile(_, let name):
            return (
                "kept_file_damaged", "\(name)의 보관된 내용이 망가져 되살릴 수 없음: \(path)",
                ["판정과 점수, 다른 시도의 코드는 그대로임. sil history로 다른 시도를 고르세요."], .badInput
            )
        case .foreign:
            return (
                "store_foreign", "다른 프로그램의 데이터베이스임: \(path)", ["SIL_HOME을 다른 폴더로 정하세요."], .badInput
            )
        case .locked:
            return (
                "store_locked", "다른 sil이 기록을 쓰는 중임: \(path)", ["그것이 끝난 뒤 다시 하세요."], .unavailable
            )
        case .readOnly:
            return (
                "store_read_only", "기록을 쓸 수 없음: \(path) (읽기만 됨)",
                ["권한을 고치거나 SIL_HOME을 쓸 수 있는 폴더로 정하세요."], .unavailable
            )
        case .full:
            return ("store_full", "기록을 쓸 자리가 없음: \(path)", ["디스크에 자리를 비우고 다시 하세요."], .unavailable)
        case .unwritable(_, let detail):
            return (
                "store_unwritable", "기록을 둘 수 없음: \(path) (\(detail))",
                ["권한을 고치거나 SIL_HOME을 쓸 수 있는 폴더로 정하세요."], .unavailable
            )
        case .failed(_, let detail):
            return ("store_failed", "기록을 다룰 수 없음: \(path) (\(detail))", [], .unavailable)
        }
    }
}
