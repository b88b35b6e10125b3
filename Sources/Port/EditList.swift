/// Applies edits, each of which speaks of the file as it was given.
package enum EditList {
  /// The files that `edits` change, with all of them applied but the one at `leftOut`: law 5's check
  /// takes each guard out of the patched text in this way.
  package static func apply(
    _ edits: [PortEdit], to files: [String: [UInt8]], leavingOut leftOut: Int? = nil
  ) -> [String: [UInt8]] {
    var byFile: [String: [PortEdit]] = [:]
    for (index, edit) in edits.enumerated() {
      byFile[edit.file, default: []] += index == leftOut ? [] : [edit]
    }
    var result: [String: [UInt8]] = [:]
    for (file, edits) in byFile {
      guard let bytes = files[file] else { continue }
      result[file] = PortEdit.apply(edits, to: bytes)
    }
    return result
  }
}
