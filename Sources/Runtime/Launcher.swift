import Installation

/// Where fdport-launch and the probes are.
package enum Launcher {
  package static func path(of name: String = "fdport-launch") throws(RuntimeError) -> String {
    guard let path = InstalledProgram.path(of: name) else {
      throw .launcherNotFound(searched: InstalledProgram.places(of: name))
    }
    return path
  }
}
