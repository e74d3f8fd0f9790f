// S1 forbidden 2 @main
@main struct Program { static func main() { print("시작") } }
