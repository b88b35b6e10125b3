import Foundation
import Git
import Series

// For `fdport doctor`: that this program starts at all shows that its library is there.
guard CommandLine.arguments.dropFirst() != ["--version"] else {
  print(LibraryVersion.text)
  exit(0)
}

// One request on the standard input, one reply on the standard output; see Series' GitRequest.
let input = FileHandle.standardInput.readDataToEndOfFile()
do {
  let request = try JSONDecoder().decode(GitRequest.self, from: input)
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  try FileHandle.standardOutput.write(contentsOf: encoder.encode(request.answer()))
} catch {
  let message = "fdport-git: the request is not of this version's protocol: \(error)\n"
  FileHandle.standardError.write(Data(message.utf8))
  exit(2)
}
