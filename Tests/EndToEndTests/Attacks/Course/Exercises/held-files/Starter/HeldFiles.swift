func saved(_ text: String, at path: String) throws -> String { "" }
