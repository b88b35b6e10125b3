extension String {
  /// One word for a POSIX shell, whatever stands in it.
  package var shellQuoted: String {
    "'" + replacing("'", with: "'\\''") + "'"
  }
}
