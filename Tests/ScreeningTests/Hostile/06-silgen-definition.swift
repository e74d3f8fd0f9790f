// S1 tampered 2 swift_allocObject
@_silgen_name("swift_allocObject") func allocate(_ a: Int, _ b: Int, _ c: Int) -> Int { 0 }
