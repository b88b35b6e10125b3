/// What one patch does to one file.
package struct FilePatch: Hashable, Sendable {
  /// The two modes of a file that a patch may carry; links and submodules are refused.
  package enum Mode: String, Sendable {
    case regular = "100644"
    case executable = "100755"
  }

  /// The file before or after the patch.
  package struct Side: Hashable, Sendable {
    package let mode: Mode
    /// The blob's full id in lower-case hex; nil where the patch leaves the content alone.
    package let blob: String?
  }

  package let path: String
  /// Nil where the patch makes the file.
  package let before: Side?
  /// Nil where the patch deletes the file.
  package let after: Side?
  package let hunks: [Hunk]
  /// The line of `diff --git` in the patch file, from 1.
  package let line: Int

  /// The id that git gives to the side of a file that is not there.
  package static let absentBlob = String(repeating: "0", count: 40)
}

/// One `@@` section of a patch.
package struct Hunk: Hashable, Sendable {
  package enum Kind: UInt8, Sendable {
    case context = 0x20
    case removed = 0x2d
    case added = 0x2b
  }

  package struct Line: Hashable, Sendable {
    package let kind: Kind
    /// With the line feed, unless the file ends without one here.
    package let bytes: [UInt8]
  }

  package let oldStart: Int
  package let oldCount: Int
  package let newStart: Int
  package let newCount: Int
  package let lines: [Line]
  /// The line of `@@` in the patch file, from 1.
  package let line: Int
}
