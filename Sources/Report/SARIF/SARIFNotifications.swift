import Findings
import Suppressions

/// What a SARIF run says of the audit itself: what it did not see, and what it guessed.
struct SARIFNotifications {
  let account: AuditAccount
  /// How many findings there was no room for.
  let leftOut: Int
  /// A place in the tree, or the whole file.
  let rooted: (_ file: String, _ line: Int?) -> SARIFLocation

  var invocation: SARIFInvocation {
    let report = account.report
    var notes: [SARIFInvocation.Notification] = []
    if leftOut > 0 {
      notes.append(
        note("truncated", "warning", "\(leftOut) further findings are left out: there is no room"))
    }
    notes += report.units.failed.map {
      note("unit-failed", "error", "not analysed as a whole: \($0.reason)", $0.file)
    }
    notes += report.units.skipped.map {
      note("unit-skipped", "warning", "not analysed: \($0.reason)", $0.file)
    }
    notes += report.uncompiled.map { file in
      let count = file.names.values.reduce(0, +)
      return note(
        "in-no-unit", "note", "in no unit; \(count) ambient names are seen in it", file.file)
    }
    notes += report.assumptions.map { note("assumption", "note", $0) }
    notes += account.unusedAllowances.map {
      note("allows-nothing", "note", "allows nothing: \($0.reason)", $0.file, $0.line)
    }
    return SARIFInvocation(
      executionSuccessful: report.units.failed.isEmpty, toolExecutionNotifications: notes)
  }

  private func note(
    _ identifier: String, _ level: String, _ text: String, _ file: String? = nil, _ line: Int? = nil
  ) -> SARIFInvocation.Notification {
    SARIFInvocation.Notification(
      descriptor: .init(id: identifier), level: level, message: SARIFText(text: text),
      locations: file.map { [rooted($0, line)] })
  }
}
