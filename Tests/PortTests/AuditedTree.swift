import Audit
import Catalogue
import Compilation
import Findings
import Foundation
import Recipe
import Survey

@testable import Port

/// Sources that are audited as a recipe's are: written to a directory, parsed by libclang, in the
/// test's own process.
struct AuditedTree {
  let plan: PortPlan
  /// The flags of every unit.
  let flags: [String]
  var profile = Profile.fdOnly

  /// Macros of a host that has everything.
  static func present(_ functions: [String]) -> [String] {
    functions.map { "-DHAVE_\($0.uppercased())=1" }
  }

  private func inDirectory<Value>(
    _ files: [String: [UInt8]], _ body: (String) throws -> Value
  ) throws -> Value {
    let directory = FileManager.default.temporaryDirectory
      .appending(component: "fdport-tree-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    for (file, bytes) in files { try Data(bytes).write(to: directory.appending(component: file)) }
    return try body(directory.path)
  }

  func audit(_ files: [String: [UInt8]]) throws -> AuditReply {
    try inDirectory(files) { root in
      let units = files.keys.filter { $0.hasSuffix(".c") }.sorted()
      let request = AuditRequest(
        root: root, target: .init(name: "test", version: nil), profile: profile,
        units: units.map { unit in
          CompileCommand(
            file: "\(root)/\(unit)", directory: root,
            arguments: ["cc", "-std=gnu11"] + flags + ["-c", "-o", "\(unit).o", unit])
        }, toolVersion: "0", traced: plan.tracedNames(.bundled))
      let audit = UnitAudit(catalogue: .bundled)
      let results = request.units.map {
        audit.result(
          UnitRequest(root: root, profile: profile, unit: $0, traced: request.traced))
      }
      return ReportAssembly(request, catalogue: .bundled).reply(results)
    }
  }

  func port(
    _ files: [String: [UInt8]], keeping isKept: (Finding) -> Bool = { _ in true }
  ) throws -> PortResult {
    let reply = try audit(files)
    let sites = zip(reply.report.findings, reply.anatomies).filter { isKept($0.0) }
    return try PortGenerator(catalogue: .bundled, plan: plan).generate(
      files: files, findings: sites.map(\.0), anatomies: sites.map(\.1),
      traces: reply.traces ?? [])
  }

  /// What gcc says to each unit: its exit status and its output.
  func compile(_ files: [String: [UInt8]], _ arguments: [String]) throws -> [String] {
    try inDirectory(files) { root in
      try files.keys.filter { $0.hasSuffix(".c") }.sorted().map { unit in
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gcc", "-std=gnu11"] + arguments + [unit]
        process.currentDirectoryURL = URL(fileURLWithPath: root)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return "\(unit) \(process.terminationStatus): \(String(decoding: output, as: UTF8.self))"
      }
    }
  }

  /// `files` with all edits applied but the one at `leftOut`.
  static func apply(
    _ edits: [PortEdit], to files: [String: [UInt8]], leavingOut leftOut: Int? = nil
  ) -> [String: [UInt8]] {
    files.merging(EditList.apply(edits, to: files, leavingOut: leftOut)) { $1 }
  }
}
