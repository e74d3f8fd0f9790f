import Foundation

/// The names that a library of the C library defines in several versions, each with the version a program of today gets.
///
/// A library that is linked without them binds to the oldest version: `pthread_cond_wait` of glibc 2.2.5 does not fit
/// condition variables of today. Every other name has one meaning and needs no version, so a stand-in that defines these
/// few takes the library's place on the command line: the linker reads 250 names instead of 4,000, in half the time
/// (`Docs/decisions/linker.md`). Old versions stay in the C library for good, so a stand-in outlives its updates.
struct VersionedSymbols {
    /// `libc.so.6`, `libm.so.6`: the name by which a program asks for the library.
    let library: String
    private let names: [(name: String, version: String, isFunction: Bool)]

    /// Reads the table of a library with the toolchain's `llvm-nm`; nil where it cannot.
    init?(of path: String, toolchain: Toolchain) {
        let words = ["-D", "--defined-only", "--format=posix", path]
        guard let answer = try? Tool.run(toolchain.root + "/bin/llvm-nm", words), answer.status == 0 else {
            return nil
        }
        self.init(library: path, table: String(decoding: answer.output, as: UTF8.self))
    }

    /// - Parameter table: lines of `name@@VERSION type address size`; one `@` for versions that new programs do not get.
    init(library path: String, table: String) {
        library = URL(filePath: path).lastPathComponent
        var counts: [Substring: Int] = [:]
        var current: [(name: String, version: String, isFunction: Bool)] = []
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 2, let at = words[0].firstIndex(of: "@") else { continue }
            let name = words[0][..<at]
            counts[name, default: 0] += 1
            guard words[0][at...].hasPrefix("@@") else { continue }
            current.append((String(name), words[0][at...].dropFirst(2).description, "TWi".contains(words[1])))
        }
        names = current.filter { counts[$0.name[...], default: 0] > 1 }
    }

    /// Assembler text that defines the names.
    var assembly: String {
        var text = ".text\n"
        for (name, _, isFunction) in names {
            let kind = isFunction ? "@function" : "@object"
            text += ".globl \(name)\n.type \(name), \(kind)\n\(name): .quad 0\n"
            text += ".size \(name), 8\n"
        }
        return text + ".section .note.GNU-stack,\"\",@progbits\n"
    }

    /// The linker's version script, which gives each its version.
    var versionScript: String {
        let byVersion = Dictionary(grouping: names, by: \.version).sorted { $0.key < $1.key }
        return byVersion.map { version, names in
            "\(version) { \(names.map { $0.name + ";" }.joined(separator: " ")) };\n"
        }.joined()
    }
}
