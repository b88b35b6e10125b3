import Cache
import Catalogue
import Compilation
import Crypto
import Findings
import Foundation

/// What the result of one unit depends on, as a digest.
struct UnitKey {
  private let tool: [UInt8]
  /// What each text is: a digest of its path and its content.
  private let identities: [SHA256.Digest]
  /// The place of each text among all by their paths: to compare paths for each unit takes longer than to digest them.
  private let ranks: [Int]

  /// `tool` identifies the worker with all it is made of.
  init(tool: [UInt8], table: TextTable) {
    self.tool = tool
    identities = table.texts.map { text in
      var bytes: [UInt8] = []
      UnitKey.append(text.path, to: &bytes)
      return SHA256.hash(data: bytes + text.digest)
    }
    var ranks = [Int](repeating: 0, count: table.texts.count)
    let order = table.texts.indices.sorted { table.texts[$0].path < table.texts[$1].path }
    for (rank, number) in order.enumerated() { ranks[number] = rank }
    self.ranks = ranks
  }

  /// 64 hex digits, a slash behind the first two.
  func name(of request: UnitRequest, closure: InclusionGraph.Closure) -> String {
    var bytes = tool
    let command = request.unit
    let fields = [request.root, request.profile.rawValue, command.file, command.directory]
    for field in fields + command.arguments { UnitKey.append(field, to: &bytes) }
    // Behind what no argument can be.
    if let traced = request.traced {
      for name in ["\0traced"] + traced { UnitKey.append(name, to: &bytes) }
    }
    var hash = SHA256()
    hash.update(data: bytes)
    for text in closure.texts.sorted(by: { ranks[$0] < ranks[$1] }) {
      identities[text].withUnsafeBytes { hash.update(bufferPointer: $0) }
    }
    let digits = FileDigest.hexadecimal(hash.finalize())
    return "\(digits.prefix(2))/\(digits.dropFirst(2))"
  }

  /// With its length, so that no two lists run into the same bytes.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes += Array("\(text.utf8.count):".utf8)
    bytes += Array(text.utf8)
  }
}
