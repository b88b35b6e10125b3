import CProgramLibrary
import Tools

/// libfdport: how a program finds its grants by name and reads its argument; `#include <fdport.h>` and
/// `-lfdport`.
enum ProgramLibrary {
  struct File {
    let name: String
    let text: String
  }

  static let files: [File] = (0..<Int(FDPORT_LIBRARY_FILES)).map { index in
    let bytes = UnsafeRawBufferPointer(
      start: fdport_library_text(index), count: fdport_library_size(index))
    return File(
      name: String(cString: fdport_library_name(index)),
      text: String(decoding: bytes, as: UTF8.self))
  }

  /// Compiles it with the view's own compiler. The sources stay, for debuggers.
  static func write(into view: String) async throws(ViewError) {
    let sources = view + "/share/libfdport"
    for file in files {
      try ViewFiles.write(file.text, to: "\(sources)/\(file.name)")
      if file.name == "fdport.h" { try ViewFiles.write(file.text, to: "\(view)/libc/fdport.h") }
    }
    var objects: [String] = []
    for file in files where file.name.hasSuffix(".c") {
      let object = "\(sources)/\(file.name.dropLast(2)).o"
      let compile = [
        "-std=c11", "-D_DEFAULT_SOURCE", "-O2", "-fPIC", "-c", "-o", object,
        "\(sources)/\(file.name)",
      ]
      _ = try await Tool(view + "/bin/" + SourceLanguage.c.wrapperName, compile).succeed()
      objects.append(object)
    }
    _ = try await Tool("ar", ["rcsD", view + "/lib/libfdport.a"] + objects).succeed()
    for object in objects { try ViewFiles.remove(object) }
  }
}
