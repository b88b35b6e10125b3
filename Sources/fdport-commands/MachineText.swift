import Runtime

/// What `fdport doctor` prints for a person.
struct MachineText {
  let examination: MachineExamination

  var text: String {
    var lines: [String] = []
    for group in MachinePiece.Group.allCases {
      lines.append(MachineText.heading(group))
      let pieces = examination.pieces.filter { $0.group == group }
      lines += MachineText.table(
        pieces.map { [$0.isPresent ? "ok" : "MISSING", $0.name, $0.finding] })
      lines.append("")
    }
    lines += ["how programs run", "  \(examination.mode.text)", ""]
    lines.append("this process, as a container or a sandbox may have restricted it")
    lines += MachineText.table(
      examination.restrictions.notes.map { ["\($0.name):", $0.finding, $0.meaning] })
    lines += ["", "what that means for each command"]
    lines += MachineText.table(
      examination.commands.map { command in
        command.missing.isEmpty
          ? ["ok", command.name, ""]
          : ["CANNOT", command.name, "lacks \(command.missing.joined(separator: ", "))"]
      })
    lines.append("")
    lines += conclusion
    return lines.map { $0 + "\n" }.joined()
  }

  private var conclusion: [String] {
    let missing = examination.missing
    guard missing.contains(where: { !$0.neededBy.isEmpty }) else {
      return ["every command can do its job on this machine"]
    }
    return missing.map { "\($0.name) is missing: \($0.remedy)" }
  }

  private static func heading(_ group: MachinePiece.Group) -> String {
    switch group {
    case .programs: "programs that stages run"
    case .workers: "fdport's own programs"
    case .kernel: "kernel, each piece tried once"
    case .files: "files"
    }
  }

  /// Rows of three columns, indented; nothing behind the last letter.
  private static func table(_ rows: [[String]]) -> [String] {
    let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      let line = "  " + (cells + [row[2]]).joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
