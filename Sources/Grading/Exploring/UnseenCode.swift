import Foundation

/// Whether a submission holds code of which the compiler marks no access, so that the explorer does not see what it does: a `deinit`
/// (Swift's `sanitize_thread_no_checking_at_run_time`), or a key path, which reads in the standard library.
///
/// Found as words, outside of line comments: what only looks like it costs a claim of completeness, never a finding.
enum UnseenCode {
    static func isPossible(in files: [Submission.File]) -> Bool {
        files.contains { file in
            String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").contains { line in
                let code = line.range(of: "//").map { line[..<$0.lowerBound] } ?? line
                return code.contains(#/\bdeinit\b/#) || code.contains(#/\\(\.|[A-Z]\w*\.)[A-Za-z_]/#)
            }
        }
    }
}
