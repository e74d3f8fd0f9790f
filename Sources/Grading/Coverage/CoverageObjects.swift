import Foundation
import Sandbox

/// What is linked with a module whose lines are counted.
///
/// A test cannot write a file, and may end without a word: so its counters lie in memory that all processes of the host
/// share, and the host writes them down when all tests have ended.
struct CoverageObjects: Sendable {
    /// Host folder of the objects.
    let folder: String
    private let profileLibrary: String

    /// Where the profile is written, in a run's sandbox.
    static let profile = "coverage.profraw"

    /// - Parameter out: the folder that the host may write to, as the host sees it.
    /// - Returns: nil where the toolchain does not hold what is needed.
    init?(in folder: String, out: String, toolchain: Toolchain) throws {
        let library = toolchain.root + "/lib/swift/clang/lib/linux/libclang_rt.profile-x86_64.a"
        let tools = [toolchain.clang, toolchain.profileMerger, toolchain.coverageReader, library]
        guard tools.allSatisfy({ access($0, R_OK) == 0 }) else { return nil }
        profileLibrary = library
        self.folder = folder
        let texts = [
            "first": Self.first, "last": Self.last,
            "begin": Self.begin(profile: out + "/" + Self.profile),
        ]
        for (name, text) in texts {
            writeFile(Array(text.utf8), to: "\(folder)/\(name).c")
            let answer = try Tool.run(
                toolchain.clang, ["-O1", "-fPIC", "-c", "\(folder)/\(name).c", "-o", "\(folder)/\(name).o"])
            guard answer.status == 0 else { return nil }
        }
    }

    private var mount: Mount { .readOnly(folder, at: "/coverage") }

    /// Around the module that is measured.
    var ofLearner: Compiler.LinkedObjects {
        Compiler.LinkedObjects(
            folder: mount, first: ["first.o"], last: ["last.o"], archives: [profileLibrary])
    }

    /// Beside the grader, whose initializers run in the host before the first test.
    var ofGrader: Compiler.LinkedObjects {
        Compiler.LinkedObjects(folder: mount, first: [], last: ["begin.o"], archives: [])
    }

    // MARK: Sources

    // They are text here and no files of the runtime: that is built on every learner's machine, and needs none of it.

    /// The page before the counters, and what shares those of whole pages.
    private static let first = """
        #define _GNU_SOURCE
        #include <stdlib.h>
        #include <string.h>
        #include <sys/mman.h>
        #include <unistd.h>
        enum { PAGE = 4096 };
        #define COUNTERS __attribute__((section("__llvm_prf_cnts"), aligned(4096), used, visibility("hidden")))
        COUNTERS char sil_counters_first[PAGE] = {0};
        extern __attribute__((visibility("hidden"))) char sil_counters_last[];
        void __llvm_profile_set_filename(const char *);
        int __llvm_profile_write_file(void);
        static pid_t owner;
        static void write_profile(void) {
            if (getpid() == owner) __llvm_profile_write_file();
        }
        /* Before the first test, in the process that all tests are forked from. */
        void sil_coverage_begin(const char *path) {
            size_t size = (size_t)(sil_counters_last - sil_counters_first);
            char *shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
            if (shared == MAP_FAILED) return;
            memcpy(shared, sil_counters_first, size);
            if (mremap(shared, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, sil_counters_first) == MAP_FAILED) return;
            owner = getpid();
            __llvm_profile_set_filename(path);
            atexit(write_profile);
        }

        """

    /// The page after the counters: what lies behind them is nobody's but a test's own.
    private static let last = """
        __attribute__((section("__llvm_prf_cnts"), aligned(4096), used, visibility("hidden")))
        char sil_counters_last[4096] = {0};

        """

    private static func begin(profile: String) -> String {
        """
        void sil_coverage_begin(const char *);
        __attribute__((constructor)) static void begin(void) { sil_coverage_begin("\(profile)"); }

        """
    }
}

extension Toolchain {
    var profileMerger: String { root + "/bin/llvm-profdata" }
    var coverageReader: String { root + "/bin/llvm-cov" }
}
