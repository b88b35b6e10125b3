import Glibc

/// How glibc's allocator is set for programs that take much and give it back: glibc.malloc in its manual's chapter
/// Tunables, read when a program starts.
///
/// By itself it raises both thresholds as blocks are freed, and then keeps what it once had: an audit of CPython
/// took 45 MB more so. At 128 kB each, where they start, a tenth of its time went into pages that came and went.
package enum Allocation {
  package static let variable = "GLIBC_TUNABLES"
  package static let value =
    "glibc.malloc.trim_threshold=1048576:glibc.malloc.mmap_threshold=1048576:"
    + "glibc.malloc.arena_max=2"

  /// For the program that this one becomes, unless the caller has settings of their own.
  package static func set() { setenv(variable, value, 0) }

  /// What a worker is started with.
  package static var environment: [String: String] {
    getenv(variable) == nil ? [variable: value] : [:]
  }

  /// Takes back what ``set()`` did, so that nothing else that is started gets it.
  package static func unset() {
    if let text = getenv(variable), String(cString: text) == value { unsetenv(variable) }
  }
}
