import Catalogue
import Compilation
import Findings
import Foundation
import Survey
import Tools

/// The sources of one test, gone with it.
final class SourceTree {
  let root: URL
  private let names: [String]

  /// Texts by their names below the root.
  init(_ files: [String: String]) throws {
    root = FileManager.default.temporaryDirectory.appending(component: "fdport-survey-\(UUID())")
    names = files.keys.sorted()
    for (name, text) in files {
      let file = root.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// A unit for each `.c` file, compiled with the root for its directory.
  func units(_ arguments: [String]) -> [CompileCommand] {
    names.filter { $0.hasSuffix(".c") }.map { name in
      CompileCommand(
        file: "\(root.path)/\(name)", directory: root.path,
        arguments: ["cc"] + arguments + ["-c", name])
    }
  }

  /// The real worker, behind a script that writes down what it is asked, and gives the front so many seconds to see
  /// further units before each is done.
  func worker(writingTo log: String, pause: Double = 0) throws -> Worker {
    let path = root.appending(path: "worker").path
    let script = """
      #!/bin/sh
      while read -r line; do
        case $line in *'"unit":{'*) printf '%s\\n' "$line" >>'\(log)'; sleep \(pause) ;; esac
        printf '%s\\n' "$line"
      done | '\(Worker.audit.path)' "$@"
      """
    try Data(script.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return Worker("test", at: path)
  }

  func audit(
    _ units: [CompileCommand], traced: [String]? = nil,
    _ change: (inout Survey.Settings) -> Void = { _ in }
  ) async throws -> AuditReply {
    var settings = Survey.Settings()
    change(&settings)
    return try await Survey(catalogue: .bundled, settings: settings).run(
      AuditRequest(
        root: root.path, target: .init(name: "tree", version: nil), profile: .fdOnly,
        units: units, toolVersion: "0", listsUncompiled: true, traced: traced))
  }
}
