import Testing

@testable import Grading

@Suite("What a line reads, writes or locks")
struct OperandTests {
    /// `‸` marks the column that the compiler gives.
    private func split(_ marked: String) -> (line: String, column: Int) {
        let parts = marked.split(separator: "‸", maxSplits: 1, omittingEmptySubsequences: false)
        return (parts.joined(), parts[0].utf8.count + 1)
    }

    @Test(
        "A variable is named as its line names it",
        arguments: [
            ("    total = ‸total + 1", "total"),
            ("    total ‸= total + 1", "total"),
            ("        count ‸+= 1", "count"),
            ("    count‸++;", "count"),
            ("    ‸++count;", "count"),
            ("    ‸++box->count;", "box->count"),
            ("    arr[(long)x] ‸= count + 1;", "arr[(long)x]"),
            ("    pair.b = pair.‸a;", "pair.a"),
            ("    *p ‸+= 2;", "p"),
            ("    int x = ‸table[i][j + 1] + 1;", "table[i][j + 1]"),
            ("    if (accounts[0].‸balance >= 0 && count)", "accounts[0].balance"),
            ("    값 ‸= 값 + 1", "값"),
            ("    mutex.withLock { $0 ‸+= 1 }", "$0"),
            ("    atomic.‸add(1, ordering: .relaxed)", "atomic"),
            ("    queue?.‸append(3)", "queue"),
        ])
    func variables(marked: String, name: String) {
        let (line, column) = split(marked)
        #expect(Operand(line: line).variable(at: column) == name)
    }

    @Test(
        "A lock is what a method is called on, or a function's first argument",
        arguments: [
            ("    self.lock.‸lock()", "self.lock"),
            ("    ‸pthread_mutex_lock(&accounts[(long)x].lock);", "accounts[(long)x].lock"),
            ("    ‸pthread_cond_wait(&cond, &m);", "cond"),
            ("    ‸sem_wait( sems[f(1, 2)] );", "sems[f(1, 2)]"),
            ("    mutex.‸withLock { $0 += 1 }", "mutex"),
        ])
    func locks(marked: String, name: String) {
        let (line, column) = split(marked)
        #expect(Operand(line: line).synchronized(at: column) == name)
    }

    @Test(
        "Where the line does not say it, nothing is said",
        arguments: [
            "    ‸assert(count == 2);", "‸", "    ‸;", "    ‸\"text\"", "x‸",
            "    a_very_long_name_of_a_variable_that_is_no_use_to_anybody ‸+= 1",
        ])
    func nothing(marked: String) {
        let (line, column) = split(marked)
        #expect(Operand(line: line).variable(at: column) == nil)
        #expect(Operand(line: line).variable(at: 0) == nil)
        #expect(Operand(line: line).variable(at: 1_000) == nil)
    }
}
