/// The generated texts of a view: its compilers, and what build systems read about it.
struct ViewTexts {
  let compiler: TargetCompiler
  let hasCPlusPlus: Bool

  enum Name {
    static let specs = "fdport.specs"
    static let packageConfig = "fdport-pkg-config"
    static let toolchain = "toolchain.cmake"
    static let crossFile = "cross.meson"
    static let site = "config.site"
  }

  struct File: Hashable {
    /// Relative to the view.
    let path: String
    let text: String
    var isProgram = false
  }

  var files: [File] {
    let wrappers = SourceLanguage.allCases.map { language in
      let isThere = language == .c || hasCPlusPlus
      let wrapper = CompilerWrapper(compiler: compiler, language: language)
      return File(
        path: "bin/" + language.wrapperName,
        text: isThere ? wrapper.script : CompilerWrapper.absent(language), isProgram: true)
    }
    return wrappers + [
      File(path: "lib/" + Name.specs, text: CompilerWrapper.specs),
      File(
        path: "bin/" + Name.packageConfig, text: filled(PackageResources.fdport_pkg_config),
        isProgram: true),
      File(path: "share/" + Name.toolchain, text: filled(PackageResources.toolchain_cmake)),
      File(path: "share/" + Name.crossFile, text: filled(PackageResources.cross_meson)),
      File(path: "share/" + Name.site, text: filled(PackageResources.config_site)),
    ]
  }

  func write(into directory: String) throws(ViewError) {
    for file in files {
      try ViewFiles.write(
        file.text, to: directory + "/" + file.path, executable: file.isProgram)
    }
  }

  private func filled(_ template: [UInt8]) -> String {
    let processor = compiler.machine.prefix { $0 != "-" }
    return String(decoding: template, as: UTF8.self)
      .replacing("@PROCESSOR@", with: String(processor))
  }
}
