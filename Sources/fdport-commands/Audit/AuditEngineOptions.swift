import ArgumentParser
import Cache
import Survey

/// How an audit is made. None of it has an influence on the findings.
struct AuditEngineOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Parse every unit.",
      discussion: """
        Default: those that could hold a finding, by the words of all texts that they can include. Errors \
        in units that hold none are seen only with this.
        """))
  var exhaustive = false

  @Flag(help: "Neither use what earlier audits left in the cache nor leave anything there.")
  var noCache = false

  var settings: Survey.Settings {
    var settings = Survey.Settings()
    settings.isExhaustive = exhaustive
    settings.store = noCache ? nil : AuditStore(root: Cache.standardRoot())
    return settings
  }
}
