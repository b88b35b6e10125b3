/// The flags `-f...` that change which text a compiler accepts, what it declares by itself, or which
/// macros it defines.
///
/// GCC 12 manual, 3.4, 3.5, 3.13 and the list of predefined macros in cpp(1); `clang --help-hidden`.
enum LanguageFlag {
  /// Without `-f` or `-fno-`.
  private static let names: Set<String> = [
    "PIC", "PIE", "pic", "pie", "access-control", "aligned-allocation", "aligned-new", "asm",
    "asm-blocks", "asynchronous-unwind-tables", "blocks", "borland-extensions", "builtin",
    "cf-protection", "char8_t", "concepts", "cond-mismatch", "coroutines", "coroutines-ts",
    "cxx-exceptions", "declspec", "delayed-template-parsing", "dollars-in-identifiers",
    "double-square-bracket-attributes", "exceptions", "experimental-library",
    "extended-identifiers", "fast-math", "finite-math-only", "fixed-point", "freestanding",
    "gnu-inline-asm", "gnu-keywords", "gnu-tm", "gnu89-inline", "hosted",
    "lax-vector-conversions", "leading-underscore", "math-errno", "ms-compatibility",
    "ms-extensions", "nested-functions", "openacc", "openmp", "openmp-simd", "operator-names",
    "pack-struct", "permissive", "plan9-extensions", "relaxed-template-template-args", "rtti",
    "sanitize", "short-enums", "short-wchar", "signed-bitfields", "signed-char",
    "single-precision-constant", "sized-deallocation", "stack-protector", "stack-protector-all",
    "stack-protector-explicit", "stack-protector-strong", "strict-aliasing", "strict-flex-arrays",
    "threadsafe-statics", "trapv", "trigraphs", "unsafe-math-optimizations",
    "unsigned-bitfields", "unsigned-char", "wrapv", "zero-initialized-in-bss",
  ]

  /// The same with a value that is a number, a word or a text to be replaced, never a file to write.
  private static let valued: Set<String> = [
    "abi-version", "bracket-depth", "cf-protection", "clang-abi-compat", "constexpr-depth",
    "constexpr-loop-limit", "constexpr-ops-limit", "constexpr-steps", "excess-precision",
    "file-prefix-map", "lax-vector-conversions", "macro-prefix-map", "ms-compatibility-version",
    "msc-version", "openmp", "openmp-version", "pack-struct", "sanitize", "strict-flex-arrays",
    "template-depth",
  ]

  static func isKnown(_ argument: String) -> Bool {
    guard argument.hasPrefix("-f") else { return false }
    var name = argument.dropFirst(2)
    if name.hasPrefix("no-") { name = name.dropFirst(3) }
    if let equals = name.firstIndex(of: "=") {
      return valued.contains(String(name[..<equals]))
    }
    return names.contains(String(name)) || name.hasPrefix("builtin-")
      || name.hasPrefix("template-depth-")
  }
}
