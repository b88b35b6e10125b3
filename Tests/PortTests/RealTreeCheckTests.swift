import Catalogue
import Foundation
import Testing

@testable import Port

/// Checks added to whole source trees: FDPORT_CHECK_TREES names directories, separated by colons, and
/// FDPORT_CHECK_OUTPUT a directory that gets each one's changed files.
@Suite struct RealTreeCheckTests {
  static let trees = (ProcessInfo.processInfo.environment["FDPORT_CHECK_TREES"] ?? "")
    .split(separator: ":").map(String.init)

  @Test(arguments: trees)
  func everyEditOfARealTreeComesBack(_ tree: String) throws {
    let root = URL(fileURLWithPath: tree).resolvingSymlinksInPath()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
    let catalogue = Catalogue.bundled
    let functions = ["chdir", "fopen", "freopen", "open", "remove", "rename", "socket", "stat"]
    var fixture = CheckFixture(
      files: [:], patches: [Array(functions[0...3]), Array(functions[4...])], descends: true)
    fixture.catalogue = catalogue
    var files: [String: [UInt8]] = [:]
    for path in BuildFiles(paths: paths, plan: fixture.plan).wanted {
      let url = root.appending(path: path)
      guard let data = FileManager.default.contents(atPath: url.path) else { continue }
      files[path] = Array(data)
    }
    for path in paths where files[path] == nil { files[path] = [] }
    var whole = CheckFixture(
      files: files, patches: [Array(functions[0...3]), Array(functions[4...])], descends: true)
    whole.catalogue = catalogue
    let complete = try whole.lawful()
    let outcome = try whole.port(files)
    for note in outcome.notes { print("\(tree): \(note)") }
    for check in outcome.unplaced {
      print("\(tree): \(check.file): \(check.name): \(check.reason)")
    }
    print("\(tree): \(outcome.edits.count) edits, \(outcome.recognised) recognised")
    guard let output = ProcessInfo.processInfo.environment["FDPORT_CHECK_OUTPUT"] else { return }
    for (path, bytes) in complete where files[path] != bytes {
      let url = URL(fileURLWithPath: output).appending(
        path: URL(fileURLWithPath: tree).lastPathComponent + "/" + path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
  }
}
