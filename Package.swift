// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Every Swift target is compiled under the same strict settings; a warning is an error.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

/// Debian's libclang: 19 where it is installed, else 14; FDPORT_LIBCLANG=14 or 19 decides otherwise.
let libclang =
  Context.environment["FDPORT_LIBCLANG"]
  ?? ["19", "14"].first {
    FileManager.default.fileExists(atPath: "/usr/lib/llvm-\($0)/include/clang-c/Index.h")
  } ?? "19"

func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil)
  -> Target
{
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func command(
  _ name: String, _ dependencies: [Target.Dependency], linked: [LinkerSetting] = []
) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, swiftSettings: settings, linkerSettings: linked)
}

/// The C++ library that Swift's runtime wants, from the archive that `make build` puts into a directory
/// of its own: to load and relocate the shared one takes a third of the front's start.
let staticCPlusPlus = LinkerSetting.unsafeFlags(
  ["-L", "\(Context.packageDirectory)/.build/static", "-Xclang-linker", "-static-libgcc"],
  .when(configuration: .release))

/// The front is one file with all that it runs, the C library too: nothing is loaded or relocated at its start. It
/// asks for no users, hosts or locales, for which glibc would want its libraries all the same.
let wholly = LinkerSetting.unsafeFlags(["-static-executable"], .when(configuration: .release))

/// libclang opens files by the worker's open(2), which COpenHook has, only if the worker exports it.
let ownOpen = LinkerSetting.unsafeFlags(["-Xlinker", "--export-dynamic-symbol=open"])

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(name)Tests",
    swiftSettings: settings)
}

// The order below is the order of ARCHITECTURE.md: a target depends only on targets above it.
let package = Package(
  name: "fdport",
  products: [
    .executable(name: "fdport", targets: ["fdport"]),
    .executable(name: "fdport-commands", targets: ["fdport-commands"]),
    .executable(name: "fdport-audit", targets: ["fdport-audit"]),
    .executable(name: "fdport-git", targets: ["fdport-git"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // System libraries, one importing module each.
    .systemLibrary(
      name: "CLibclang",
      pkgConfig: "\(Context.packageDirectory)/Sources/CLibclang/libclang-\(libclang).pc"),
    .systemLibrary(name: "CLibgit2"),
    .systemLibrary(name: "CLibyaml"),
    .systemLibrary(name: "CLinux"),

    // What the front is made of, without Foundation.
    module("Installation"),
    module("YAML", ["CLibyaml"]),
    module("Runtime", ["CLinux", "Installation", "YAML"]),

    // Values of the domain; no processes, no files.
    .target(name: "CCatalogue"),
    .target(name: "CProgramLibrary"),
    .target(
      name: "Catalogue", dependencies: ["CCatalogue"],
      exclude: ["arguments.tsv", "calls.tsv", "catalogue.tsv"],
      swiftSettings: settings),
    module("Compilation"),
    module("Findings", ["Catalogue", "Compilation"]),
    // C source as raw text; no parser.
    module("Lexing", ["Findings"]),
    module("Preprocessing", ["Lexing"]),
    module("Inactive", ["Catalogue", "Compilation", "Findings", "Lexing"]),
    module("Comparison", ["Catalogue", "Findings"]),
    module("Suppressions", ["Catalogue", "Findings", yams]),
    module("Intake", ["Compilation", "Findings"]),
    module("Series"),
    module("Recipe", ["Installation", yams]),

    // Worker side: what links libclang or libgit2, and parses what may be hostile.
    .target(name: "COpenHook"),
    module("Clang", ["CLibclang", "COpenHook"]),
    module("Audit", ["Catalogue", "Clang", "Compilation", "Findings", "Inactive", "Lexing"]),
    module("Git", ["CLibgit2", "Series"]),

    // Front side: the stages.
    module("Tools", ["Installation", subprocess, systemPackage]),
    module("Cache", [crypto, systemPackage]),
    module(
      "Survey",
      [
        "Cache", "Catalogue", "Compilation", "Findings", "Inactive", "Installation", "Lexing",
        "Preprocessing", "Tools", crypto, systemPackage,
      ]),
    module("Source", ["Cache", "Tools", "Recipe", "Series"]),
    module("Build", ["Cache", "Compilation", "Tools", "Recipe"]),
    module("Port", ["Catalogue", "Findings", "Lexing", "Recipe"]),
    module(
      "View", ["Cache", "Catalogue", "CProgramLibrary", "Tools"],
      // Files of the view that are the same on every machine, and a member of its libraries.
      resources: [.embedInCode("Resources")]),
    module("Probes", ["Runtime", "Tools"]),
    module("Validation", ["Recipe", "Tools"]),
    module("Upstream", ["Cache", "Tools"]),
    module(
      "Pipeline",
      [
        "Build", "Cache", "Catalogue", "Compilation", "Installation", "Tools", "Findings", "Port",
        "Probes", "Recipe", "Runtime", "Series", "Source", "Survey", "Upstream", "Validation",
        "View",
      ]),
    module(
      "Laws",
      [
        "Build", "Cache", "Catalogue", "Compilation", "Findings", "Pipeline", "Port", "Probes",
        "Recipe", "Runtime", "Series", "Source", "Tools", "Validation", "View",
      ]),

    module("Draft", ["Catalogue", "Findings", "Port", "Recipe"]),
    module("Revision", ["Compilation", "Tools"]),
    module("Denials", ["Catalogue", "Runtime", "Tools"]),
    module(
      "Report",
      ["Catalogue", "Comparison", "Denials", "Findings", "Laws", "Suppressions", "Upstream"]),

    // Programs.
    command("fdport", ["Installation", "Runtime"], linked: [wholly]),
    command(
      "fdport-commands",
      [
        "Build", "Cache", "Catalogue", "Comparison", "Compilation", "Denials", "Draft",
        "Findings", "Installation", "Intake", "Laws", "Pipeline", "Port", "Probes", "Recipe",
        "Report",
        "Revision", "Runtime", "Series", "Source", "Suppressions", "Survey", "Tools", "Upstream",
        "View", argumentParser,
      ], linked: [staticCPlusPlus]),
    command("fdport-audit", ["Audit", "Catalogue", "Clang", "Findings"], linked: [ownOpen]),
    command("fdport-git", ["Git", "Series"]),

    // Tests, one folder a module; Command tests run the built programs.
    tests("Catalogue", ["Catalogue"]),
    .target(name: "Randomness", path: "Tests/Randomness", swiftSettings: settings),
    tests("Compilation", ["Compilation", "Randomness", "Tools"]),
    tests("Findings", ["Catalogue", "Findings"]),
    tests("Draft", ["Catalogue", "Draft", "Findings", "Recipe"]),
    tests("Comparison", ["Catalogue", "Comparison", "Findings"]),
    tests("Suppressions", ["Catalogue", "Findings", "Suppressions"]),
    tests("Intake", ["Compilation", "Findings", "Intake"]),
    tests("Lexing", ["Findings", "Lexing", "Randomness"]),
    tests("Series", ["Randomness", "Series"]),
    tests("Recipe", ["Recipe"]),
    tests(
      "Audit",
      [
        "Audit", "Build", "Catalogue", "Clang", "Compilation", "Findings", "Laws", "Lexing",
        "Survey", "Tools",
      ]),
    tests(
      "Survey",
      ["Catalogue", "Compilation", "Findings", "Lexing", "Randomness", "Survey", "Tools"]),
    tests("Preprocessing", ["Lexing", "Preprocessing", "Tools"]),
    tests("Git", ["Git", "Randomness", "Series", "Tools"]),
    tests("Installation", ["Installation"]),
    tests("YAML", ["YAML"]),
    tests("Tools", ["Tools"]),
    tests("Cache", ["Cache"]),
    tests("Source", ["Cache", "Recipe", "Series", "Source", "Tools"]),
    tests("Build", ["Build", "Cache", "Compilation", "Recipe", "Tools"]),
    tests(
      "Port",
      [
        "Audit", "Catalogue", "Compilation", "Findings", "Lexing", "Port", "Randomness", "Recipe",
        "Survey",
      ]),
    tests("View", ["Cache", "Catalogue", "Runtime", "Tools", "View"]),
    tests("Runtime", ["Probes", "Randomness", "Runtime", "Tools"]),
    tests("Validation", ["Recipe", "Runtime", "Tools", "Validation"]),
    tests("Upstream", ["Tools", "Upstream"]),
    tests("Pipeline", ["Pipeline", "Series", "Tools"]),
    tests(
      "Laws",
      [
        "Build", "Cache", "Catalogue", "Compilation", "Findings", "Laws", "Pipeline", "Port",
        "Probes",
        "Recipe", "Runtime", "Series", "Validation",
      ]),
    tests("Revision", ["Compilation", "Revision", "Tools"]),
    tests(
      "Report",
      [
        "Catalogue", "Comparison", "Findings", "Laws", "Report", "Suppressions", "Tools",
        "Upstream",
      ]),
    tests(
      "Architecture",
      [
        "Audit", "Catalogue", "Compilation", "Findings", "Port", "Recipe", "Report", "Survey",
        "Tools", "View",
      ]
    ),
    tests("Command", ["Tools", yams]),
    // The bundled interpreter, which make test builds once.
    tests("Interpreter", ["Runtime", "Tools"]),
  ]
)
