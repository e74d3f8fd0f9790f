import Testing

/// The built `sil` and the scripts around it, driven as a person would: arguments in; exit status, text and files out.
///
/// Only what a user can see is used here, never a type of the tool: these tests hold for any house that keeps the
/// contract. One at a time, because time limits are judged and two cores are soon busy.
@Suite("처음부터 끝까지", .serialized)
enum EndToEnd {}
