package import Lexing

/// What one inclusion of a text did, given what it looked at: it does the same wherever that is the same.
package final class InclusionTrace {
  /// The macros that it looked at before it changed them, with the definitions that they had.
  let reads: [MacroTable.Read]
  /// What it left of those that it changed.
  let changes: [(macro: Int32, definition: Int32)]
  let record: CompiledRecord

  init(
    reads: [MacroTable.Read], changes: [(macro: Int32, definition: Int32)], record: CompiledRecord
  ) {
    self.reads = reads
    self.changes = changes
    self.record = record
  }

  /// What the text itself included and compiled something of, in that order.
  package var inclusions: [Inclusion] { record.inclusions }
  /// One `#include` of which something was compiled.
  package struct Inclusion {
    /// As it was written.
    package let name: DirectiveProgram.Inclusion
    package let place: InclusionPlace
    package let trace: InclusionTrace

    /// The texts of which it compiled something.
    package var texts: Set<Int> {
      var texts: Set<Int> = []
      addTexts(to: &texts)
      return texts
    }

    func addTexts(to texts: inout Set<Int>) {
      texts.insert(place.text)
      for inner in trace.inclusions { inner.addTexts(to: &texts) }
    }
  }
}

/// One text as it is found along one search path.
package struct InclusionPlace: Hashable {
  package let text: Int
  /// Which directory of the search path it was found in; nil if beside the text that includes it.
  package let directory: Int?

  package init(text: Int, directory: Int?) {
    self.text = text
    self.directory = directory
  }
}
