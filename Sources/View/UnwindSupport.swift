import Tools

/// What gcc's unwinder wants of a C library and musl has not: `_dl_find_object`.
///
/// It is an archive of its own, which the specs name beside libgcc_eh.
enum UnwindSupport {
  /// For -l.
  static let name = "fdport-unwind"

  /// Compiles Resources/find-object.c with the view's own compiler.
  static func write(into view: String) async throws(ViewError) {
    let source = view + "/share/find-object.c"
    let object = view + "/lib/find-object.o"
    try ViewFiles.write(PackageResources.find_object_c, to: source)
    let compile = ["-std=c11", "-O2", "-fPIC", "-c", "-o", object, source]
    _ = try await Tool(view + "/bin/" + SourceLanguage.c.wrapperName, compile).succeed()
    _ = try await Tool("ar", ["rcsD", view + "/lib/lib\(name).a", object]).succeed()
    try ViewFiles.remove(object)
  }
}
