// REFUSED: swift_task_create. An async main is a task.
@main
struct Program {
    static func main() async {
        async let one = 1
        print(await one)
    }
}
