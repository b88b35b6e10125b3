import Port

/// What a project calls itself, and its version.
package struct ProjectIdentity: Hashable, Sendable {
  package let name: String
  /// `0` if nothing says it.
  package let version: String

  /// From AC_INIT, project() of CMake or of Meson, or the directory's name: `expat-2.6.0`.
  package init(system: BuildSystem?, file: String, bytes: [UInt8], directory: String) {
    let stated: (name: String?, version: String?)
    switch system {
    case .autoconf: stated = Self.autoconf(bytes)
    case .cmake: stated = Self.cmake(bytes)
    case .meson: stated = Self.meson(bytes)
    case .make, nil: stated = (nil, nil)
    }
    let dash = directory.lastIndex { $0 == "-" || $0 == "_" }
    let tail = dash.map { String(directory[directory.index(after: $0)...]) } ?? ""
    let isVersion = tail.first?.isNumber ?? false
    let head = isVersion ? dash.map { String(directory[..<$0]) } ?? directory : directory
    name = Self.fileName(stated.name) ?? Self.fileName(head) ?? "project"
    version = stated.version.flatMap(Self.plain) ?? (isVersion ? tail : "0")
  }

  /// A name that can be a recipe's file's: lower case, without blanks.
  package static func fileName(_ name: String?) -> String? {
    guard let name = name.flatMap(plain) else { return nil }
    let letters = name.lowercased().map {
      $0.isASCII && ($0.isLetter || $0.isNumber || "+._".contains($0)) ? $0 : "-"
    }
    let text = String(letters).split(separator: "-").joined(separator: "-")
    return text.first.map { $0.isLetter || $0.isNumber } ?? false ? text : nil
  }

  /// Nil for what only m4, the shell or CMake could tell.
  private static func plain(_ text: String) -> String? {
    let inner = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isPlain = !inner.isEmpty && !inner.contains { "$()@`\\\"'{}".contains($0) }
    return isPlain && !inner.hasPrefix("m4_") ? inner : nil
  }

  private static func autoconf(_ bytes: [UInt8]) -> (String?, String?) {
    let text = M4Text(bytes)
    guard let call = text.calls.first(where: { $0.name == "AC_INIT" }) else { return (nil, nil) }
    let arguments = call.arguments.map { argument in
      text.text(argument).filter { $0 != "[" && $0 != "]" }
    }
    return (arguments.first, arguments.count > 1 ? arguments[1] : nil)
  }

  private static func cmake(_ bytes: [UInt8]) -> (String?, String?) {
    let text = CMakeText(bytes)
    guard let call = text.commands.first(where: { $0.keyword == "project" }) else {
      return (nil, nil)
    }
    let values = text.values(of: call)
    let version = values.firstIndex(of: "VERSION").flatMap {
      $0 + 1 < values.count ? values[$0 + 1] : nil
    }
    return (values.first, version)
  }

  private static func meson(_ bytes: [UInt8]) -> (String?, String?) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let open = text.firstRange(of: "project(") else { return (nil, nil) }
    let strings = text[open.upperBound...].split(separator: "'", omittingEmptySubsequences: false)
    let label = strings.firstIndex { $0.contains("version") && !$0.contains("meson_version") }
    let version = label.flatMap { $0 + 1 < strings.count ? String(strings[$0 + 1]) : nil }
    return (strings.count > 1 ? String(strings[1]) : nil, version)
  }
}
