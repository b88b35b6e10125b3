import Foundation

/// `patches/NAME/VERSION`: a series as files.
package struct SeriesDirectory: Sendable {
  package let path: String

  package init(_ path: String) {
    self.path = URL(fileURLWithPath: path).standardizedFileURL.path
  }

  package var exists: Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// Reads the series; everything that is missing or extra is named at once.
  package func read() throws(SeriesError) -> PatchSeries {
    let present = try fileNames()
    guard present.contains(PatchSeries.fileName) else {
      throw .inconsistent(directory: path, problems: ["there is no file '\(PatchSeries.fileName)'"])
    }
    let list = try bytes(of: PatchSeries.fileName)
    guard let text = String(validating: list, as: UTF8.self) else {
      throw .inconsistent(directory: path, problems: ["'\(PatchSeries.fileName)' is not UTF-8"])
    }
    var (names, problems) = PatchSeries.names(in: text)
    problems += names.filter { !present.contains($0) }.map {
      "\($0) is in the series but there is no such file"
    }
    problems += present.filter { Self.isOwn($0) && $0.hasSuffix(".patch") && !names.contains($0) }
      .map { "\($0) is a patch file that the series does not list" }
    problems += present.filter { !Self.isOwn($0) }.map { "\($0) has no place in a series" }
    guard problems.isEmpty else { throw .inconsistent(directory: path, problems: problems) }
    var patches: [PatchText] = []
    for name in names {
      patches.append(PatchText(name: name, bytes: try bytes(of: name)))
    }
    guard present.contains(Intents.fileName) else { return PatchSeries(patches: patches) }
    let intents = try Intents(
      decoding: bytes(of: Intents.fileName), path: "\(path)/\(Intents.fileName)")
    return PatchSeries(patches: patches, intents: intents)
  }

  /// Makes the directory hold exactly this series, in one step; says whether anything changed.
  ///
  /// An equal directory is not touched, and neither are the files that stay the same in a changed
  /// one. Files that are not a series' own would be lost, so they are an error.
  @discardableResult
  package func write(_ series: PatchSeries) throws(SeriesError) -> Bool {
    var contents: [String: [UInt8]] = [PatchSeries.fileName: series.list]
    if !series.intents.isEmpty {
      contents[Intents.fileName] = try series.intents.encoded()
    }
    var problems: [String] = []
    for patch in series.patches {
      if !PatchSeries.isPatchName(patch.name) {
        problems.append("'\(patch.name)' cannot be the name of a patch file")
      } else if contents.updateValue(patch.bytes, forKey: patch.name) != nil {
        problems.append("\(patch.name) is given twice")
      }
    }
    if exists {
      problems += try fileNames().filter { !Self.isOwn($0) }.map {
        "\($0) has no place in a series and would be lost; move it away"
      }
    }
    guard problems.isEmpty else { throw .inconsistent(directory: path, problems: problems) }
    return try AtomicDirectory(path: path).replace(with: contents)
  }

  private static func isOwn(_ name: String) -> Bool {
    name == PatchSeries.fileName || name == Intents.fileName || PatchSeries.isPatchName(name)
  }

  private func fileNames() throws(SeriesError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .unreadable(path: path, reason: error.localizedDescription)
    }
  }

  private func bytes(of name: String) throws(SeriesError) -> [UInt8] {
    let place = "\(path)/\(name)"
    do {
      let kind = try FileManager.default.attributesOfItem(atPath: place)[.type]
      guard kind as? FileAttributeType == .typeRegular else {
        throw SeriesError.unreadable(path: place, reason: "it is not a regular file")
      }
      return try Array(Data(contentsOf: URL(fileURLWithPath: place)))
    } catch let error as SeriesError {
      throw error
    } catch {
      throw .unreadable(path: place, reason: error.localizedDescription)
    }
  }
}
