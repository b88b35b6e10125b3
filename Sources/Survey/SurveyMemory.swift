import Cache
import Catalogue
import Compilation
import Crypto
import Findings
import Foundation
import Installation
import Synchronization
import Tools

/// What earlier audits of the tree left in the store, and what this one leaves there.
final class SurveyMemory: Sendable {
  private static let records = "audit-trees"
  private static let archives = "audit-texts"
  private static let resultsKind = "audit-results"
  private static let packs = "audit-previews"

  private let store: AuditStore?
  private let worker: Worker
  /// The name of the tree's record, archive and pack.
  private let tree: String
  private let request: String
  private let record: SurveyRecord?
  private let warn: @Sendable (String) -> Void
  private let hasWarned = Atomic(false)
  private let digest = Mutex<String?>(nil)
  /// Nil as long as nobody asked.
  private let pack = Mutex<ResultPack?>(nil)
  private let start = FileSignature.now

  init(
    _ request: AuditRequest, catalogue: Catalogue, settings: Survey.Settings,
    warn: @escaping @Sendable (String) -> Void
  ) {
    store = settings.store
    worker = settings.worker
    self.warn = warn
    let programs = [InstalledProgram.running, settings.worker.path]
    var bytes: [UInt8] = []
    for path in programs {
      UnitKey.append(path, to: &bytes)
      UnitKey.append(FileSignature(path).map { "\($0)" } ?? "", to: &bytes)
    }
    // Where libclang looks beside what the command says (clang's manual, CPATH).
    for name in ["CPATH", "C_INCLUDE_PATH", "CCC_OVERRIDE_OPTIONS"] {
      UnitKey.append(ProcessInfo.processInfo.environment[name] ?? "", to: &bytes)
    }
    // A text's summary is of the names that are followed, too.
    let traced = request.traced ?? []
    for field in [catalogue.version, request.profile.rawValue, request.root] + traced {
      UnitKey.append(field, to: &bytes)
    }
    tree = FileDigest.hexadecimal(SHA256.hash(data: bytes))
    // The whole request, so that no part of it can be forgotten here.
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    bytes += (try? encoder.encode(request)).map(Array.init) ?? []
    UnitKey.append("\(settings.isExhaustive)", to: &bytes)
    self.request = FileDigest.hexadecimal(SHA256.hash(data: bytes))
    record = store?.read(Self.records, tree).flatMap {
      try? JSONDecoder().decode(SurveyRecord.self, from: $0)
    }
  }

  var unchangedReply: AuditReply? { record?.reply(for: request) }

  var texts: [TextTable.Text] {
    store?.read(Self.archives, tree).flatMap(TextArchive.texts) ?? []
  }

  /// Nil if it must be asked for, as when a library has changed.
  func search(_ target: [String]) -> CompilerSearch? {
    guard let record, let search = record.searches[target],
      search.libraries.allSatisfy({ FileSignature($0) == record.signatures[$0] })
    else { return nil }
    return search
  }

  /// Reads the worker while there is something else to do: that takes as long as to foresee all units.
  func readWorker() async { _ = workerDigest }

  private var workerDigest: String {
    digest.withLock { digest in
      if let digest { return digest }
      let read = recordedDigest ?? (try? FileDigest.sha256(of: worker.path)) ?? ""
      digest = read
      return read
    }
  }

  private var recordedDigest: String? {
    guard let digest = record?.workerDigest, let signature = record?.signatures[worker.path],
      FileSignature(worker.path) == signature
    else { return nil }
    return digest
  }

  /// What an earlier audit saw in the sources that nothing compiles.
  var uncompiled: [String: UncompiledFiles.Count] { record?.uncompiled ?? [:] }

  /// Identifies the worker: its content, and the libraries and this program by name, size and time.
  func toolIdentity(_ searches: [[String]: CompilerSearch]) -> [UInt8] {
    var bytes: [UInt8] = []
    UnitKey.append(workerDigest, to: &bytes)
    let others = [InstalledProgram.running] + searches.values.flatMap(\.libraries)
    for library in Set(others).sorted() {
      let signature = FileSignature(library)
      UnitKey.append(library, to: &bytes)
      UnitKey.append("\(signature?.size ?? 0) \(signature?.modified ?? 0)", to: &bytes)
    }
    return bytes
  }

  func result(_ key: String) -> UnitResult? {
    previews[key]
      ?? store?.read(Self.resultsKind, key).flatMap {
        try? JSONDecoder().decode(UnitResult.self, from: $0)
      }
  }

  private var previews: ResultPack {
    pack.withLock { pack in
      if let pack { return pack }
      let read = store?.read(Self.packs, tree).map(ResultPack.init) ?? ResultPack([])
      pack = read
      return read
    }
  }

  /// Keeps what the preprocessor told of units, all of it as this audit has it.
  func keep(previews results: [(key: String, result: UnitResult)]) {
    guard store != nil else { return }
    guard Set(results.map(\.key)) != Set(previews.results.keys) else { return }
    write(Self.packs, tree, ResultPack(results).data)
  }

  /// Keeps each result as its key, several at a time.
  func keep(_ results: [(key: String, result: UnitResult)]) async {
    guard store != nil else { return }
    DispatchQueue.concurrentPerform(iterations: results.count) { number in
      let (key, result) = results[number]
      if let data = try? JSONEncoder().encode(result) { write(Self.resultsKind, key, data) }
    }
  }

  /// True if no text has changed since it was read, and none can have without a sign.
  func isStillTrue(_ plan: SurveyPlan) -> Bool {
    store == nil
      || plan.table.texts.allSatisfy {
        $0.signature.isSettled(at: start) && FileSignature($0.path) == $0.signature
      }
  }

  /// Keeps the summaries of all texts, if any is new.
  func keep(textsOf plan: SurveyPlan) {
    guard store != nil, plan.table.readings > 0 else { return }
    write(Self.archives, tree, TextArchive.bytes(plan.table.texts, now: start))
  }

  /// `reply` is nil where it rests on more than the plan knows and than was looked at beside it.
  func keep(reply: AuditReply?, of plan: SurveyPlan, uncompiled: UncompiledFiles.List) {
    guard store != nil else { return }
    var signatures = plan.directories.signatures.merging(uncompiled.signatures) { first, _ in first
    }
    for text in plan.table.texts { signatures[text.path] = text.signature }
    let libraries = Set(plan.searches.values.flatMap(\.libraries))
    for path in libraries.union([worker.path, InstalledProgram.running]) {
      signatures[path] = FileSignature(path)
    }
    let isSettled = signatures.values.allSatisfy { $0.isSettled(at: start) }
    let record = SurveyRecord(
      request: request, signatures: signatures, absent: plan.directories.absent.sorted(),
      searches: plan.searches,
      workerDigest: signatures[worker.path]?.isSettled(at: start) ?? false ? workerDigest : nil,
      // One that may still change without a sign is read again.
      uncompiled: uncompiled.counts.filter { $0.value.signature.isSettled(at: start) },
      reply: isSettled ? reply : nil)
    if let data = try? JSONEncoder().encode(record) { write(Self.records, tree, data) }
  }

  private func write(_ kind: String, _ name: String, _ data: Data) {
    do throws(StoreError) {
      try store?.write(kind, name, data)
    } catch {
      // Once is enough: the next entry meets the same disk.
      if !hasWarned.exchange(true, ordering: .relaxed) { warn(error.description) }
    }
  }
}
