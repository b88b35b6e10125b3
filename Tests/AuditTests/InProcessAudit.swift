import Audit
import Catalogue
import Findings
import Survey

/// What the workers and the front do together, in the test's own process.
enum InProcessAudit {
  static func reply(_ request: AuditRequest, catalogue: Catalogue = .bundled) -> AuditReply {
    let audit = UnitAudit(catalogue: catalogue)
    let results = request.units.map {
      audit.result(
        UnitRequest(
          root: request.root, profile: request.profile, unit: $0, traced: request.traced))
    }
    return ReportAssembly(request, catalogue: catalogue).reply(results)
  }
}
