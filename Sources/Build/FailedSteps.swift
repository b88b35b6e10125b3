import Foundation
import Tools

/// The steps that failed in a build that went on nevertheless, kept beside its tree.
struct FailedSteps {
  private let path: String

  init(in directory: String) {
    path = "\(directory)/failed-steps.json"
  }

  func write(_ steps: [String]) throws(BuildError) {
    do {
      try JSONEncoder().encode(steps).write(to: URL(filePath: path))
    } catch {
      throw .wrapping(error)
    }
  }

  func read() throws(BuildError) -> [String] {
    do {
      return try JSONDecoder().decode(
        [String].self, from: Data(contentsOf: URL(filePath: path)))
    } catch {
      throw .wrapping(error)
    }
  }
}
