// BUG: crash. Traps that say something are failed checks, those that do not are crashes.
func twice(_ number: Int8) -> Int8 {
    number * 2
}

#if BUG
    print(twice(Int8(CommandLine.arguments.count) * 100))
#else
    print(twice(Int8(CommandLine.arguments.count)))
#endif
