import SwiftSyntax

/// Code that no test is expected to look at: what is printed, and checks of the program's own. A mutant of it would tell
/// an author nothing (Petrović and Ivanković 2018 call such nodes arid).
enum AridCode {
    private static let functions: Set<String> = [
        "print", "debugPrint", "dump", "NSLog", "perror", "assert", "assertionFailure", "precondition",
        "preconditionFailure", "fatalError",
    ]

    static func isArid(_ call: FunctionCallExprSyntax) -> Bool {
        guard let name = call.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.name else {
            return false
        }
        return functions.contains(name)
    }
}

extension ExprSyntax {
    var isArid: Bool { self.as(FunctionCallExprSyntax.self).map(AridCode.isArid) ?? false }
}
