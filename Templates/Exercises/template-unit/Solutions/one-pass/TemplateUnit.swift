/// 한 글자씩 지나가며, 지금 몇째 마디인지와 그 마디의 길이를 기억함.
func path(ofRequest line: String) -> String? {
    var path = ""
    var word = 1
    var length = 0
    var isQuery = false
    for character in line {
        if character == " " {
            guard length > 0 else { return nil }
            word += 1
            length = 0
            continue
        }
        length += 1
        guard word == 2 else { continue }
        if character == "?" { isQuery = true }
        if !isQuery { path.append(character) }
    }
    return word == 3 && length > 0 ? path : nil
}
