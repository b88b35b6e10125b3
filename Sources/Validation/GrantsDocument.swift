/// The grants file of one validation run.
struct GrantsDocument {
  let program: String
  let arguments: [String]
  /// A file beneath descriptor 3 for the interpreter, which `program` is then, and where it is
  /// installed; nil: `program` is one of the build's.
  var script: (name: String, library: String)?
  /// Granted as descriptor 0; nil: the null device.
  let input: String?
  /// Granted as descriptor 3.
  let readable: String
  /// Whether names beneath `writable` may go as well.
  var deletes = false
  /// Granted as descriptor 4.
  let writable: String
  /// Granted as descriptor 5, read-only; nil: there is none.
  var library: String?
  /// Where the server answers that descriptor 6 is connected to; nil: there is none.
  var server: String?

  var text: String {
    """
    program: \(quoted(program))
    arguments: [\(arguments.map(quoted).joined(separator: ", "))]
    descriptors:
      0: \(input.map { "!file { path: \(quoted($0)), rights: read }" } ?? "null")
      1: !stdout inherit
      2: !stderr inherit
      3: !dir { path: \(quoted(readable)), rights: read }
      4: !dir { path: \(quoted(writable)), rights: \(deletes ? "all" : "read-write") }

    """ + granted + connection + argument
  }

  private var granted: String {
    library.map { "  5: !dir { path: \(quoted($0)), rights: read }\n" } ?? ""
  }

  private var connection: String {
    server.map { "  6: !socket { connect: \(quoted($0)) }\n" } ?? ""
  }

  private var argument: String {
    guard let script else { return "" }
    return """
      argument:
        script: [3, \(quoted(script.name))]
        library: !dir { path: \(quoted(script.library)), follow: true, fd: 5 }

      """
  }

  /// A YAML single-quoted scalar (YAML 1.2, 7.3.2), in which only the quote itself is special.
  private func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }
}
