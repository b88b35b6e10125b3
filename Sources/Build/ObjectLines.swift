import Compilation
import Tools

/// Finds the uses of names in an object file, and by its debugging information the lines that they
/// stand on.
struct ObjectLines: Sendable {
  /// Absolute.
  let object: String

  /// The uses of `names`, in the order of the object.
  func uses(of names: Set<String>) async throws(ToolError) -> [ObjectUse] {
    let table = ObjectTable(
      parsing: try await output("readelf", ["--wide", "-S", "-s", "-r", object]))
    let relocations = table.relocations.filter { names.contains($0.symbol) }
    var uses: [ObjectUse] = []
    for section in table.codeSections.sorted() {
      let inside = relocations.filter { $0.section == section }
      guard !inside.isEmpty else { continue }
      let places = try await places(at: inside.map(\.offset), in: section)
      uses += zip(inside, places).map { ObjectUse(linkName: $0.symbol, place: $1) }
    }
    let data = relocations.filter { table.dataSections.contains($0.section) }
    guard !data.isEmpty else { return uses }
    let declarations = try await declarations()
    return uses
      + data.map { relocation in
        let variable = table.variable(holding: relocation)
        return ObjectUse(
          linkName: relocation.symbol, place: variable.flatMap { declarations[$0] },
          variable: variable ?? relocation.section)
      }
  }

  /// One place for each offset in a section of code.
  private func places(
    at offsets: [Int], in section: String
  ) async throws(ToolError) -> [ObjectUse.Place?] {
    let addresses = offsets.map { "0x" + String($0, radix: 16) }
    let text = try await output("addr2line", ["-e", object, "-j", section] + addresses)
    let places = text.split(separator: "\n").map { Self.place($0) }
    guard places.count == offsets.count else {
      throw .failed(
        program: "addr2line", status: "\(places.count) lines for \(offsets.count) addresses",
        output: text)
    }
    return places
  }

  /// Where each variable is declared. nm knows it of those with debugging information.
  private func declarations() async throws(ToolError) -> [String: ObjectUse.Place] {
    var declarations: [String: ObjectUse.Place] = [:]
    for line in try await output("nm", ["-l", "--defined-only", object]).split(separator: "\n") {
      // VALUE TYPE NAME, a tab, FILE:LINE
      let halves = line.split(separator: "\t")
      guard halves.count == 2, let name = halves[0].split(separator: " ").last else { continue }
      declarations[String(name)] = Self.place(halves[1])
    }
    return declarations
  }

  /// `/a/b.c:12` or `/a/b.c:12 (discriminator 3)`; `??:0` and `/a/b.c:?` are none.
  static func place(_ text: Substring) -> ObjectUse.Place? {
    let path = text.split(separator: " (discriminator ").first ?? text
    guard let colon = path.lastIndex(of: ":"), let line = Int(path[path.index(after: colon)...]),
      line > 0, path.hasPrefix("/")
    else { return nil }
    return ObjectUse.Place(file: AbsolutePath.normalised(String(path[..<colon])), line: line)
  }

  private func output(_ program: String, _ arguments: [String]) async throws(ToolError) -> String {
    let outcome = try await Tool(program, arguments, environment: ["LC_ALL": "C"]).run()
    guard outcome.isSuccess else {
      throw .failed(program: program, status: outcome.statusText, output: outcome.tail(lines: 5))
    }
    return outcome.text
  }
}
