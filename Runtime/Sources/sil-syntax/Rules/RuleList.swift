/// The `rules:` of an exercise, as JSON: `[{"forbid": "import Dispatch"}, {"require": "Mutex"}]`. Other keys are the
/// author's words and are passed over.
struct RuleList {
    private enum Demand: String {
        case forbid, require
    }

    private struct Rule {
        var demand: Demand
        var construct: String
        var pattern: TokenPattern
    }

    private let rules: [Rule]

    init(at path: String) throws {
        let bytes = try SourceText.contents(of: path)
        let value: JSON
        do {
            value = try JSONReader.value(of: bytes)
        } catch let error as JSONReader.Malformed {
            throw RequestError.malformedRules(reason: "no JSON at byte \(error.offset)")
        }
        guard case .array(let items) = value else {
            throw RequestError.malformedRules(reason: "not a list")
        }
        rules = try items.enumerated().map { index, item in
            guard let rule = Self.rule(item) else {
                throw RequestError.malformedRules(
                    reason: "rule \(index) has no forbid or require with a construct")
            }
            return rule
        }
    }

    /// For each rule what was found of it, and whether the files keep it together.
    func answers(about sources: [SourceText]) -> [JSON] {
        let texts = sources.map(IndexedSource.init)
        return rules.map { rule in
            let matches = texts.flatMap { text in
                rule.pattern.places(in: text).map { place in
                    JSON.object([("file", .string(text.source.path))] + place.json)
                }
            }
            return .object([
                (rule.demand.rawValue, .string(rule.construct)),
                ("isKept", .bool(matches.isEmpty == (rule.demand == .forbid))),
                ("matches", .array(matches)),
            ])
        }
    }

    private static func rule(_ item: JSON) -> Rule? {
        guard case .object(let members) = item else { return nil }
        let demands = members.compactMap { name, value -> Rule? in
            guard let demand = Demand(rawValue: name), case .string(let construct) = value,
                let pattern = TokenPattern(construct)
            else { return nil }
            return Rule(demand: demand, construct: construct, pattern: pattern)
        }
        return demands.count == 1 ? demands.first : nil
    }
}
