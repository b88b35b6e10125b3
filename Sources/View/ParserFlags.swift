/// How a parser of clang's sees a source as this view's compiler does.
extension View {
  /// The headers of the view, then of `prefix`, and none of the host's but the compiler's own. clang
  /// finds those itself, so that `-nostdlibinc` takes the place of the compiler's `-nostdinc`.
  package func parserFlags(prefix: String?) -> [String] {
    var flags = ["--target=\(contents.machine)", "-nostdlibinc"]
    if let prefix { flags += ["-isystem", "\(prefix)/include"] }
    return flags + [
      "-isystem", "\(directory)/include", "-isystem", "\(directory)/libc", "-idirafter",
      "\(directory)/kernel",
    ]
  }
}
