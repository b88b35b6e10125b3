import Findings
import Foundation

/// What the last audit of a tree rested on, and its reply: while all that is unchanged, so is the reply.
struct SurveyRecord: Codable, Sendable {
  /// A digest of the request and of how it is answered.
  let request: String
  /// The programs and libraries that made the reply, the texts, and the directories in which texts were
  /// looked for.
  let signatures: [String: FileSignature]
  /// What was looked for and was not there.
  let absent: [String]
  /// Where libclang looks, by the flags that decide it.
  let searches: [[String]: CompilerSearch]
  /// The worker's content, while its file is as it was; nil if that could not have been told.
  let workerDigest: String?
  /// What was seen in the sources that nothing compiles.
  let uncompiled: [String: UncompiledFiles.Count]
  /// Nil if it rests on more than is named here.
  let reply: AuditReply?

  /// The reply, if nothing has changed.
  func reply(for request: String) -> AuditReply? {
    guard self.request == request, let reply,
      signatures.allSatisfy({ FileSignature($0.key) == $0.value }),
      absent.allSatisfy({ access($0, F_OK) != 0 })
    else { return nil }
    return reply
  }
}
