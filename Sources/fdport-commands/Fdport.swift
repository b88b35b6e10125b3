import ArgumentParser
import Installation

/// The front command: options in, exit status out. It links neither libclang nor libgit2.
struct Fdport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fdport",
    abstract: "Ports C programs to a world without names: only descriptors that were handed over.",
    discussion: """
      fdport finds where C sources acquire resources by global name (open, stat, bind, fopen, \
      system ...), generates the patches that let them build where these calls do not exist, builds \
      them against an fd-only C library and runs them with nothing but the granted descriptors.

      Start with:
        fdport check lua       take Lua the whole way, to one verdict
        fdport audit .         where does this tree (with compile_commands.json)
                               acquire anything by name?
        fdport explain fopen   what a function needs, and what to use instead
        fdport doctor          what this machine has and lacks

      Exit status: 0 clean, 1 findings or drift, 2 fdport could not do its job, 64 wrong usage. \
      fdport run passes the program's own on and keeps 125, 126 and 127.

      Completion: fdport --generate-completion-script bash (or zsh, fish).
      """,
    version: Version.text,
    subcommands: [
      CheckCommand.self, AuditCommand.self, PortCommand.self, BuildCommand.self,
      ValidateCommand.self, RunCommand.self, PythonCommand.self, ViewCommand.self, EnvCommand.self,
      ExplainCommand.self, DoctorCommand.self, AttackCommand.self, CacheCommand.self,
      SeriesCommand.self, RecipeCommand.self, UpstreamCommand.self, DenialsCommand.self,
    ])
}
