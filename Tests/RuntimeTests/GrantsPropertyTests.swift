import Foundation
import Glibc
import Runtime
import Testing

/// Random grants over a small directory: what is refused changes nothing, and what is taken makes only
/// what was asked for.
@Suite(.enabled(if: ConfinedRun.isPossible, "the kernel lacks a piece of the runtime"))
struct GrantsPropertyTests {
  private struct Entry: Hashable {
    let name: String
    let mode: UInt32
    let size: Int
    let file: UInt
  }

  private static let paths = [
    "old", "sub/old", "new", "sub/new", "sub/../new", "./old", "missing/new", "link", "sub", ".",
    "dangling", "pipe", "new/", "/dev/null", "/proc/self/status",
  ]

  private func leaf(_ random: inout SeededGenerator) -> String {
    let path = Self.paths.randomElement(using: &random) ?? ""
    func maybe(_ field: String) -> String { Bool.random(using: &random) ? ", \(field)" : "" }
    switch Int.random(in: 0..<7, using: &random) {
    case 0, 1:
      return
        "!file { path: \(path), rights: write\(maybe("create: true"))\(maybe("truncate: true"))"
        + "\(maybe("follow: true")) }"
    case 2: return "!log { path: \(path)\(maybe("create: true")) }"
    case 3:
      return "!socket { listen: \"unix:\(path)\"\(maybe("reuse: true"))\(maybe("mode: 0600")) }"
    case 4: return "!dir { path: \(path), rights: [read\(maybe("list"))\(maybe("write"))] }"
    case 5: return "!file { path: \(path)\(maybe("follow: true")) }"
    default: return "!socket { listen: \"127.0.0.1:0\" }"
    }
  }

  private func entries(_ scratch: Scratch) throws -> Set<Entry> {
    let names = try FileManager.default.subpathsOfDirectory(atPath: scratch.path)
    return Set(
      try names.map { name in
        var status = stat()
        try #require(lstat("\(scratch.path)/\(name)", &status) == 0)
        // A directory's own size tells of names that came and went.
        let isDirectory = status.st_mode & UInt32(S_IFMT) == UInt32(S_IFDIR)
        return Entry(
          name: name, mode: status.st_mode, size: isDirectory ? 0 : Int(status.st_size),
          file: UInt(status.st_ino))
      })
  }

  /// Nothing, which equals nothing, if it cannot be looked at.
  private func snapshot(_ scratch: Scratch) -> Set<Entry> {
    (try? entries(scratch)) ?? []
  }

  private func fixture() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write("precious", to: "old")
    try scratch.write("precious", to: "sub/old")
    symlink("old", "\(scratch.path)/link")
    symlink("nowhere", "\(scratch.path)/dangling")
    mkfifo("\(scratch.path)/pipe", 0o600)
    return scratch
  }

  @Test("Two hundred sets of grants", arguments: [1, 2])
  func sets(seed: UInt64) async throws {
    let act = try await LaunchTools.shared.value.act
    var random = SeededGenerator(seed: seed)
    var taken = 0
    var refused = 0
    for _ in 0..<100 {
      let scratch = try fixture()
      let leaves = (0..<Int.random(in: 1...4, using: &random)).map { _ in leaf(&random) }
      let text = "descriptors:\n" + leaves.enumerated().map { "  g\($0): \($1)\n" }.joined()
      let before = try entries(scratch)
      let reader = GrantsReader(
        file: "\(scratch.path)/g.yaml", replacements: GrantsReader.Replacements(program: act))
      do throws(RuntimeError) {
        let grants = try reader.parse(text)
        try Launch.check(grants)
        #expect(snapshot(scratch) == before, "checked, from \(text)")
        _ = try Launch(grants)
        taken += 1
        let made = Set(snapshot(scratch).map(\.name)).subtracting(before.map(\.name))
        #expect(made.isSubset(of: ["new", "sub/new"]), "\(made) from \(text)")
        let asked = text.contains("create: true") || text.contains("unix:")
        #expect(made.isEmpty || asked, "\(made) from \(text)")
      } catch {
        refused += 1
        #expect(snapshot(scratch) == before, "\(error) from \(text)")
        guard case .grant(let place, _) = error else {
          Issue.record("\(error) from \(text)")
          continue
        }
        #expect(place.line > 0 && place.key.hasPrefix("descriptors.g"), "\(error)")
      }
    }
    #expect(taken > 5 && refused > 20, "\(taken) taken, \(refused) refused")
  }
}
