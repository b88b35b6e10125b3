/// Something that a project's own build lets one leave out or choose.
package struct BuildOption: Hashable, Sendable {
  /// As it is written on the command line to have less: `--disable-cli`, `-DENABLE_CLI=OFF`.
  package let spelling: String
  /// What the project says of it, on one line; empty if nothing.
  package let help: String
  package let file: String
  package let line: Int

  package init(spelling: String, help: String, file: String, line: Int) {
    self.spelling = spelling
    self.help = help
    self.file = file
    self.line = line
  }

  /// Words of options that leave out what reaches for names: tools, files, networks, loading, processes.
  private static let telling = [
    "cli", "tool", "util", "program", "stdio", "file", "network", "socket", "ipc", "server",
    "dlopen", "dynamic", "module", "plugin", "shell", "exec", "fork", "process", "example", "test",
    "doc", "daemon", "syslog", "urandom", "locale", "nls", "resolver", "unix",
  ]

  /// Whether a port should look at it first.
  package var isTelling: Bool {
    let words = spelling.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.contains { word in
      Self.telling.contains { word == $0 || word == $0 + "s" }
    }
  }

  /// Runs of white space, m4's quotes and quadrigraphs, on one line.
  static func plain(_ help: String) -> String {
    help.replacing("@<:@", with: "[").replacing("@:>@", with: "]")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
