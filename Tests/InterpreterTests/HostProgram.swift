import Foundation

/// Programs of this machine that tests talk to.
enum HostProgram {
  static func path(of names: String...) -> String? {
    let places = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return names.lazy.flatMap { name in places.map { "\($0)/\(name)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  static let openssl = path(of: "openssl")

  /// Whichever browser there is that runs without a screen.
  static let browser = path(
    of: "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
}
