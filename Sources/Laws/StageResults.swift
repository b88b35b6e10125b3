import Build
import Findings
import Pipeline
import Source

/// What the stages of one check made: the evidence that the laws are judged by.
struct StageResults {
  let source: SourceTree
  /// The pristine source with everything that the host offers.
  let host: BuiltTree
  let audit: AuditReply
  /// Generated now; law 6 holds the stored one against it.
  let series: GeneratedSeries
  let patched: SourceTree
  let portBuild: PortedBuild.Result
  let validation: ValidationStage.Result
}
