/// What `sil_entries` gives to the host: the grader's tests, behind a pointer that C can carry.
private final class Registration {
    let tests: [GradedTest]

    init(_ tests: [GradedTest]) {
        self.tests = tests
    }
}

/// Registers a grader's tests. The generated `sil_entries` returns its result.
public func register(_ tests: [GradedTest]) -> UnsafeMutableRawPointer {
    Unmanaged.passRetained(Registration(tests)).toOpaque()
}

/// The tests behind a pointer that ``register(_:)`` gave; to be called once for each.
package func registeredTests(at pointer: UnsafeMutableRawPointer) -> [GradedTest] {
    Unmanaged<Registration>.fromOpaque(pointer).takeRetainedValue().tests
}
