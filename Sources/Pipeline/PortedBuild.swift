package import Build
import Foundation
import Recipe
package import Source
import Tools
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
    let view = try await ViewStage(project).run(
      cPlusPlus: project.recipe.unpatched?.hasCPlusPlus ?? false)
    do {
      return .built(try await BuildStages(project).port(tree: tree, view: view), view)
    } catch let error as BuildError {
      guard case .stepFailed(_, _, _, let tail, _) = error, !FullDisk.isReported(in: tail) else {
        throw error
      }
      return .failed(error.description)
    }
  }

  /// Every object file, archive and program in a tree, absolute and sorted; known by their first
  /// bytes, since a program has no suffix. Links are left out: what they name is there itself.
  package static func objects(in root: String) throws(PipelineError) -> [String] {
    let manager = FileManager.default
    var objects: [String] = []
    do {
      for name in try manager.subpathsOfDirectory(atPath: root) {
        let path = root + "/" + name
        let kind = try manager.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        guard kind == .typeRegular else { continue }
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        let start = try file.read(upToCount: 8) ?? Data()
        if Self.magics.contains(where: { start.starts(with: $0) }) { objects.append(path) }
      }
    } catch {
      throw .unreadable(path: root, reason: error.localizedDescription)
    }
    return objects.sorted()
  }

  /// ELF (elf(5)) and the archives of ar, thin ones too (GNU binutils, `ar` and its option T).
  private static let magics: [[UInt8]] = [
    [0x7f, 0x45, 0x4c, 0x46], Array("!<arch>\n".utf8), Array("!<thin>\n".utf8),
  ]
}
