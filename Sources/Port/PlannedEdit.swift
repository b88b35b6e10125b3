/// One place of a file that the port changes, and what stands there after each patch.
struct PlannedEdit {
  let rule: PortRule
  let file: String
  /// In the file as it was given.
  let range: Range<Int>
  /// Orders insertions at one place: build files' texts, then `<errno.h>`, then `<descend.h>`.
  let rank: Int
  /// For messages: the patches that it belongs to.
  let owner: String
  /// The replacement after each stage, the first patch's first; nil: not yet there.
  let replacements: [[UInt8]?]
  /// What each stage adds here; repeated values count.
  let intents: [[IntentKey]]
}

/// An intent without its count.
struct IntentKey: Hashable {
  let rule: PortRule
  let function: String?
  let file: String
  let enclosing: String?
}
