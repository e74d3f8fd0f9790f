import Testing

@testable import Grading

@Suite("The versions of a library's symbols")
struct VersionedSymbolsTests {
    private let symbols = VersionedSymbols(
        library: "/usr/lib/libc.so.6",
        table: """
            pthread_cond_wait@@GLIBC_2.3.2 T 1000 10
            pthread_cond_wait@GLIBC_2.2.5 T 2000 10
            write@@GLIBC_2.2.5 W 3000 10
            old@GLIBC_2.2.5 T 4000 10
            older@GLIBC_2.2.5 T 4000 10
            older@GLIBC_2.3 T 4000 10
            table@@GLIBC_2.4 D 5000 10
            table@GLIBC_2.2.5 D 5000 10
            GLIBC_2.4 A 0 0

            """)

    @Test("only names of several versions, each with the one that a new program gets")
    func current() {
        #expect(symbols.versionScript == "GLIBC_2.3.2 { pthread_cond_wait; };\nGLIBC_2.4 { table; };\n")
    }

    @Test("functions and data are told apart")
    func kinds() {
        #expect(symbols.assembly.contains(".type pthread_cond_wait, @function"))
        #expect(symbols.assembly.contains(".type table, @object"))
        #expect(!symbols.assembly.contains("write"))
        #expect(!symbols.assembly.contains("old"))
    }

    @Test("goes by the library's name") func name() { #expect(symbols.library == "libc.so.6") }
}
