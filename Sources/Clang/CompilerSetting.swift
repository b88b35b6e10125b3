import Foundation

/// What a result depends on beside the texts: the libraries, and where libclang looks for headers.
package enum CompilerSetting {
  /// The files that are mapped as code into this process, sorted (proc_pid_maps(5)).
  package static var libraries: [String] {
    let maps = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
    let paths = (maps ?? "").split(separator: "\n").compactMap { line -> String? in
      let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
      guard fields.count == 6, fields[1].contains("x"), fields[5].contains("/") else { return nil }
      return fields[5].trimmingCharacters(in: .whitespaces)
    }
    return Set(paths).sorted()
  }

  /// Has libclang itself say on standard error where it looks, given the arguments that decide it:
  /// parses nothing with -v.
  package static func saySearchPath(_ arguments: [String]) throws(ClangError) {
    _ = try Index().parse(
      file: "/dev/null", arguments: ["-x", "c", "-v", "-w", "-working-directory=/"] + arguments)
  }
}
