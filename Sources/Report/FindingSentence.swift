import Catalogue
import Findings

/// A finding in words.
struct FindingSentence {
  let finding: Finding

  /// `call of 'open' with "/etc/passwd"`.
  var use: String {
    let with = finding.argument.map { " with \(Printable.word($0))" } ?? ""
    return switch finding.kind {
    case .call: "call of '\(finding.function)'\(with)"
    case .reference: "reference to '\(finding.function)'\(with)"
    case .object: "use of '\(finding.function)'"
    case .systemCall: "system call of '\(finding.function)'\(with)"
    case .lookup: "lookup of '\(finding.function)' by its name"
    case .assembly: "system call in assembly, perhaps '\(finding.function)'"
    case .inactive: "'\(finding.function)' in code that is not compiled here"
    }
  }

  /// `call of 'open', which finds files and directories by path and reads them`.
  var whole: String {
    "\(use), which \(finding.authority.summary)"
  }

  /// Why the site stands apart, one fact each.
  var remarks: [String] {
    var remarks: [String] = []
    switch finding.state {
    case .active: break
    case .guarded: remarks.append("guarded: where the platform lacks it, this is not compiled")
    case .dead: remarks.append("dead: a condition around it is constant in this configuration")
    case .unevaluated: remarks.append("not evaluated: an operand of sizeof, typeof or _Generic")
    case .discarded: remarks.append("its value is thrown away, so that no code results")
    case .unusedInline: remarks.append("in an inline function that nothing refers to")
    }
    if let suppression = finding.suppression {
      let place = "\(Printable.word(suppression.file)):\(suppression.line)"
      remarks.append("allowed by \(place): \(Printable.word(suppression.reason))")
    }
    return remarks
  }
}
