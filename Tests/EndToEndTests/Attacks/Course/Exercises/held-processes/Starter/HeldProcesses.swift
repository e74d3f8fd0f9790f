func exitCode(ofChildLeavingWith code: Int32) -> Int32 { -1 }
