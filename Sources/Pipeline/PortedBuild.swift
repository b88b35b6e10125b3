package import Build
import Foundation
package import Source
package import View

/// The patched tree against the view. A build that fails is a result: law 3 shows it.
package struct PortedBuild: Sendable {
  package enum Result: Sendable {
    case built(BuiltTree, View)
    case failed(String)
  }

  let project: Project

  package init(_ project: Project) {
    self.project = project
  }

  package func run(tree: SourceTree) async throws -> Result {
    let view = try await ViewStage(project).run()
    do {
      return .built(try await BuildStages(project).port(tree: tree, view: view), view)
    } catch let error as BuildError {
      guard case .stepFailed = error else { throw error }
      return .failed(error.description)
    }
  }

  /// Every object, archive and product that the build left, absolute and sorted.
  package static func objects(in root: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".o") || $0.hasSuffix(".a") }.sorted().map {
      root + "/" + $0
    }
  }
}
