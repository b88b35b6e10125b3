import Foundation
package import Runtime

/// A draft of a grants file, from a run in which nothing was enforced.
///
/// It is the program's word: a program that knows that it is watched can ask for more or for less than it
/// needs. So it is text for a person to read, with what could not be said as a grant in comments.
package struct LearnedGrants: Hashable, Sendable {
  /// The grants file.
  package let text: String
  package let grantCount: Int

  /// From so many files of one directory on, the directory is granted.
  private static let filesOfDirectory = 3
  /// Where a name is authority over the system, and grants are refused: SpecialFileSystem.
  private static let special = ["/proc", "/sys", "/dev"]

  /// `program` is a path, `arguments` the whole vector.
  package init(
    of account: DenialAccount, program: String, arguments: [String], workingDirectory: String
  ) {
    let program = LearnedUse.normal(program, in: workingDirectory)
    var uses: [LearnedUse.Place: LearnedUse] = [:]
    var current = workingDirectory
    var beneath: UInt64 = 0
    for denial in account.denials {
      // In the order of their first time: right for a program that changes directory once.
      if let directory = LearnedUse.newDirectory(denial, from: current) { current = directory }
      if LearnedUse.isBeneathDescriptor(denial) { beneath += denial.count }
      guard let use = LearnedUse(denial, workingDirectory: current) else { continue }
      if var known = uses[use.place] {
        known.rights.formUnion(use.rights)
        known.isDirectory = known.isDirectory || use.isDirectory
        known.count += use.count
        uses[use.place] = known
      } else {
        uses[use.place] = use
      }
    }
    // The first exec is the program itself.
    uses[.program(program)] = nil
    let sorting = Sorting(uses.values.sorted { $0.sortKey < $1.sortKey })
    let grants = sorting.grants
    grantCount = grants.count
    var remarks = sorting.remarks
    if beneath > 0 {
      remarks.append(
        "\(beneath) uses of names beneath directories that were open, which stand above")
    }
    text = Self.lines(program, arguments, grants, remarks, account).map { $0 + "\n" }
      .joined()
  }

  private static func lines(
    _ program: String, _ arguments: [String], _ grants: [(name: String, leaf: String)],
    _ remarks: [String],
    _ account: DenialAccount
  ) -> [String] {
    var lines = [
      "# Drafted by `fdport run --learn` from one run, in which nothing was enforced. It is the program's",
      "# word: read it, and take out what the program should not have. A ported program finds a grant as",
      "# /dev/fd/N, or by its name through fdport.h.",
      "program: \(quoted(program))",
      "arguments: [\(arguments.map(quoted).joined(separator: ", "))]",
      "# The environment is empty unless it is said here.",
      "environment: {}",
      "descriptors:", "  0: !stdin inherit", "  1: !stdout inherit", "  2: !stderr inherit",
    ]
    lines += grants.map { "  \(quoted($0.name)): \($0.leaf)" }
    if !remarks.isEmpty {
      lines.append("# Not said as grants:")
      lines += remarks.map { "#   \(escaped($0))" }
    }
    if account.lost > 0 { lines.append("# \(account.lost) more calls were not told apart.") }
    if !account.isComplete { lines.append("# The broker was killed: this is not all.") }
    return lines
  }

  private struct Sorting {
    var grants: [(name: String, leaf: String)] = []
    var remarks: [String] = []
    private var names: Set<String> = []

    init(_ uses: [LearnedUse]) {
      let paths = uses.filter { if case .path = $0.place { true } else { false } }
      var directories = Self.directories(paths)
      for use in uses {
        switch use.place {
        case .program(let path): remarks.append("another program was executed: \(path)")
        case .listening(let address): add("listen", "!socket { listen: \(quoted(address)) }")
        case .connected(let address): add("connect", "!socket { connect: \(quoted(address)) }")
        case .path(let path): addPath(path, use, &directories)
        }
      }
      for (path, rights) in directories.sorted(by: { $0.key < $1.key }) {
        guard FileManager.default.fileExists(atPath: path) else {
          remarks.append("a directory that is not there any more, or never was: \(path)")
          continue
        }
        let list = Rights.names.filter { rights.contains($0.right) }.map(\.name)
        add(
          Self.name(path),
          "!dir { path: \(quoted(path)), rights: [\(list.joined(separator: ", "))] }")
      }
    }

    private mutating func addPath(
      _ path: String, _ use: LearnedUse, _ directories: inout [String: Rights]
    ) {
      let isSpecial = special.contains { path == $0 || path.hasPrefix($0 + "/") }
      if isSpecial, path != "/dev/null" {
        remarks.append("authority over the system, which is not granted: \(path)")
        return
      }
      guard !use.isDirectory, path != "/dev/null" else { return }
      if let directory = Self.ancestors(of: path).first(where: { directories[$0] != nil }) {
        directories[directory]?.formUnion(use.rights)
        return
      }
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
        return remarks.append("looked for, and not there: \(path)")
      }
      guard !isDirectory.boolValue else {
        return remarks.append("looked at, and not opened: \(path)")
      }
      let rights =
        use.rights.isSuperset(of: .contents)
        ? "read-write" : use.rights.contains(.write) ? "write" : "read"
      add(Self.name(path), "!file { path: \(quoted(path)), rights: \(rights) }")
    }

    private mutating func add(_ name: String, _ leaf: String) {
      var unique = name
      var number = 2
      while !names.insert(unique).inserted {
        unique = "\(name)-\(number)"
        number += 1
      }
      grants.append((unique, leaf))
    }

    /// Opened or changed as directories, or with so many files of them; the outermost ones.
    private static func directories(_ paths: [LearnedUse]) -> [String: Rights] {
      var found: [String: Rights] = [:]
      var files: [String: Set<String>] = [:]
      for use in paths {
        guard case .path(let path) = use.place, !special.contains(where: path.hasPrefix) else {
          continue
        }
        if use.isDirectory { found[path, default: []].formUnion(use.rights) }
        if let parent = ancestors(of: path).first { files[parent, default: []].insert(path) }
        // A new file needs its directory.
        if use.rights.contains(.create), !use.isDirectory,
          let parent = ancestors(of: path).first
        {
          found[parent, default: []].formUnion([.read, .list, .write, .create])
        }
      }
      for (parent, names) in files where names.count >= filesOfDirectory && parent != "/" {
        found[parent, default: []].formUnion(.readDirectory)
      }
      for path in found.keys.sorted() {
        guard let outer = ancestors(of: path).first(where: { found[$0] != nil }),
          let rights = found.removeValue(forKey: path)
        else { continue }
        found[outer]?.formUnion(rights)
      }
      return found
    }

    /// Nearest first, without the root.
    private static func ancestors(of path: String) -> [String] {
      var parts = path.split(separator: "/")
      var above: [String] = []
      while parts.popLast() != nil, !parts.isEmpty {
        above.append("/" + parts.joined(separator: "/"))
      }
      return above
    }

    private static func name(_ path: String) -> String {
      let last = path.split(separator: "/").last.map(String.init) ?? "root"
      return String(last.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
    }
  }

  /// A YAML scalar: double quotes where a plain one could be read as something else.
  private static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && text.first != "-"
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-".contains($0)) }
      && Double(text) == nil && !["true", "false", "null", "yes", "no"].contains(text.lowercased())
    guard !isPlain else { return text }
    return "\"" + escaped(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")) + "\""
  }

  /// Nothing that ends a line, moves a terminal or turns the direction of writing: by YAML's own escapes,
  /// which a comment shows as they are.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      let isPlain = scalar.isASCII ? 0x20..<0x7f ~= scalar.value : scalar.properties.isAlphabetic
      guard !isPlain else { return String(scalar) }
      let digits = String(scalar.value, radix: 16)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }
}

extension LearnedUse {
  fileprivate var sortKey: String {
    switch place {
    case .path(let path): "2 \(path)"
    case .listening(let address): "0 \(address)"
    case .connected(let address): "1 \(address)"
    case .program(let path): "3 \(path)"
    }
  }
}
