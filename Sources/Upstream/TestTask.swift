import Foundation

/// What one process of the suite's program is to do; nil as a module: name all modules.
package struct TestTask: Hashable, Sendable {
  let module: String?
  /// Tests that an earlier process of the same module has finished.
  var skip: [String] = []
  /// Nil: all.
  var only: [String]?
  /// Seconds for one test.
  let limit: Int

  /// Its fields but `results`, as members of a JSON object, which is YAML as well.
  var members: String {
    var members = ["\"limit\": \(limit)", "\"skip\": \(Self.list(skip))"]
    if let module { members.append("\"module\": \"\(module)\"") }
    if let only { members.append("\"only\": \(Self.list(only))") }
    return members.joined(separator: ", ")
  }

  private static func list(_ names: [String]) -> String {
    let encoder = JSONEncoder()
    // YAML 1.2 knows `\/`, but not everybody who reads it does.
    encoder.outputFormatting = .withoutEscapingSlashes
    // Texts always encode.
    return (try? encoder.encode(names)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
  }
}
