import Foundation
import Tools

/// Launchers from which one guard each was left out, built once for all tests.
struct GuardlessLaunchers {
  /// One directory a guard, with a launcher that does not check itself and a front beside it.
  let directory: String
  private let checkedDirectory: String

  static let shared = Task { try await GuardlessLaunchers() }

  /// What the self-check says without it, whoever calls.
  static let checks = [
    ("filter", "the filter does not refuse an open_how outside the table"),
    ("openat2", "openat2 follows an absolute path beneath a directory"),
    ("seal", "the kernel can write to the table"),
    ("mseal", "the table can be unmapped"),
    ("Landlock", "Landlock does not refuse an open outside the grants"),
    ("broker", "the broker does not refuse an absolute path"),
  ]

  /// Guards behind which there is no second one for some act.
  static let aloneSomewhere = [
    "filter", "openat2", "seal", "mseal", "Landlock", "broker", "launcher",
  ]

  func checked(_ name: String) -> String { "\(checkedDirectory)/\(name)/fdport-launch" }

  private init() async throws {
    let tools = try await LaunchTools.shared.value
    let products = LaunchTools.products
    try await LaunchTools.succeed(
      Tool("make", ["-C", "\(LaunchTools.root)/Sources/launch", "OUT=\(products)", "guards"]))
    directory = "\(products)/guards"
    checkedDirectory = "\(products)/guards-checked"
    for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
      try tools.linkFront(into: "\(directory)/\(name)")
    }
  }
}
