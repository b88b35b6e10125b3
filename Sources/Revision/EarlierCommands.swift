import Compilation

/// The compile commands of today, as they would have been for the files of an earlier revision.
struct EarlierCommands {
  /// The spellings of the checkout's top, absolute.
  let tops: [String]
  /// Where the earlier files lie.
  let place: String
  /// From today's names to the earlier ones, relative to the top.
  let renames: [String: String]
  /// Whether there is such a file at `place`.
  let exists: (String) -> Bool

  /// One for each unit that was there; what has come since is left out.
  func commands(_ today: [CompileCommand]) -> [CompileCommand] {
    today.compactMap { command in
      guard let file = relative(command.file) else {
        // Outside the checkout: the same then and now.
        return command
      }
      if exists(file) { return moved(command, from: file, to: file) }
      guard let old = renames[file], exists(old) else { return nil }
      return moved(command, from: file, to: old)
    }
  }

  /// For a file that is gone, the flags of the first unit that stands nearest; nil if none stands in the same
  /// directory.
  func command(forGone file: String, like today: [CompileCommand]) -> CompileCommand? {
    let neighbour = today.first { command in
      relative(command.file).map { directory($0) == directory(file) } ?? false
    }
    guard let neighbour, let name = relative(neighbour.file) else { return nil }
    return moved(neighbour, from: name, to: file)
  }

  private func moved(_ command: CompileCommand, from: String, to: String) -> CompileCommand {
    CompileCommand(
      file: "\(place)/\(to)", directory: replaced(command.directory),
      arguments: command.arguments.map { argument in
        let path = AbsolutePath.of(argument, in: command.directory)
        return relative(path) == from ? "\(place)/\(to)" : replaced(argument)
      })
  }

  /// Every path beneath a top that `text` holds, alone or behind an option's name, is one beneath `place`.
  private func replaced(_ text: String) -> String {
    for top in tops {
      guard let range = text.firstRange(of: top) else { continue }
      let rest = text[range.upperBound...]
      let before = text[..<range.lowerBound]
      let option =
        before.split(omittingEmptySubsequences: false) { "=\",: ".contains($0) }.last ?? ""
      // Not the middle of another path.
      guard rest.first.map({ "/=\",: ".contains($0) }) ?? true, !option.contains("/") else {
        continue
      }
      return before + place + replaced(String(rest))
    }
    return text
  }

  private func relative(_ path: String) -> String? {
    tops.lazy.compactMap { path.hasPrefix($0 + "/") ? String(path.dropFirst($0.count + 1)) : nil }
      .first
  }

  private func directory(_ file: String) -> String {
    file.lastIndex(of: "/").map { String(file[..<$0]) } ?? ""
  }
}
