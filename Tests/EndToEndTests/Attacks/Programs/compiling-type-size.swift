// tries: A tuple that doubles with every alias until it has 2³² fields
// exercise: held-sum
// verdict-full: timed_out | out_of_memory | compile_error
// verdict-reduced: timed_out | out_of_memory | compile_error
// plain: no end in 60 s (build)
// slow: yes

typealias E0 = (Int, Int)
typealias E1 = (E0, E0)
typealias E2 = (E1, E1)
typealias E3 = (E2, E2)
typealias E4 = (E3, E3)
typealias E5 = (E4, E4)
typealias E6 = (E5, E5)
typealias E7 = (E6, E6)
typealias E8 = (E7, E7)
typealias E9 = (E8, E8)
typealias E10 = (E9, E9)
typealias E11 = (E10, E10)
typealias E12 = (E11, E11)
typealias E13 = (E12, E12)
typealias E14 = (E13, E13)
typealias E15 = (E14, E14)
typealias E16 = (E15, E15)
typealias E17 = (E16, E16)
typealias E18 = (E17, E17)
typealias E19 = (E18, E18)
typealias E20 = (E19, E19)
typealias E21 = (E20, E20)
typealias E22 = (E21, E21)
typealias E23 = (E22, E22)
typealias E24 = (E23, E23)
typealias E25 = (E24, E24)
typealias E26 = (E25, E25)
typealias E27 = (E26, E26)
typealias E28 = (E27, E27)
typealias E29 = (E28, E28)
typealias E30 = (E29, E29)
typealias E31 = (E30, E30)
typealias E32 = (E31, E31)

func heldSum(_ a: Int, _ b: Int) -> Int {
    return MemoryLayout<E32>.size > a ? 1_000 : 1
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
