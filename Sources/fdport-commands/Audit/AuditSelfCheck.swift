import ArgumentParser
import Laws
import Report

extension AuditCommand {
  func validateSelfCheck() throws {
    guard !AuditSubject.isDirectory(target) else {
      throw ValidationError("--self-check builds objects, so it takes a recipe, no directory")
    }
    guard [.text, .json].contains(output.format) else {
      throw ValidationError("--self-check prints text or json")
    }
  }

  /// `--self-check`: the audit of a recipe against the objects of its build.
  func runSelfCheck(of subject: AuditSubject, _ progress: Progress) async throws {
    let check = SelfCheck(try subject.project(progress), profile: profile)
    let report = try await check.run()
    progress.finish()
    if output.format == .json {
      try StandardOutput.write(CanonicalJSON.text(report))
    } else {
      try StandardOutput.write(SelfCheckText(report).text)
    }
    guard report.holds else { throw ExitStatus.findings }
  }
}
