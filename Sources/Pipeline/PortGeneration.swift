import Build
import Findings
import Foundation
package import Port
import Recipe
import Series
import Source

/// Findings to edits: generates the port of a tree that may be pristine or already patched.
package struct PortGeneration: Sendable {
  let project: Project

  package init(_ project: Project) {
    self.project = project
  }

  /// The sites are those of builds of `tree`; offsets of the findings are those of the tree's files,
  /// which builds copy and do not change.
  package func run(_ sites: PortSites, tree: String) throws -> PortResult {
    let plan = try project.portPlan()
    let generator = PortGenerator(catalogue: project.catalogue, plan: plan)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: tree).sorted()
    let names = generator.neededFiles(
      findings: sites.findings, anatomies: sites.anatomies, traces: sites.traces, paths: paths)
    var files: [String: [UInt8]] = [:]
    for name in names {
      files[name] = try PatchApplication.read(name, in: tree)?.bytes
    }
    return try generator.generate(
      files: files, findings: sites.findings, anatomies: sites.anatomies,
      traces: sites.traces, paths: paths)
  }
}
