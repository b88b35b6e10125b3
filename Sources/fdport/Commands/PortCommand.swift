import ArgumentParser

struct PortCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "port")
}
