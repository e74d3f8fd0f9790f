extension DeliberateFault {
    /// What an exercise's folder shows before anything is run.
    static let exercises: [DeliberateFault] = [
        DeliberateFault("unknown-key", "a misspelt key in exercise.yml") {
            $0.replace("hints:", with: "hint:", in: FixtureCourse.manifest)
        },
        DeliberateFault("missing-key", "a rule without a reason") {
            $0.append("rules: [{forbid: import Dispatch}]\n", to: FixtureCourse.manifest)
        },
        DeliberateFault("no-hints", "no hints") {
            $0.replace(
                "hints: [더하기 연산자를 떠올리세요., 두 수를 모두 쓰세요.]\n", with: "", in: FixtureCourse.manifest)
        },
        DeliberateFault("hint-tells", "a hint that holds a line of a solution") {
            $0.replace(
                "두 수를 모두 쓰세요.", with: "\"`let sum = [a, b].reduce(0, +)`라고 쓰세요.\"", in: FixtureCourse.manifest
            )
            $0.replace(
                "    [a, b]", with: "    let sum = [a, b].reduce(0, +)\n    return sum + [a, b]",
                in: FixtureCourse.solution("reduce"))
        },
        DeliberateFault("few-solutions", "one solution only") {
            $0.files[FixtureCourse.solution("plus")] = nil
        },
        DeliberateFault("few-mutants", "two mutants only") {
            $0.files[FixtureCourse.mutant("absolute")] = nil
            $0.replace(
                "  absolute:\n    tests: [HeldSumTests.testNegative]\n    why: 부호를 버림\n", with: "",
                in: FixtureCourse.manifest)
        },
        DeliberateFault("undeclared-mutant", "a mutant that exercise.yml does not name") {
            $0.files[FixtureCourse.mutant("zero")] = "func heldSum(_ a: Int, _ b: Int) -> Int {\n    b\n}\n"
        },
        DeliberateFault("missing-mutant", "a mutant that is named and not there") {
            $0.append("  zero: {tests: [HeldSumTests.testSmall], why: 없음}\n", to: FixtureCourse.manifest)
        },
        DeliberateFault("unknown-misconception", "a mutant of a misconception that is not listed") {
            $0.replace("misconception: sign", with: "misconception: sine", in: FixtureCourse.manifest)
        },
        DeliberateFault("stray-file", "a folder that nobody reads") {
            $0.files["Exercises/held-sum/Solution/x/HeldSum.swift"] = "func x() {}\n"
        },
        DeliberateFault("no-files", "a solution without a file") {
            $0.prepare = { root in try makeFolder(root + "/Exercises/held-sum/Solutions/empty") }
        },
        DeliberateFault("no-grader", "no grader") { $0.files[FixtureCourse.grader] = nil },
        DeliberateFault("alike", "two solutions that differ in a comment") {
            $0.files[FixtureCourse.solution("reduce")] =
                "// 다름\nfunc heldSum(_ a: Int, _ b: Int) -> Int {\n    a  +  b\n}\n"
        },
        DeliberateFault("circle", "an exercise that requires itself") {
            $0.append("requires: [held-sum]\n", to: FixtureCourse.manifest)
        },
        DeliberateFault("duplicate-slug", "a former name that is another exercise's name of today") {
            $0.append("renamed_from: [held-sum]\n", to: FixtureCourse.manifest)
        },
        DeliberateFault("no-chapter", "an exercise that no chapter names") {
            $0.replace("```exercise\nheld-sum\n```\n", with: "", in: FixtureCourse.chapter)
        },
        DeliberateFault("unknown-value", "a kind of exercise that is none") {
            $0.replace("kind: unit", with: "kind: unti", in: FixtureCourse.manifest)
        },
        DeliberateFault("bad-name", "an exercise named in capitals") {
            $0.files["Exercises/HeldSum/exercise.yml"] = $0.files[FixtureCourse.manifest]
        },
        DeliberateFault("conflict", "a rule that forbids and requires") {
            $0.append(
                "rules: [{forbid: import Dispatch, require: import Glibc, why: 둘 다임}]\n",
                to: FixtureCourse.manifest)
        },
        DeliberateFault("missing-file", "an exercise's folder without `exercise.yml`") {
            $0.files[FixtureCourse.manifest] = nil
        },
        DeliberateFault("unknown-operator", "an equivalent of a change that there is not") {
            $0.append(equivalent("drop-lok", "a + b"), to: FixtureCourse.manifest)
        }.by(.measuring),
        DeliberateFault("stale-equivalent", "an equivalent of a line that has gone") {
            $0.append(equivalent("swap-arithmetic", "a + b + c"), to: FixtureCourse.manifest)
        }.by(.measuring),
        DeliberateFault("false-equivalent", "an equivalent that a test notices") {
            $0.append(equivalent("swap-arithmetic", "a + b"), to: FixtureCourse.manifest)
        }.by(.measuring),
    ]

    private static func equivalent(_ change: String, _ code: String) -> String {
        "equivalents: [{operator: \(change), code: \"\(code)\", why: 같음}]\n"
    }
}
