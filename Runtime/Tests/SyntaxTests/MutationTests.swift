import Foundation
import Testing

@Suite("mutate: small mistakes, as edits")
struct MutationTests {
    @Test(
        "Locks: forgotten, held too short, in another order",
        arguments: [
            GoldenMutant(
                "drop-lock", "func f() { l.lock(); a(); l.unlock() }", "func f() {  a(); l.unlock() }"),
            GoldenMutant(
                "drop-lock", "func f() { pthread_mutex_lock(&m); a() }", "func f() {  a() }"),
            GoldenMutant(
                "drop-unlock", "func f() { l.lock(); a(); l.unlock() }", "func f() { l.lock(); a();  }"),
            GoldenMutant(
                "drop-unlock", "func f() { l.lock(); defer { l.unlock() }; a() }",
                "func f() { l.lock();  a() }"),
            GoldenMutant(
                "drop-locking", "func f() { l.lock(); defer { l.unlock() }; a() }", "func f() {   a() }"),
            GoldenMutant(
                "drop-locking", "func f() { l.lock(); if a { l.unlock(); return }; m.unlock(); l.unlock() }",
                "func f() {  if a { ; return }; m.unlock();  }"),
            GoldenMutant(
                "lock-late", "func f() { l.lock(); a(); b(); l.unlock() }",
                "func f() {  a(); l.lock(); b(); l.unlock() }"),
            GoldenMutant(
                "unlock-early", "func f() { l.lock(); a(); b(); l.unlock() }",
                "func f() { l.lock(); a(); l.unlock(); b();  }"),
            GoldenMutant(
                "unlock-early", "func f() -> Int { l.lock()\n defer { l.unlock() }\n a()\n return n }",
                "func f() -> Int { l.lock()\n defer { l.unlock() }\n a()\n l.unlock(); defer { l.lock() }; return n }"
            ),
            // What is returned is nobody else's: where the lock is given back does not matter.
            GoldenMutant(
                "unlock-early",
                "func f() -> Int { l.lock()\n defer { l.unlock() }\n let m = n\n return m }"),
            // Nor does it to those who are woken.
            GoldenMutant("unlock-early", "func f() { l.lock(); a(); c.signal(); l.unlock() }"),
            GoldenMutant(
                "split-lock", "func f() { l.lock()\n a()\n b()\n l.unlock() }",
                "func f() { l.lock()\n a()\n l.unlock(); l.lock(); b()\n l.unlock() }"),
            GoldenMutant(
                "swap-locks", "func f() { a.lock(); b.lock(); c() }", "func f() { b.lock(); a.lock(); c() }"),
            GoldenMutant(
                "swap-locks", "func f() { a.l.lock()\n defer { a.l.unlock() }\n b.l.lock()\n c() }",
                "func f() { b.l.lock()\n defer { a.l.unlock() }\n a.l.lock()\n c() }"),
            GoldenMutant("swap-locks", "func f() { a.lock(); a.lock() }"),
            GoldenMutant(
                "inline-with-lock", "let a = l.withLock { b }", "let a = ({ b })()"),
            GoldenMutant(
                "inline-with-lock", "let a = l.withLock { _ in b }", "let a = ({  b })()"),
            GoldenMutant("inline-with-lock", "let a = l.withLock({ b })", "let a = ({ b })()"),
            // The lock hands the value in.
            GoldenMutant("inline-with-lock", "let a = l.withLock { $0 + 1 }; let b = l.withLock { v in v }"),
        ])
    func locks(golden: GoldenMutant) throws { try check(golden) }

    @Test(
        "Waiting and waking",
        arguments: [
            GoldenMutant(
                "while-to-if", "func f() { while a { c.wait() }; while b { d() } }",
                "func f() { if a { c.wait() }; while b { d() } }"),
            GoldenMutant("drop-wait", "func f() { while a { c.wait() } }", "func f() { while a {  } }"),
            GoldenMutant("drop-wait", "func f() { sem_wait(&s); a() }", "func f() {  a() }"),
            GoldenMutant("drop-signal", "func f() { a(); c.broadcast() }", "func f() { a();  }"),
            GoldenMutant("broadcast-to-signal", "func f() { c.broadcast() }", "func f() { c.signal() }"),
            GoldenMutant(
                "broadcast-to-signal", "func f() { pthread_cond_broadcast(&c) }",
                "func f() { pthread_cond_signal(&c) }"),
            // Who looks again in a loop does not care that others are woken too.
            GoldenMutant(
                "signal-to-broadcast", "func f() { c.signal() }\nfunc g() { while a { c.wait() } }"),
            GoldenMutant(
                "signal-to-broadcast", "func f() { c.signal() }\nfunc g() { if a { c.wait() } }",
                "func f() { c.broadcast() }\nfunc g() { if a { c.wait() } }"),
        ])
    func conditions(golden: GoldenMutant) throws { try check(golden) }

    @Test(
        "Threads, processes, descriptors",
        arguments: [
            GoldenMutant(
                "drop-join", "func f() { for t in ts { t.join() } }", "func f() { for t in ts {  } }"),
            GoldenMutant("drop-join", "func f() { pthread_join(t, nil); a() }", "func f() {  a() }"),
            GoldenMutant("drop-reap", "func f() { _ = waitpid(p, &s, 0); a() }", "func f() {  a() }"),
            GoldenMutant("drop-reap", "func f() { _ = try? waitChild(p); a() }", "func f() {  a() }"),
            GoldenMutant(
                "drop-reap", "func f() { while waitpid(p, &s, 0) < 0 { a() } }",
                "func f() { while (p) < 0 { a() } }"),
            GoldenMutant("drop-exit", "func f() { if a { b(); _exit(1) } }", "func f() { if a { b();  } }"),
            GoldenMutant("drop-close", "func f() { close(p.readEnd) }", "func f() {  }"),
            GoldenMutant(
                "close-other-end", "func f() { close(p.readEnd) }", "func f() { close(p.writeEnd) }"),
            GoldenMutant("close-other-end", "func f() { close(p[1]) }", "func f() { close(p[0]) }"),
            GoldenMutant("close-other-end", "func f() { close(1) }"),
            GoldenMutant(
                "close-other-end", "func f() { dup2(p[0], 0) }", "func f() { dup2(p[1], 0) }"),
        ])
    func processes(golden: GoldenMutant) throws { try check(golden) }

    @Test(
        "Atomics: a step in two, an order too weak",
        arguments: [
            GoldenMutant(
                "atomic-to-load-store", "let a = n.add(1, ordering: .acquiringAndReleasing).newValue",
                "let a = ({ let old = n.load(ordering: .acquiring); let new = old &+ (1); "
                    + "n.store(new, ordering: .releasing); return (oldValue: old, newValue: new) })().newValue"
            ),
            GoldenMutant(
                "atomic-to-load-store", "let a = n.exchange(b, ordering: .relaxed)",
                "let a = ({ let old = n.load(ordering: .relaxed); n.store(b, ordering: .relaxed); return old })()"
            ),
            GoldenMutant(
                "atomic-to-load-store",
                "let a = n.compareExchange(expected: b, desired: c, ordering: .relaxed)",
                "let a = ({ let old = n.load(ordering: .relaxed); let same = old == (b); "
                    + "if same { n.store(c, ordering: .relaxed) }; return (exchanged: same, original: old) })()"
            ),
            GoldenMutant("atomic-to-load-store", "let a = b.max(c); d.add(1)"),
            GoldenMutant(
                "weaken-ordering", "let a = n.load(ordering: .acquiring)",
                "let a = n.load(ordering: .relaxed)"),
            GoldenMutant("weaken-ordering", "let a = n.load(ordering: .relaxed); f(order: .acquiring)"),
        ])
    func atomics(golden: GoldenMutant) throws { try check(golden) }

    @Test(
        "Statements and bodies",
        arguments: [
            GoldenMutant("drop-statement", "func f() { a = 1; let b = 2 }", "func f() {  let b = 2 }"),
            GoldenMutant(
                "drop-statement", "func f() {\n  if a {\n    b += 1\n  }\n}", "func f() {\n  \n\n\n}",
                "func f() {\n  if a {\n    \n  }\n}"),
            GoldenMutant(
                "drop-statement", "func f() { guard a else { return }; b() }", "func f() {  b() }",
                "func f() { guard a else { return };  }"),
            GoldenMutant(
                "drop-statement", "func f() { if a { return }; b() }", "func f() {  b() }",
                "func f() { if a { return };  }"),
            // What declares names for what follows stays, and so does what nobody tests.
            GoldenMutant("drop-statement", "func f() { guard let a else { return }; print(a) }"),
            GoldenMutant("drop-statement", "func f() -> Int { g() }\nvar b: Int { g() }"),
            GoldenMutant("drop-defer", "func f() { defer { a(); b() }; c() }", "func f() {  c() }"),
            GoldenMutant(
                "return-early", "func f() { a(); b(); c() }", "func f() { a(); return; b(); c() }"),
            GoldenMutant("return-early", "func f() -> Int { a(); b(); return c() }"),
            GoldenMutant("empty-body", "func f() { a(); b() }", "func f() {  }"),
            GoldenMutant(
                "empty-body", "func f() -> Bool { a() }", "func f() -> Bool { return true }",
                "func f() -> Bool { return false }"),
            GoldenMutant(
                "empty-body", "func f() -> [Int] {\n  a()\n}", "func f() -> [Int] {\n  return []\n}"),
            GoldenMutant("empty-body", "func f() -> Int? { a() }", "func f() -> Int? { return nil }"),
            GoldenMutant("empty-body", "func f() -> Account { a() }"),
        ])
    func statements(golden: GoldenMutant) throws { try check(golden) }

    @Test(
        "Expressions",
        arguments: [
            GoldenMutant("negate-condition", "func f() { if a < b {} }", "func f() { if !(a < b) {} }"),
            GoldenMutant("negate-condition", "func f() { while !a {} }", "func f() { while a {} }"),
            GoldenMutant("negate-condition", "func f() { if let a {} }"),
            GoldenMutant(
                "negate-condition", "func f() { a = b == c ? d : e }", "func f() { a = !(b == c) ? d : e }"),
            GoldenMutant(
                "negate-condition", "func f() { for a in b where c {} }",
                "func f() { for a in b where !(c) {} }"
            ),
            GoldenMutant("negate-comparison", "let a = b == c", "let a = b != c"),
            GoldenMutant("negate-comparison", "func f() { if a == b {} }"),
            GoldenMutant("move-boundary", "let a = b < c", "let a = b <= c"),
            GoldenMutant("move-boundary", "let a = 0..<n", "let a = 0...n"),
            GoldenMutant("swap-logical", "let a = b && c", "let a = b || c"),
            GoldenMutant("swap-arithmetic", "func f() { a += b }", "func f() { a -= b }"),
            GoldenMutant("swap-arithmetic", "let a = b.reduce(0, +)", "let a = b.reduce(0, -)"),
            GoldenMutant("drop-sign", "let a = -b", "let a = b"),
            GoldenMutant("change-number", "let a = 0", "let a = 1"),
            GoldenMutant("change-number", "let a = 0x7f", "let a = 0x7e", "let a = 0x80"),
            GoldenMutant("change-number", "let a = 99999999999999999999; print(1)"),
            GoldenMutant("flip-boolean", "let a = true", "let a = false"),
        ])
    func expressions(golden: GoldenMutant) throws { try check(golden) }

    private func check(_ golden: GoldenMutant) throws {
        #expect(try MutatedText(golden.source).texts(golden.kind) == golden.mutants)
    }

    @Test("No text of comments, strings, attributes or conditions of #if is code")
    func noCode() throws {
        let text = try MutatedText(
            """
            // a.lock(); 1 < 2
            /* b && c */
            @available(macOS 15, *) let 값 = "1 + 1 그리고 lock.lock()"
            #if swift(>=6)
            let c = "\\(d)"
            #endif
            """)
        #expect(text.file.mutants.isEmpty)
    }

    @Test("Places are the compiler's, and what follows a mutated statement keeps its line")
    func places() throws {
        let text = try MutatedText("func 함수() {\r\n    가(\r\n        1)\r\n    나() // 끝\r\n}\r\n")
        let dropped = try #require(text.file.mutants.first { $0.operator == "drop-statement" })
        #expect(dropped.line == 2)
        #expect(dropped.column == 5)
        #expect(text.text(dropped) == "func 함수() {\r\n    \r\n\r\n    나() // 끝\r\n}\r\n")
    }

    @Test("No two mutants are the same program, none is the source")
    func distinct() throws {
        let text = try MutatedText(
            "func f() { l.lock(); defer { l.unlock() }; while a { c.wait() }; b += 1; c.broadcast() }")
        let texts = text.file.mutants.map(text.text)
        #expect(texts.count > 10)
        #expect(Set(texts).count == texts.count)
        #expect(!texts.contains(text.source))
    }

    @Test("More mutants than a file may have are left out evenly, and counted")
    func omitted() throws {
        let text = try MutatedText((0..<1500).map { "let a\($0) = 5\n" }.joined())
        #expect(text.file.mutants.count == 2000)
        #expect(text.file.omitted == 1000)
        #expect(text.file.mutants.last.map { $0.line > 1490 } == true)
    }
}
