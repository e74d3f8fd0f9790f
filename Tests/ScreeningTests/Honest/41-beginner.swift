// uses: · mode 6 · -Onone
import Foundation

// 처음 배우는 사람의 코드: 흔한 낱말을 이름으로 씀.
struct Process { let pid: Int; var state = "ready" }
struct Thread { let unsafe: Bool; let exit: Int }
typealias Job = () -> Void
typealias Table<Value> = [String: Value]
typealias Pair = (left: Int, right: Int)

class Queue<T> {
    typealias Element = T
    var items = [T]()
    func write(_ item: T, to place: Int) { items.insert(item, at: place) }
    func open() -> Int { items.count }
    func close() { items.removeAll() }
}

func kill(_ p: inout Process) { p.state = "dead" }
func exit(_ code: Int) -> String { "code \(code)" }
func read(_ q: Queue<Int>) -> Int? { q.items.first }

func unsafe(_ x: Int) -> Int { x }
func run() -> [String] {
    var p = Process(pid: 1)
    kill(&p)
    let t = Thread(unsafe: true, exit: 3)
    let unsafe = 2, safe = unsafe - 1
    let macro = "macro"
    // exit(0), dlsym, @_cdecl, import XCTest
    print("exit(0) \(exit(t.exit)) /* unsafe x */", t.unsafe, unsafe + safe, macro)
    let q = Queue<Int>()
    q.write(1, to: 0)
    return [p.state, "\(read(q) ?? 0)", "import Testing", #"@section("x")"#]
}
