/// What one inclusion of a text did, given what it looked at: it does the same wherever that is the same.
struct InclusionTrace {
  /// The macros that it looked at before it changed them, with the definitions that they had.
  let reads: [MacroTable.Read]
  /// What it left of those that it changed.
  let changes: [(macro: Int32, definition: Int32)]
  /// What it and the texts that it includes noted.
  let marks: [Int32]
}

/// One text as it is found along one search path.
struct InclusionPlace: Hashable {
  let text: Int
  /// Which directory of the search path it was found in; nil if beside the text that includes it.
  let directory: Int?
}
