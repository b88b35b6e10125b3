import Foundation
import Installation

/// One of fdport's own helper programs, which link what the front must not: libclang or libgit2.
///
/// The git worker reads one JSON request from its standard input and writes one JSON reply to its standard
/// output; audit workers are talked to line by line, see ``Dialogue``. It runs in a process of its own, so that hostile input which crashes a parser leaves
/// the front alive to say so.
package struct Worker: Sendable {
  package let name: String
  private let place: String?

  /// `path` is where it is, if not beside the running program.
  package init(_ name: String, at path: String? = nil) {
    self.name = name
    place = path
  }

  package static let audit = Worker("fdport-audit")
  package static let git = Worker("fdport-git")

  /// Where the worker is, or where it should be.
  package var path: String {
    place ?? InstalledProgram.path(of: name) ?? InstalledProgram.places(of: name)[0]
  }

  /// Sends `request` and decodes the reply.
  package func ask<Request: Encodable, Reply: Decodable>(
    _ request: Request, for reply: Reply.Type
  ) async throws(ToolError) -> Reply {
    let bytes: [UInt8]
    do {
      bytes = try Array(JSONEncoder().encode(request))
    } catch {
      throw .damagedReply(worker: name, reason: "the request cannot be encoded: \(error)")
    }
    let outcome = try await Tool(path, input: bytes, outputLimit: 1 << 30).run()
    guard outcome.isSuccess else {
      throw .failed(program: name, status: outcome.statusText, output: outcome.errorText)
    }
    do {
      return try JSONDecoder().decode(Reply.self, from: Data(outcome.standardOutput))
    } catch {
      throw .damagedReply(worker: name, reason: "\(error)")
    }
  }
}
