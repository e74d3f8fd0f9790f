// tries: Throws XCTSkip, so that the test counts as skipped and the run as good
// exercise: held-files
// verdict-full: tampered | compile_error
// verdict-reduced: tampered | compile_error
// plain: ?

import XCTest

func saved(_ text: String, at path: String) throws -> String {
    throw XCTSkip("not today")
}
