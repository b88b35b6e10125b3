import CLinux

/// The descriptors that a grants file names, wherever in it, and the numbers that they get.
///
/// A number is what the key says, or the field `fd`, or else the lowest free one from 3, in the file's
/// order.
struct GrantCollection {
  /// One leaf; no number yet if the file leaves the choice to us.
  struct Reading {
    var number: Int32?
    var name: String?
    let resource: Grant.Resource
    let entry: YAMLEntry

    init(_ entry: YAMLEntry, _ resource: Grant.Resource, number: Int32? = nil) {
      self.entry = entry
      self.resource = resource
      self.number = number
    }
  }

  /// Which number the document of the argument tree gets.
  enum ArgumentNumber {
    case none
    /// Behind all others.
    case lowestFree
    case fixed(Int32, YAMLEntry)
  }

  static let numbers: ClosedRange<Int32> = 0...1023

  private var readings: [Reading] = []
  private var names: [String: YAMLEntry] = [:]

  /// Returns the reading's index.
  mutating func add(_ reading: Reading) throws(RuntimeError) -> Int {
    if let name = reading.name {
      if let other = names[name] {
        throw reading.entry.refuse("the name \(name) is already that of \(other.key)")
      }
      names[name] = reading.entry
    }
    readings.append(reading)
    return readings.count - 1
  }

  /// The grants in the order in which they were added, and the argument's number.
  func numbered(
    argument: ArgumentNumber
  ) throws(RuntimeError) -> (grants: [Grant], argument: Int32?) {
    try refuseLonePipes()
    try refuseManyLogs()
    var taken: [Int32: String] = [:]
    func take(_ number: Int32, _ entry: YAMLEntry) throws(RuntimeError) {
      if let other = taken[number] {
        throw entry.refuse("descriptor \(number) is already that of \(other)")
      }
      taken[number] = entry.key
    }
    for reading in readings {
      guard let number = reading.number else { continue }
      try take(number, reading.entry)
    }
    if case .fixed(let number, let entry) = argument { try take(number, entry) }
    var next: Int32 = 3
    func lowestFree() -> Int32? {
      while taken[next] != nil { next += 1 }
      return Self.numbers.contains(next) ? next : nil
    }
    var grants: [Grant] = []
    for reading in readings {
      var number = reading.number
      if number == nil {
        number = lowestFree()
        taken[next] = reading.entry.key
      }
      guard let number else { throw reading.entry.refuse("there is no number left for it") }
      grants.append(
        Grant(
          number: number, name: reading.name, resource: reading.resource,
          place: reading.entry.place))
    }
    switch argument {
    case .none: return (grants, nil)
    case .fixed(let number, _): return (grants, number)
    case .lowestFree:
      guard let number = lowestFree() else {
        throw .system("there is no descriptor number left for the argument")
      }
      return (grants, number)
    }
  }

  /// An end without the other is a program that waits for ever, or is ended by SIGPIPE.
  private func refuseLonePipes() throws(RuntimeError) {
    var ends: [String: Set<Grant.PipeEnd>] = [:]
    for case .pipe(let name, let end) in readings.map(\.resource) {
      ends[name, default: []].insert(end)
    }
    for reading in readings {
      guard case .pipe(let name, let end) = reading.resource, ends[name]?.count == 1 else {
        continue
      }
      throw reading.entry.refuse(
        "is the only end of the pipe \(name): nothing is granted that "
          + (end == .read ? "writes to it" : "reads from it")
          + " (for a pipe of the caller's write !fd N)")
    }
  }

  /// Each takes a pump of the launcher's, plan.h.
  private func refuseManyLogs() throws(RuntimeError) {
    var count = 0
    for reading in readings {
      guard case .log = reading.resource else { continue }
      count += 1
      guard count <= PLAN_PUMP_LIMIT else {
        throw reading.entry.refuse("is one log too many: there are at most \(PLAN_PUMP_LIMIT)")
      }
    }
  }
}
