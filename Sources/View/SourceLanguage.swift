/// A language that a view's compiler compiles.
package enum SourceLanguage: String, CaseIterable, Sendable {
  case c
  case cPlusPlus

  /// The compiler's name in DIR/bin.
  var wrapperName: String {
    switch self {
    case .c: "fdport-cc"
    case .cPlusPlus: "fdport-c++"
    }
  }

  /// As it stands in a sentence.
  var spelled: String {
    switch self {
    case .c: "C"
    case .cPlusPlus: "C++"
    }
  }
}
