import Foundation

/// Where libraries for a view are installed: outside the view, which is never written to.
package struct InstallPrefix: Hashable, Sendable {
  package let path: String

  /// The variable by which the view's own tools know it.
  static let variable = "FDPORT_PREFIX"

  /// Where the host keeps its own libraries and pkg-config files.
  private static let ofHost: Set<String> = ["/", "/usr", "/usr/local"]

  /// `path` is absolute; it need not exist yet.
  package init(_ path: String, of view: View) throws(ViewError) {
    let standard = URL(fileURLWithPath: path).standardizedFileURL.path
    guard !Self.ofHost.contains(standard) else {
      throw .prefix(
        path: standard, reason: "holds the host's own libraries; name a directory apart")
    }
    guard standard != view.directory, !standard.hasPrefix(view.directory + "/") else {
      throw .prefix(
        path: standard, reason: "lies in the view, which is made anew at any time; name another")
    }
    try Self.checkLetters(standard)
    self.path = standard
  }

  /// make and configure cut CC and CPPFLAGS at white space, pkg-config its list at colons, CMake at
  /// semicolons; the rest means something to a shell.
  static func checkLetters(_ path: String) throws(ViewError) {
    let harmless = path.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && !"\"'`$\\&|;:<>()*?[]#~%!{}".unicodeScalars.contains($0)
    }
    guard harmless else {
      throw .prefix(
        path: path,
        reason: "make and configure cannot hold a path with white space or signs of the shell")
    }
  }
}
