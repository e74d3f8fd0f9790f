public import Course

extension Cache {
    /// Courses as this build of the tool has read them.
    public var courseIndex: CourseIndex {
        CourseIndex(
            reader: ToolBuild.identity, load: { load("courses/" + $0) },
            store: { bytes, name in _ = store(bytes, as: "courses/" + name) })
    }
}
