import Foundation
import Tools

/// The results of one place, a file a module: what a run that was ended goes on from.
package struct SuiteStore: Sendable {
  let directory: String

  package init(directory: String) {
    self.directory = directory
  }

  /// Nil if there is none, or one that another version of fdport wrote in another form.
  func result(of module: String) -> ModuleResult? {
    guard let data = FileManager.default.contents(atPath: path(module)) else { return nil }
    return try? JSONDecoder().decode(ModuleResult.self, from: data)
  }

  func save(_ result: ModuleResult) throws(UpstreamError) {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      try encoder.encode(result).write(to: URL(filePath: path(result.module)), options: .atomic)
    } catch {
      throw .file(path: path(result.module), reason: SystemReason.text(error))
    }
  }

  private func path(_ module: String) -> String { "\(directory)/\(module).json" }
}
