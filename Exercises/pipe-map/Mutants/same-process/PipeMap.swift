func mapInChildren(_ inputs: [String], _ f: (String) -> String) throws -> [String] {
    var answers: [String] = []
    for input in inputs { answers.append(f(input)) }
    return answers
}
