import Port

/// How a draft builds its project, on this machine and against the view.
struct DraftSteps: Sendable {
  struct Steps: Sendable {
    var remarks: [String] = []
    var configure: [String] = []
    var build: [String]
    var test: [String] = []
    var products: [String]

    func lines(indent: String) -> [String] {
      func list(_ key: String, _ lines: [String]) -> [String] {
        lines.isEmpty
          ? [] : ["\(indent)\(key):"] + lines.map { "\(indent)  - \(RecipeDraft.quoted($0))" }
      }
      let made = products.map(RecipeDraft.quoted).joined(separator: ", ")
      return remarks.flatMap { RecipeDraft.comment($0, indent: indent) }
        + list("configure", configure)
        + list("build", build) + list("test", test)
        + (products.isEmpty
          ? ["\(indent)# products: [the programs and libraries that it must make]"]
          : ["\(indent)products: [\(made)]"])
    }
  }

  let host: Steps
  let view: Steps
  /// How a guard is spelled.
  let convention: [String]
  let isDefinedWhereMissing: Bool

  init(
    _ system: BuildSystem?, paths: Set<String>, files: [String: [UInt8]], tally: FunctionTally
  ) {
    isDefinedWhereMissing = system == .make || system == nil
    convention =
      isDefinedWhereMissing
      ? RecipeDraft.comment(
        "Spell the macro as the project spells its own switches, and document it by an insertion.")
        + ["sites: { macro: \"NO_{NAME}\", sense: absent }"]
      : ["sites: { macro: \"HAVE_{NAME}\", sense: present }"]
    switch system {
    case .autoconf: (host, view) = Self.autoconf(paths, files)
    case .cmake: (host, view) = Self.cmake(files)
    case .meson: (host, view) = Self.meson()
    case .make, nil: (host, view) = Self.make(tally)
    }
  }

  private static func autoconf(
    _ paths: Set<String>, _ files: [String: [UInt8]]
  ) -> (Steps, Steps) {
    let main = files["configure.ac"] ?? files["configure.in"] ?? []
    let words = M4Text(main).words
    let shared = words.contains { ["LT_INIT", "AC_PROG_LIBTOOL", "AM_PROG_LIBTOOL"].contains($0) }
    let script = ["autogen.sh", "buildconf.sh", "buildconf", "bootstrap", "bootstrap.sh"]
      .first(where: paths.contains)
    var remarks = ["The port changes configure.ac, so that configure is made again first."]
    if let script {
      remarks.append(
        "Upstream's own way to do that is ./\(script): use it if autoreconf falls short.")
    }
    let products = Products.automake(files)
    let option = shared ? " --disable-shared" : ""
    let host = Steps(
      remarks: remarks, configure: ["autoreconf -fi", "./configure\(option)"],
      build: ["make -j\"$JOBS\""], test: ["make -j\"$JOBS\" check"], products: products)
    let view = Steps(
      configure: ["autoreconf -fi", "./configure --host=\"$HOST\"\(option)"],
      build: ["make -j\"$JOBS\""], products: products)
    return (host, view)
  }

  private static func cmake(_ files: [String: [UInt8]]) -> (Steps, Steps) {
    let products = Products.cmake(files["CMakeLists.txt"] ?? [])
    let configure = ["cmake -S . -B build -DBUILD_SHARED_LIBS=OFF"]
    let build = ["cmake --build build -j \"$JOBS\""]
    return (
      Steps(
        configure: configure, build: build, test: ["ctest --test-dir build"], products: products),
      Steps(configure: configure, build: build, products: products)
    )
  }

  private static func meson() -> (Steps, Steps) {
    let build = ["meson compile -C build"]
    let remark = "Meson's checks are no part of what fdport generates: add HAVE_X by insertions."
    return (
      Steps(
        remarks: [remark], configure: ["meson setup build -Ddefault_library=static"], build: build,
        test: ["meson test -C build"], products: []),
      Steps(
        configure: [
          "meson setup --cross-file \"$MESON_CROSS_FILE\" build -Ddefault_library=static"
        ], build: build, products: [])
    )
  }

  private static func make(_ tally: FunctionTally) -> (Steps, Steps) {
    let names = tally.guarded.map(\.name)
    let flags = names.map { "-DNO_\($0.uppercased())" }.joined(separator: " ")
    return (
      Steps(build: ["make -j\"$JOBS\""], products: []),
      Steps(
        remarks: ["The macros go where the makefile takes flags from its caller."],
        build: ["make -j\"$JOBS\" CC=\"$CC\" AR=\"$AR\" RANLIB=\"$RANLIB\" CPPFLAGS=\"\(flags)\""],
        products: [])
    )
  }
}
