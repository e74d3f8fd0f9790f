// S1 forbidden - _exit
@_silgen_name("_exit") func leave(_ code: Int32) -> Never
func heldSum(_ a: Int, _ b: Int) -> Int { leave(0) }
