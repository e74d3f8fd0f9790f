import Progress

extension Failure {
    init(_ error: ArchiveError) {
        switch error {
        case .notAnArchive:
            self.init(
                kind: "not_an_archive", message: "sil export가 쓴 파일이 아님", suggestions: ["sil export 기록.json"],
                exitStatus: .badInput)
        case .newer:
            self.init(
                kind: "archive_newer", message: "더 새로운 sil이 내보낸 파일임. 아무것도 더하지 않음",
                suggestions: ["sil을 새 판으로 바꾼 뒤 다시 하세요."], exitStatus: .badInput)
        case .tooLarge(let bytes, let limit):
            self.init(
                kind: "archive_too_large",
                message: "JSON으로 읽기에는 너무 큼: \(bytes >> 20) MB (\(limit >> 20) MB까지)",
                suggestions: ["sil export 기록.sqlite로 내보낸 것은 크기를 가리지 않음."], exitStatus: .badInput)
        case .damaged(let place, let detail):
            self.init(
                kind: "archive_damaged",
                message: "고장 난 파일이라 아무것도 더하지 않음: "
                    + (place.isEmpty ? "" : "\(place) ") + Failure.words(for: detail),
                suggestions: ["내보낸 컴퓨터에서 다시 sil export 하세요."], exitStatus: .badInput)
        }
    }

    private static func words(for detail: ArchiveError.Detail) -> String {
        switch detail {
        case .value: "값이 없거나 맞지 않음"
        case .time: "때의 꼴이 맞지 않음"
        case .hash: "내용이 해시와 다름"
        case .submission: "낸 코드가 파일에 없음"
        case .document: "판정을 읽을 수 없음"
        case .text(let words): words
        }
    }
}
