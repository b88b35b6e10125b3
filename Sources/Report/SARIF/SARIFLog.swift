/// The part of SARIF 2.1.0 that an audit needs; names and shapes are the standard's
/// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, section 3).
struct SARIFLog: Encodable {
  let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  let version = "2.1.0"
  let runs: [SARIFRun]

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }
}

struct SARIFRun: Encodable {
  struct Tool: Encodable {
    let driver: SARIFComponent
  }

  struct Details: Encodable {
    let id: String
  }

  let tool: Tool
  let automationDetails: Details
  let invocations: [SARIFInvocation]
  let taxonomies: [SARIFComponent]
  let results: [SARIFResult]
  let columnKind = "utf16CodeUnits"
  let properties: [String: Int]
}

struct SARIFText: Encodable {
  let text: String
  var markdown: String?
}

/// A tool or a taxonomy.
struct SARIFComponent: Encodable {
  let name: String
  var version: String?
  var shortDescription: SARIFText?
  var rules: [SARIFRule]?
  var taxa: [SARIFRule]?
  var isComprehensive: Bool?
}

/// A reporting descriptor (3.49): a rule, or a taxon.
struct SARIFRule: Encodable {
  struct Configuration: Encodable {
    let level: String
  }

  struct Relationship: Encodable {
    let target: Target
    let kinds: [String]
  }

  struct Target: Encodable {
    struct Component: Encodable {
      let name: String
      let index: Int
    }

    let id: String
    let index: Int
    let toolComponent: Component
  }

  struct Properties: Encodable {
    let tags: [String]
    let precision: String
  }

  let id: String
  var name: String?
  var shortDescription: SARIFText?
  var fullDescription: SARIFText?
  var help: SARIFText?
  var defaultConfiguration: Configuration?
  var relationships: [Relationship]?
  var properties: Properties?
}

struct SARIFLocation: Encodable {
  struct Artifact: Encodable {
    let uri: String
  }

  struct Region: Encodable {
    let startLine: Int
    var startColumn: Int?
    var endColumn: Int?
    var snippet: SARIFText?
  }

  struct Physical: Encodable {
    let artifactLocation: Artifact
    var region: Region?
  }

  struct Logical: Encodable {
    let name: String
    let kind: String
  }

  let physicalLocation: Physical
  var logicalLocations: [Logical]?
}

struct SARIFResult: Encodable {
  struct Suppression: Encodable {
    let kind: String
    let status: String
    let justification: String
    let location: SARIFLocation
  }

  struct Properties: Encodable {
    let function: String
    let authority: String
    let kind: String
    let state: String
    let conditions: [String]
    let argument: String?
    let replacement: String?
  }

  let ruleId: String
  let ruleIndex: Int
  let kind: String
  let level: String
  let message: SARIFText
  let locations: [SARIFLocation]
  let partialFingerprints: [String: String]
  let baselineState: String?
  let suppressions: [Suppression]?
  let properties: Properties
}

struct SARIFInvocation: Encodable {
  struct Notification: Encodable {
    struct Descriptor: Encodable {
      let id: String
    }

    let descriptor: Descriptor
    let level: String
    let message: SARIFText
    let locations: [SARIFLocation]?
  }

  let executionSuccessful: Bool
  let toolExecutionNotifications: [Notification]
}
