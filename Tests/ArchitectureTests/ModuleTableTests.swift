import Foundation
import Testing
import Tools

/// ARCHITECTURE.md's table of modules is compared with Package.swift and with the sources.
@Suite struct ModuleTableTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Module name to the modules it depends on, in the table's order.
  private static func table() throws -> [(name: String, dependencies: Set<String>)] {
    let page = try String(contentsOf: root.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
    let section = page.components(separatedBy: "## Modules")[1].components(separatedBy: "\n## ")[0]
    return section.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let dependencies = cells.count > 2 ? cells[2] : ""
      return (cells[0], Set(dependencies.components(separatedBy: ", ").filter { !$0.isEmpty }))
    }
  }

  private struct Manifest: Decodable {
    struct Target: Decodable {
      let name: String
      let type: String
      let dependencies: [Dependency]
    }

    struct Dependency: Decodable {
      let byName: [String?]?
    }

    let targets: [Target]
  }

  private static func manifest() async throws -> Manifest {
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "fdport-dump-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let outcome = try await Tool(
      "swift", ["package", "--scratch-path", scratch.path, "dump-package"], directory: root.path
    ).run()
    try #require(outcome.isSuccess, "\(outcome.errorText)")
    return try JSONDecoder().decode(Manifest.self, from: Data(outcome.standardOutput))
  }

  @Test func tableNamesTheDependenciesOfThePackage() async throws {
    let table = try Self.table()
    let targets = try await Self.manifest().targets.filter {
      // What tests share is no module of the product.
      $0.type != "test" && $0.type != "system" && $0.name != "Randomness"
    }
    #expect(table.map(\.name) == targets.map(\.name), "in the same order")
    for target in targets {
      let declared = Set(target.dependencies.compactMap { $0.byName?.first ?? nil })
      let row = try #require(table.first { $0.name == target.name })
      #expect(row.dependencies == declared, "\(target.name)")
    }
  }

  @Test func arrowsPointUpTheTable() throws {
    var above: Set<String> = ["CLibclang", "CLibgit2", "CLibyaml", "CLinux"]
    for row in try Self.table() {
      #expect(row.dependencies.isSubset(of: above), "\(row.name) depends on what stands below it")
      above.insert(row.name)
    }
  }

  @Test func sourcesImportOnlyWhatTheirModuleDeclares() throws {
    let table = try Self.table()
    let modules = Set(table.map(\.name) + ["CLibclang", "CLibgit2", "CLibyaml", "CLinux"])
    for row in table {
      let directory = Self.root.appending(path: "Sources/\(row.name)")
      let files = try #require(
        FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil))
      for case let file as URL in files where file.pathExtension == "swift" {
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
          let words = line.split(separator: " ")
          guard let place = words.firstIndex(of: "import"), place <= 1, words.count > place + 1
          else { continue }
          let imported = String(words[place + 1])
          guard modules.contains(imported) else { continue }
          #expect(row.dependencies.contains(imported), "\(file.lastPathComponent): \(imported)")
        }
      }
    }
  }

  /// To start it takes longer than all that the front does.
  @Test func theFrontHasNoFoundation() throws {
    let table = try Self.table()
    var modules: Set<String> = ["fdport"]
    for row in table.reversed() where modules.contains(row.name) {
      modules.formUnion(row.dependencies)
    }
    #expect(modules.isSuperset(of: ["Runtime", "YAML"]))
    for name in modules {
      let directory = Self.root.appending(path: "Sources/\(name)")
      let files = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil)
      for case let file as URL in try #require(files) where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(!text.contains(/import (Foundation|Yams|ArgumentParser)/), "\(file.path)")
      }
    }
  }
}
