/// HTTP 요청의 첫 줄에서 경로를 꺼냄. 첫 줄은 빈칸 하나씩으로 나뉜 세 마디임:
///
///     GET /search?q=swift HTTP/1.1
///
/// - 경로는 둘째 마디에서 물음표 앞까지임: `/search`
/// - 세 마디가 아니면 요청이 아니므로 nil. 빈칸이 잇달아 있어도 요청이 아님.
func path(ofRequest line: String) -> String? {
    // 1. 줄을 마디로 나누세요.

    // 2. 마디가 셋인지 보세요.

    // 3. 둘째 마디에서 물음표 앞까지 돌려주세요.
    return line
}
