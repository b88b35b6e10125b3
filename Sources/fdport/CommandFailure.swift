/// Why a command could not do its job, where no stage below it says so.
enum CommandFailure: Error, CustomStringConvertible {
  case noCompilationDatabase(directory: String)

  var description: String {
    switch self {
    case .noCompilationDatabase(let directory):
      """
      \(directory) holds no compile_commands.json
      help: make one with `bear -- make`, `cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON` or meson
      """
    }
  }
}
