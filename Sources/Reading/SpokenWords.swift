/// What stands for signs and frames where a page is listened to.
struct SpokenWords {
    let rule = "(나누는 줄)"
    let quoteBegin = "인용"
    let quoteEnd = "인용 끝"
    let bullet = "-"

    func heading(_ level: Int) -> String {
        switch level {
        case 1: "장: "
        case 2: "절: "
        default: "소제목 \(level - 2): "
        }
    }

    func task(isDone: Bool) -> String { isDone ? "- 한 일:" : "- 할 일:" }

    func footnote(_ number: Int) -> String { "주 \(number): " }

    func table(rows: Int, columns: Int) -> String { "표, \(columns)칸짜리 줄 \(rows)개" }
    func row(_ number: Int) -> String { "\(number)번째 줄" }
    let tableEnd = "표 끝"
}
