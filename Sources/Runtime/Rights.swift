/// What may be done with a granted file, or with the files beneath a granted directory.
package struct Rights: OptionSet, Hashable, Sendable, CustomStringConvertible {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  // The numbers of plan.h, PLAN_READ and PLAN_WRITE.
  package static let read = Rights(rawValue: 1)
  package static let write = Rights(rawValue: 2)

  package var description: String {
    switch self {
    case [.read, .write]: "read-write"
    case .write: "write"
    case .read: "read"
    default: "none"
    }
  }
}
