import Catalogue
import Testing

@testable import View

/// The key under which views are kept sees how they are made.
struct ViewFormatTests {
  private func identity(_ compiler: String) async throws -> [String] {
    try await ViewBuilder(
      catalogue: .bundled, profile: .fdOnly, compiler: compiler, note: { _ in }
    ).identity()
  }

  @Test func theKeyNamesFormatAndCompiler() async throws {
    let gcc = try await identity("gcc")
    #expect(gcc.first == ViewFormat.digest)
    #expect(gcc.last?.contains("gcc") == true)
    let plain = try await ViewBuilder(hidingNothing: "gcc", note: { _ in }).identity()
    #expect(plain.first == ViewFormat.compilerDigest)
    #expect(plain.first != gcc.first)
    guard let clang = try? await identity("clang") else {
      try Test.cancel("clang is not installed")
    }
    #expect(clang.first == gcc.first)
    #expect(clang != gcc)
  }

  /// Each file of a view's texts goes into the digest: one letter more in any of them changes it.
  @Test func everyTextCounts() {
    let texts = ViewTexts(compiler: .sample(.gcc), hasCPlusPlus: true)
    #expect(Set(texts.files.map(\.path)).count == texts.files.count)
    let before = ViewFormat.digest(of: texts.files)
    #expect(ViewFormat.digest(of: texts.files) == before)
    for index in texts.files.indices {
      var changed = texts.files
      changed[index] = ViewTexts.File(
        path: changed[index].path, text: changed[index].text + "\n",
        isProgram: changed[index].isProgram)
      #expect(ViewFormat.digest(of: changed) != before, "\(changed[index].path)")
    }
  }

  /// No text has a place of the machine in it but those of the compiler.
  @Test func templatesAreFilled() {
    for file in ViewTexts(compiler: .sample(.clang), hasCPlusPlus: false).files {
      #expect(!file.text.contains("@PROCESSOR@"), "\(file.path)")
      #expect(!file.text.isEmpty)
    }
  }
}
