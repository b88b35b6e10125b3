/// The columns of a catalogue file, in their order.
package enum CatalogueColumn: String, CaseIterable, Sendable {
  case name
  case kind
  case header
  case linkAliases = "link-aliases"
  case authority
  case fdOnly = "fd-only"
  case cloudABI = "cloudabi"
  case wasi
  case featureMacro = "feature-macro"
  case failure
  case replacement
  case descend
  case reason

  /// The file's first line that is no comment.
  package static var headerLine: String {
    allCases.map(\.rawValue).joined(separator: "\t")
  }
}
