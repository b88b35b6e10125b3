/// One kind of refused call: the same call, from the same place, for the same path or address.
package struct Denial: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    case path(String)
    /// `struct sockaddr`, as the program gave it.
    case address([UInt8])
  }

  /// The system call's number on x86-64.
  package let call: UInt32
  /// The errno that the program got.
  package let error: Int32
  package let arguments: [UInt64]
  package let subject: Subject?
  /// Of the instruction behind the call, in the running program.
  package let address: UInt64
  /// What the stack held from the stack pointer on, as words; empty where it could not be read.
  package let stack: [UInt64]
  package internal(set) var count: UInt64
}
