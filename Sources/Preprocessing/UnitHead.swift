/// What a unit compiles and defines before the first code of its own.
package struct UnitHead {
  /// A directive of the main text that was executed.
  package enum Step {
    /// `#define` and `#undef`, and where the directive stands, in bytes.
    case macro(MacroChange, place: Range<Int>)
    case include(InclusionTrace.Inclusion)
  }

  /// Definitions of the same content have the same number, and 0 is none.
  package struct MacroChange: Hashable {
    let macro: Int32
    let definition: Int32
  }

  package let steps: [Step]
  package let marks: [Int32]
  package let state: State

  /// The texts that are included and of which something is compiled.
  package var texts: Set<Int> {
    steps.reduce(into: []) { texts, step in
      if case .include(let inclusion) = step { inclusion.addTexts(to: &texts) }
    }
  }

  /// What must be the same for all that follows to be the same.
  package struct State: Equatable {
    let path: UInt64
    let macros: UInt64
  }
}
