/// A Swift file of an exercise, listed and not read.
public struct CourseFile: Sendable, Equatable {
    /// The file name, `.swift` included.
    public var name: String
    /// Absolute path.
    public var path: String
    public init(name: String, path: String) {
        self.name = name
        self.path = path
    }
}
