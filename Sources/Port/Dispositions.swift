package import Catalogue
import Findings
package import Recipe

/// What the recipe says of single functions, and what follows where it says nothing.
struct Dispositions {
  private let plan: PortPlan
  private let catalogue: Catalogue

  init(plan: PortPlan, catalogue: Catalogue) {
    self.plan = plan
    self.catalogue = catalogue
  }

  /// One for the file alone comes before one for all files.
  func disposition(of function: String, in file: String) -> PortPlan.Disposition? {
    let all = plan.dispositions.filter { $0.function == function }
    return all.first { $0.file == file } ?? all.first { $0.file == nil }
  }

  /// What a call becomes; nil if nobody says how it fails.
  func failure(of row: CatalogueRow, in file: String) -> FailureForm? {
    if let disposition = disposition(of: row.name, in: file), let text = disposition.expression {
      return .template(FailureForm.enclosed(text))
    }
    return plan.failures.first { $0.function == row.name }.map { .template($0.expression) }
      ?? row.failure.map(FailureForm.convention)
  }

  /// The name of `<descend.h>` that a call is sent to; nil if it goes nowhere.
  func descend(of function: String, in file: String) -> String? {
    guard let descend = plan.descend else { return nil }
    let isSent =
      disposition(of: function, in: file).map { $0.answer == .descend }
      ?? descend.functions.contains(function)
    return isSent ? catalogue.row(named: function)?.descend : nil
  }

  /// What stands in place of the function's address.
  func standIn(of function: String, in file: String) -> String? {
    guard let disposition = disposition(of: function, in: file), disposition.answer == .replace,
      let text = disposition.expression, !text.contains("{")
    else { return nil }
    return text
  }

  /// The functions of the project that are to vanish.
  var absent: [PortPlan.Disposition] { plan.dispositions.filter { $0.answer == .absent } }

  /// What a call of the vanished `function`, in the function `caller`, becomes.
  func failure(
    ofVanished function: ProjectName, in caller: ProjectName?, file: String,
    value: NameTrace.Value
  ) -> FailureForm? {
    let ofCaller = caller.flatMap { disposition(of: $0.name, in: file) }
    if let ofCaller, ofCaller.answer == .fail, let text = ofCaller.expression {
      return .template(FailureForm.enclosed(text))
    }
    let own = plan.dispositions.first { $0.function == function.name && $0.answer == .absent }
    if let text = own?.expression { return .template(FailureForm.enclosed(text)) }
    switch value {
    case .nothing: return .convention(.void)
    case .pointer: return .convention(.plainValue(expression: "NULL"))
    case .other, .variable: return nil
    }
  }

  /// An error for the first disposition that is about nothing in this tree, or that cannot be followed.
  func check(findings: [Finding], anatomies: [SiteAnatomy], traces: [NameTrace]) throws(PortError) {
    for disposition in plan.dispositions {
      let isInFile = { (file: String) in disposition.file == nil || disposition.file == file }
      let isOfLibrary = catalogue.row(named: disposition.function) != nil
      if isOfLibrary && disposition.answer == .absent {
        throw .unfitDisposition(
          disposition, "the C library has it; name the function of the project that is to go")
      }
      if !isOfLibrary && [.descend, .replace].contains(disposition.answer) {
        throw .unfitDisposition(disposition, "only calls of the C library can be answered so")
      }
      if disposition.answer == .descend, descendName(disposition) == nil {
        throw .unfitDisposition(
          disposition, "<descend.h> has nothing for it, or no patch sends to it")
      }
      let occurs =
        isOfLibrary
        ? zip(findings, anatomies).contains { finding, anatomy in
          finding.concernsPort && finding.called(in: catalogue).function == disposition.function
            && (isInFile(finding.file) || isInFile(anatomy.file))
        }
        : traces.contains {
          $0.role == .definition && $0.subject.name == disposition.function && isInFile($0.file)
        }
      if !occurs { throw .dispositionWithoutSite(disposition) }
    }
  }

  private func descendName(_ disposition: PortPlan.Disposition) -> String? {
    plan.descend == nil ? nil : catalogue.row(named: disposition.function)?.descend
  }
}

extension FailureForm {
  /// An expression that can stand among operators.
  static func enclosed(_ expression: String) -> String {
    let isSimple = expression.dropFirst(expression.hasPrefix("-") ? 1 : 0).allSatisfy {
      $0.isLetter || $0.isNumber || $0 == "_"
    }
    return isSimple || isClosed(expression) ? expression : "(\(expression))"
  }

  /// `(...)` or `call(...)`: what the first parenthesis opens, the last character closes.
  private static func isClosed(_ expression: String) -> Bool {
    let head = expression.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    var depth = 0
    for (place, character) in expression.enumerated().dropFirst(head.count) {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0 { return character == ")" && place == expression.count - 1 }
    }
    return false
  }
}

extension PortPlan {
  /// The names of the project that an audit for this port must follow; nil if there are none.
  package func tracedNames(_ catalogue: Catalogue) -> [String]? {
    let names = Set(dispositions.map(\.function)).filter { catalogue.row(named: $0) == nil }
    return names.isEmpty ? nil : names.sorted()
  }
}
