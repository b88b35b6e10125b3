import Build
package import Findings
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

  /// `build` is the reduced build of `tree`; offsets of the findings are those of the tree's files,
  /// which the build copied and did not change.
  package func run(_ reply: AuditReply, tree: String) throws -> PortResult {
    let plan = try project.portPlan()
    let generator = PortGenerator(catalogue: project.catalogue, plan: plan)
    let names = generator.neededFiles(
      findings: reply.report.findings, anatomies: reply.anatomies, traces: reply.traces ?? [])
    var files: [String: [UInt8]] = [:]
    for name in names {
      files[name] = try PatchApplication.read(name, in: tree)?.bytes
    }
    return try generator.generate(
      files: files, findings: reply.report.findings, anatomies: reply.anatomies,
      traces: reply.traces ?? [])
  }
}
