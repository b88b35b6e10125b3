/// How the ported program is shown to work, and to fail where it must.
///
/// Every case runs in the runtime with the same grants: descriptor 3 is the directory `scripts`,
/// read-only; descriptor 4 is an empty directory, read-write, in which `links` are planted as
/// symbolic links; 1 and 2 are captured.
package struct ValidationPlan: Hashable, Sendable {
  /// One run of the ported program in the runtime.
  package struct Case: Hashable, Sendable {
    /// What is started.
    package enum Start: Hashable, Sendable {
      /// A program, relative to the port build's root, and its argument vector, argv[0] included.
      case program(String, arguments: [String])
      /// A file of `scripts`, run by the interpreter.
      case script(String)
    }

    package let name: String
    package let start: Start
    /// A file of `scripts` to be granted as descriptor 0; nil: nothing to read.
    package let input: String?
    /// The expected exit status.
    package let status: Int
    /// Each must occur in the output; `{version}` stands for the release's.
    package let prints: [String]
    /// Files that must exist beneath descriptor 4 afterwards, with their exact contents.
    package let writes: [String: String]
    /// Files that must exist beneath descriptor 4 afterwards, each like a file of `scripts`.
    package let copies: [String: String]
    /// The output is a list of acts, `NAME refused REASON` or `NAME succeeded`, of which all must
    /// be refused.
    package let isBreakOut: Bool
    /// Descriptor 4 is granted with all rights, also to delete, and not as by default to read and write.
    package let deletes: Bool
    /// A file of `scripts` with which a server outside answers every request; descriptor 6 is a TCP
    /// connection to it then. Nil: there is no server.
    package let answers: String?

    package init(
      name: String, start: Start, input: String?, status: Int,
      prints: [String], writes: [String: String], copies: [String: String] = [:],
      isBreakOut: Bool, deletes: Bool = false, answers: String? = nil
    ) {
      self.name = name
      self.start = start
      self.input = input
      self.status = status
      self.prints = prints
      self.writes = writes
      self.copies = copies
      self.isBreakOut = isBreakOut
      self.deletes = deletes
      self.answers = answers
    }
  }

  /// Which interpreter runs the scripts among the cases.
  package struct Interpreter: Hashable, Sendable {
    /// Where the built tree has installed one, `bin` and `lib`; nil: fdport's own.
    package let installed: String?
    /// Archives of the built tree, that are linked into fdport's own in the place of its libraries.
    package let links: [String]
    /// A C file beside the recipe that is compiled and linked in too: a module for what the interpreter
    /// has none for. It defines `fdport_binding` and `fdport_binding_name`.
    package let binding: String?
    /// Versions of the recipe, each with that of fdport's own interpreter which runs its scripts: an old
    /// library lacks what a newer interpreter's modules call. For all others it is the newest.
    package let versions: [String: String]

    package init(
      installed: String?, links: [String], binding: String?, versions: [String: String] = [:]
    ) {
      self.installed = installed
      self.links = links
      self.binding = binding
      self.versions = versions
    }
  }

  /// The same program, unpatched and built without the view: it shows the runtime, not the port.
  /// Its acts must be refused inside and must succeed outside, so that the check is known to be able
  /// to fail.
  package struct Control: Hashable, Sendable {
    package let build: BuildSteps
    package let program: String
    package let arguments: [String]
    package let input: String?

    package init(build: BuildSteps, program: String, arguments: [String], input: String?) {
      self.build = build
      self.program = program
      self.arguments = arguments
      self.input = input
    }
  }

  /// A directory beside the recipe, with scripts and documents.
  package let scripts: String
  /// Symbolic links planted beneath descriptor 4: name to target.
  package let links: [String: String]
  /// Files of `scripts` that are copied beneath descriptor 4.
  package let copies: [String]
  /// A directory of the built tree that programs find, read-only, as descriptor 5: what an
  /// interpreter has its own modules in. Nil: none.
  package let library: String?
  /// Nil: no case is a script.
  package let interpreter: Interpreter?
  package let cases: [Case]
  package let control: Control?

  package init(
    scripts: String, links: [String: String], copies: [String] = [], library: String? = nil,
    interpreter: Interpreter? = nil, cases: [Case], control: Control?
  ) {
    self.scripts = scripts
    self.links = links
    self.copies = copies
    self.library = library
    self.interpreter = interpreter
    self.cases = cases
    self.control = control
  }
}
