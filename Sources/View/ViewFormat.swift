import Cache
import Catalogue

/// How views are made, as far as it can be seen in their texts, for the key under which they are kept.
///
/// The texts that are generated for a made-up compiler and a made-up header stand for the code that
/// writes them. What does not show there (which declarations are found, what is copied) has the
/// number.
enum ViewFormat {
  /// To be raised with a change that the texts do not show.
  private static let number = "3"

  static let digest = digest(of: texts)

  /// The same for a view that only libraries of the platform are built with, by autoconf and in C's
  /// compiler: libstdc++ takes minutes, and has nothing to do with a file for CMake.
  static let compilerDigest: String = {
    let paths = [
      "bin/" + SourceLanguage.c.wrapperName, "lib/" + ViewTexts.Name.specs,
      "share/" + ViewTexts.Name.site,
    ]
    return digest(of: texts.filter { paths.contains($0.path) })
  }()

  private static var texts: [ViewTexts.File] {
    [TargetCompiler.Family.gcc, .clang].flatMap { family in
      [false, true].flatMap { ViewTexts(compiler: .sample(family), hasCPlusPlus: $0).files }
    }
  }

  static func digest(of files: [ViewTexts.File]) -> String {
    var key = CacheKey("view format " + number)
    for file in files {
      key.add(file.path, file.text)
    }
    key.add("overlay", sampleOverlay)
    key.add("find-object.c", bytes: PackageResources.find_object_c)
    for file in ProgramLibrary.files {
      key.add(file.name, file.text)
    }
    key.add("prefix", HiddenNames.prefix)
    key.add("C++ members", CPlusPlusLibrary.kept.keys.sorted())
    key.add("C++ members left out", CPlusPlusLibrary.ofWorkingDirectory)
    return key.digest
  }

  /// One declaration of each kind.
  private static var sampleOverlay: String {
    let names = HiddenNames(catalogue: .bundled, profile: .fdOnly, keepsDescending: false)
    let overlay = HeaderOverlay(library: LibraryDirectories(prefix: "/"), names: names)
    let declarations = [
      LibraryDeclaration(
        name: "open", header: "fcntl.h", line: 2,
        form: .declared("int open(const char *, int, ...)")),
      LibraryDeclaration(
        name: HiddenNames.workingDirectory, header: "fcntl.h", line: 4, form: .macro),
    ]
    let conditions = HeaderConditions("#ifdef A\nx\n#endif\ny\n")
    return overlay.text("fcntl.h", declarations, conditions, ["open"])
  }
}
