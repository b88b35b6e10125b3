/// Recognises, in what a program printed, that the disk was full: such a failure says nothing about
/// the code that was compiled or unpacked, and another message about it would mislead.
package enum FullDisk {
  // strerror(3) of ENOSPC and EDQUOT in glibc and musl; steps and tools whose text is looked at run
  // in the C locale where they translate.
  private static let texts = [
    "No space left on device", "Disk quota exceeded", "Quota exceeded",
  ]

  package static func isReported(in text: String) -> Bool {
    texts.contains { text.contains($0) }
  }

  /// What a person can do, as further lines of a message; empty where `text` does not speak of it.
  package static func remedy(for text: String) -> String {
    guard isReported(in: text) else { return "" }
    return """

      help: free some space (`fdport cache clean`), or set XDG_CACHE_HOME to a directory on a \
      larger file system
      """
  }
}
