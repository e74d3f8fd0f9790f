import Foundation
import Terminal

extension FullScreen {
    /// On the terminal that a command's result goes to.
    init(on output: Output) {
        self.init(colors: output.colors, fallbackWidth: output.width, write: output.write(text:))
    }

    /// A screen waits for keys: in the pool of tasks it would take a thread from the work that goes on beside it.
    static func onThreadOfItsOwn<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try body() }) }.start()
        }
    }
}

extension Session {
    /// The same with its talk kept, for a time in which nothing else can be written on the terminal.
    func remarking(to remarks: Remarks) -> Session {
        var quiet = output
        quiet.say = { remarks.add($0) }
        return Session(options: options, surroundings: surroundings, output: quiet)
    }
}
