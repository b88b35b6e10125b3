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
    guard project.recipe.port == nil else {
      return try await ported(
        BuildStages(project).attempt(tree: tree, view: view, label: "patched"), view)
    }
    do {
      return .built(try await BuildStages(project).port(tree: tree, view: view), view)
    } catch let error as BuildError {
      guard case .stepFailed(_, _, _, let tail, _) = error, !FullDisk.isReported(in: tail) else {
        throw error
      }
      return .failed(error.description)
    }
  }

  /// The build that the port itself looked at: it went on where something failed.
  private func ported(_ tree: BuiltTree, _ view: View) throws -> Result {
    let missing = try project.viewBuild().products.filter {
      !FileManager.default.fileExists(atPath: "\(tree.path)/\($0)")
    }
    guard !tree.failedSteps.isEmpty || !missing.isEmpty else { return .built(tree, view) }
    let complaints = BuildComplaint.read(log: tree.log)
    guard !FullDisk.isReported(in: complaints.map(\.message).joined(separator: "\n")) else {
      throw PipelineError.unwritable(path: tree.path, reason: "No space left on device")
    }
    var lines = tree.failedSteps.map { "\(project.title) against the view: this failed: \($0)" }
    lines += complaints.map(\.text)
    if tree.failedSteps.isEmpty { lines += missing.map { "\($0) was not made" } }
    return .failed((lines + ["the whole log is \(tree.log)"]).joined(separator: "\n"))
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
