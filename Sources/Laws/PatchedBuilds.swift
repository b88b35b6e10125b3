import Build
import Compilation
import Foundation
import Pipeline

/// Two builds of one patched tree: what a port is made from.
package struct PatchedBuilds: Sendable {
  /// With options left out, for the host.
  let reduced: BuiltTree
  /// Against the view; its commands are a parser's.
  let view: BuiltTree

  /// What both configurations show.
  func sites(_ project: Project) async throws -> PortSites {
    try await sites(
      project, reduced: reduced.compileCommands, view: view.compileCommands, label: "patched")
  }

  /// Of the units that are `file`, or of all: one that is no unit of its own, such as a header, concerns
  /// whatever includes it. So does any other where what uses a name decides (`isLocal`).
  func sites(
    _ project: Project, concerning file: String, isLocal: Bool, label: String
  ) async throws -> PortSites {
    func chosen(_ build: BuiltTree) -> [CompileCommand] {
      build.compileCommands.filter { $0.file == "\(build.path)/\(file)" }
    }
    let (own, ownOfView) = (chosen(reduced), chosen(view))
    guard !isLocal || own.isEmpty && ownOfView.isEmpty else {
      return try await sites(project, reduced: own, view: ownOfView, label: label)
    }
    return try await sites(
      project, reduced: reduced.compileCommands, view: view.compileCommands, label: label)
  }

  private func sites(
    _ project: Project, reduced own: [CompileCommand], view ofView: [CompileCommand],
    label: String
  ) async throws -> PortSites {
    var sites = PortSites()
    if !own.isEmpty {
      sites.add(
        try await AuditStage(project, settings: AuditStage.quick(project)).run(
          root: reduced.path, commands: own, label: ", \(label)"))
    }
    if !ofView.isEmpty {
      sites.add(
        try await ViewAttempt(project).audit(root: view.path, commands: ofView, label: label))
    }
    return sites
  }

  /// Copies of both, which may be changed.
  func copy(to directory: String) async throws -> PatchedBuilds {
    PatchedBuilds(
      reduced: try await Self.copy(of: reduced, to: "\(directory)/reduced"),
      view: try await Self.copy(of: view, to: "\(directory)/view"))
  }

  private static func copy(of build: BuiltTree, to directory: String) async throws -> BuiltTree {
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    let copy = try await RelocatedBuild.copy(of: build, to: directory)
    return BuiltTree(path: copy.path, compileCommands: copy.compileCommands, log: build.log)
  }

  /// Puts `bytes` into a file of both.
  func write(_ bytes: [UInt8], to file: String) async throws {
    for build in [reduced, view] {
      try Data(bytes).write(to: URL(filePath: "\(build.path)/\(file)"))
    }
    // An audit keeps no result of texts that may still change without a sign, within a tick of the kernel's
    // clock for files; then the next edit's would parse every unit anew.
    try await Task.sleep(for: .milliseconds(30))
  }
}
