import Catalogue
import Foundation
import Testing
import Tools

@testable import View

/// What configure programs ask of a compiler, for many names at once.
///
/// autoconf's and CMake's own programs have one name each; here one program has all of them, and the
/// compiler or linker reports each that it refuses. `ConfigureAnswersTests` compares a sample with the
/// answers that the real tools give.
struct ConfigureQuestions {
  let view: View

  /// AC_CHECK_FUNC and check_function_exists: of `names`, those that `char NAME();` and a use link.
  func linked(_ names: [String]) async throws -> Set<String> {
    let lines = names.map { ".quad \($0)" }
    let text =
      ([".globl main", ".text", "main: ret", ".data"] + lines
      + [".section .note.GNU-stack,\"\",@progbits", ""]).joined(separator: "\n")
    let directory = try TestLibrary.directory()
    try text.write(toFile: directory + "/all.s", atomically: false, encoding: .utf8)
    let outcome = try await Tool(
      view.compiler, ["all.s", "-no-pie", "-o", "all"], directory: directory,
      environment: ["LC_ALL": "C"]
    ).run()
    let refused = outcome.errorText.matches(of: /undefined reference to `([^']+)'/)
      .map { String($0.1) }
    // Otherwise something else is wrong, and every name would seem to link.
    try #require(outcome.isSuccess == refused.isEmpty, "\(outcome.tail())")
    return Set(names).subtracting(refused)
  }

  /// AC_CHECK_DECL after all headers, in the form that autoconf's general.m4 gives it: of `names`,
  /// those that are macros or may be used.
  func declared(_ names: [String], headers: [String], options: [String]) async throws -> Set<
    String
  > {
    let includes = headers.map { "#include <\($0)>" }
    let uses = names.enumerated().flatMap { index, name in
      ["#ifndef \(name)", "void use\(index)(void) { (void) \(name); }", "#endif"]
    }
    let text = (includes + uses + [""]).joined(separator: "\n")
    let outcome = try await TestLibrary.compile(
      text, options + ["-c", "-w", "-fmax-errors=0", "-o", "/dev/null"], view)
    var refused: Set<String> = []
    for match in outcome.errorText.matches(of: #/main\.c:(\d+):\d+: error: /#) {
      let line = try #require(Int(match.1)) - 1 - headers.count
      // A mistake in the includes would otherwise be taken for the last name's.
      try #require(line >= 0 && line / 3 < names.count, "\(outcome.tail())")
      refused.insert(names[line / 3])
    }
    try #require(outcome.isSuccess == refused.isEmpty, "\(outcome.tail())")
    return Set(names).subtracting(refused)
  }
}

/// The same questions, put by the real tools.
struct ConfigureRun {
  let view: View
  /// Name and header.
  let questions: [(name: String, header: String)]

  private func shell(_ script: String, in directory: String) async throws {
    let variables = try BuildVariables(view, prefix: nil).shellText
    let outcome = try await Tool(
      "sh", ["-euc", variables + script], directory: directory, environment: ["LC_ALL": "C"],
      unset: ["CFLAGS", "CPPFLAGS", "LDFLAGS"]
    ).run()
    try #require(outcome.isSuccess, "\(outcome.tail(lines: 20))")
  }

  /// What a generated configure says: the names that AC_CHECK_FUNC and AC_CHECK_DECL find.
  func autoconf() async throws -> (functions: Set<String>, declarations: Set<String>) {
    let checks = questions.map { name, header in
      """
      AC_CHECK_FUNC([\(name)], [echo "function \(name)" >>answers])
      AC_CHECK_DECL([\(name)], [echo "declaration \(name)" >>answers], [], [[#include <\(header)>]])
      """
    }
    let text =
      "AC_INIT([answers], [1])\nAC_PROG_CC\nAC_USE_SYSTEM_EXTENSIONS\n"
      + checks.joined(separator: "\n") + "\nAC_OUTPUT\n"
    let directory = try TestLibrary.directory()
    try text.write(toFile: directory + "/configure.ac", atomically: false, encoding: .utf8)
    try await shell(
      "autoconf && : >answers && ./configure --host=\"$HOST\"", in: directory)
    return try answers(directory + "/answers")
  }

  /// What CMake says: the names that check_function_exists and check_symbol_exists find.
  func cmake() async throws -> (functions: Set<String>, declarations: Set<String>) {
    let checks = questions.map { name, header in
      """
      check_function_exists(\(name) FUNCTION_\(name))
      if(FUNCTION_\(name))
        file(APPEND answers "function \(name)\\n")
      endif()
      check_symbol_exists(\(name) \(header) SYMBOL_\(name))
      if(SYMBOL_\(name))
        file(APPEND answers "declaration \(name)\\n")
      endif()
      """
    }
    let text =
      """
      cmake_minimum_required(VERSION 3.21)
      project(answers C)
      include(CheckFunctionExists)
      include(CheckSymbolExists)
      set(CMAKE_REQUIRED_DEFINITIONS -D_GNU_SOURCE)
      file(WRITE answers "")

      """ + checks.joined(separator: "\n") + "\n"
    let directory = try TestLibrary.directory()
    try text.write(toFile: directory + "/CMakeLists.txt", atomically: false, encoding: .utf8)
    try await shell("cmake -G Ninja -B build", in: directory)
    return try answers(directory + "/answers")
  }

  private func answers(_ file: String) throws -> (functions: Set<String>, declarations: Set<String>)
  {
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    func names(_ kind: String) -> Set<String> {
      Set(lines.filter { $0.hasPrefix(kind + " ") }.map { String($0.dropFirst(kind.count + 1)) })
    }
    return (names("function"), names("declaration"))
  }
}
