extension Course {
    /// Reads the course in a folder. Faults of single chapters and exercises are kept in `faults` and come up when that
    /// chapter or exercise is asked for.
    ///
    /// - Throws: `notACourse`; `faults` when `course.yml` leaves the identity of the course in doubt.
    public init(at root: String) throws(CourseError) {
        var loader = try CourseLoader(at: root)
        self = try loader.load()
    }

    /// Reads the course in a folder, with everything that is wrong with its files.
    ///
    /// - Throws: as `init(at:)`.
    public static func load(
        at root: String
    ) throws(CourseError) -> (course: Course, faults: [CourseError.Fault]) {
        let course = try Course(at: root)
        return (course, course.faults)
    }
}
