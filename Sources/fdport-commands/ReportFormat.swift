import ArgumentParser

/// How a result is printed on standard output.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}
