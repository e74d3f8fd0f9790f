// S1 tampered 3 malloc
@_cdecl("malloc")
func malloc(_ size: Int) -> Int { 0 }
