/// Which definition each macro has now, and a record of which were looked at and changed on the way.
///
/// Macros go by the numbers of their spellings, definitions by their own; 0 is none.
struct MacroTable {
  /// What a stretch of the run looked at before it had changed it.
  struct Read {
    let macro: Int32
    let definition: Int32
    /// The moment of the macro's last change when it was looked at.
    let changed: Int32
  }

  /// What the current stretch has recorded so far.
  struct Stretch {
    fileprivate(set) var start: Int32
    fileprivate(set) var reads: [Read] = []
    fileprivate(set) var changes: [Int32] = []
  }

  private var definitions: [Int32] = []
  /// Two tables of the same definitions have the same; others hardly ever.
  private(set) var digest: UInt64 = 0
  private var changed: [Int32] = []
  private var looked: [Int32] = []
  private var now: Int32 = 1
  /// In which generation of ``unique(_:by:)`` each macro was met.
  private var seen: [Int32] = []
  private var generation: Int32 = 0
  private var stretches: [Stretch] = []
  private var touched: [Int32] = []

  /// Forgets all definitions, and makes room for `count` spellings.
  mutating func reset(count: Int) {
    for macro in touched {
      definitions[Int(macro)] = 0
      changed[Int(macro)] = 0
      looked[Int(macro)] = 0
    }
    touched.removeAll(keepingCapacity: true)
    stretches.removeAll(keepingCapacity: true)
    now = 1
    digest = 0
    makeRoom(count)
  }

  mutating func makeRoom(_ count: Int) {
    guard count > definitions.count else { return }
    let more = count - definitions.count + 4096
    definitions += [Int32](repeating: 0, count: more)
    changed += [Int32](repeating: 0, count: more)
    looked += [Int32](repeating: 0, count: more)
    seen += [Int32](repeating: 0, count: more)
  }

  /// The definition of `macro`, 0 if it has none.
  mutating func definition(of macro: Int32) -> Int32 {
    let index = Int(macro)
    let definition = definitions[index]
    guard let start = stretches.last?.start else { return definition }
    // Neither what this stretch has changed itself nor what it has noted already.
    if changed[index] <= start, looked[index] <= start {
      if looked[index] == 0 { touched.append(macro) }
      now += 1
      looked[index] = now
      stretches[stretches.count - 1].reads.append(
        Read(macro: macro, definition: definition, changed: changed[index]))
    }
    return definition
  }

  /// As it is, without a record.
  func current(_ macro: Int32) -> Int32 { definitions[Int(macro)] }

  mutating func set(_ macro: Int32, to definition: Int32) {
    let index = Int(macro)
    if changed[index] == 0 { touched.append(macro) }
    now += 1
    changed[index] = now
    digest &+= MacroTable.digest(macro, definition) &- MacroTable.digest(macro, definitions[index])
    definitions[index] = definition
    if !stretches.isEmpty { stretches[stretches.count - 1].changes.append(macro) }
  }

  private static func digest(_ macro: Int32, _ definition: Int32) -> UInt64 {
    guard definition != 0 else { return 0 }
    return CompiledRecord.scattered(
      UInt64(UInt32(bitPattern: macro)) << 32 | UInt64(UInt32(bitPattern: definition)))
  }

  mutating func begin() {
    now += 1
    stretches.append(Stretch(start: now))
  }

  /// Ends the current stretch and adds what it looked at and changed to the one around it.
  mutating func end() -> Stretch {
    var stretch = stretches.removeLast()
    stretch.reads = unique(stretch.reads, by: \.macro)
    stretch.changes = unique(stretch.changes, by: \.self)
    guard let outer = stretches.last else { return stretch }
    for read in stretch.reads where read.changed <= outer.start {
      stretches[stretches.count - 1].reads.append(read)
    }
    stretches[stretches.count - 1].changes += stretch.changes
    return stretch
  }

  /// The first of each macro.
  private mutating func unique<Entry>(_ entries: [Entry], by macro: (Entry) -> Int32) -> [Entry] {
    generation += 1
    return entries.filter { entry in
      let index = Int(macro(entry))
      guard seen[index] != generation else { return false }
      seen[index] = generation
      return true
    }
  }
}
