import Foundation
import Tools

/// The Debian mirrors that this machine is configured to use, read and never changed.
struct DebianMirror: Hashable, Sendable {
  var archive: String
  var security: String

  /// Debian's own mirror network, for a machine whose configuration names none.
  static let standard = DebianMirror(
    archive: "http://deb.debian.org/debian", security: "http://deb.debian.org/debian-security")

  /// Reads the machine's apt configuration.
  static func ofMachine() async throws(ToolError) -> DebianMirror {
    let outcome = try await Tool(
      "apt-config",
      ["shell", "LIST", "Dir::Etc::sourcelist/f", "PARTS", "Dir::Etc::sourceparts/d"]
    ).run()
    guard outcome.isSuccess else {
      throw .failed(
        program: "apt-config", status: outcome.statusText, output: outcome.tail(lines: 5))
    }
    var texts: [AptSourceList.Text] = []
    for line in outcome.text.split(separator: "\n") {
      guard let equals = line.firstIndex(of: "=") else { continue }
      let path = line[line.index(after: equals)...].trimmingCharacters(in: ["'"])
      if line.hasPrefix("LIST=") {
        texts += read([path])
      } else {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        texts += read(names.sorted().map { (path as NSString).appendingPathComponent($0) })
      }
    }
    return among(texts.flatMap(AptSourceList.entries))
  }

  /// The first entries that offer `main` of a Debian suite; other archives name their suites after
  /// Debian's too, but have components of their own.
  static func among(_ entries: [AptSourceList.Entry]) -> DebianMirror {
    let suites = Set(DebianSuite.allCases.map(\.rawValue) + ["stable", "oldstable"])
    func mirror(_ suffix: String) -> String? {
      entries.first { entry in
        entry.components.contains("main")
          && suites.contains { entry.suite == $0 + suffix }
          && (entry.uri.hasPrefix("http://") || entry.uri.hasPrefix("https://"))
      }?.uri
    }
    return DebianMirror(
      archive: mirror("") ?? standard.archive,
      security: mirror("-security") ?? standard.security)
  }

  private static func read(_ paths: [String]) -> [AptSourceList.Text] {
    paths.compactMap { path in
      guard path.hasSuffix(".list") || path.hasSuffix(".sources") else { return nil }
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
      return AptSourceList.Text(contents: text, isDeb822: path.hasSuffix(".sources"))
    }
  }
}
