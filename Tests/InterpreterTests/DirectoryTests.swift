import Testing
import Tools

/// A granted working directory, which moves beneath grants.
@Suite(.enabled(if: BundledInterpreter.isThere, BundledInterpreter.whyNot))
struct DirectoryTests {
  @Test("os.chdir moves it, and contextlib.chdir brings it back")
  func moves() async throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("work/sub")
    try scratch.makeDirectory("other")
    try scratch.write("inner", to: "work/sub/file.txt")
    let outcome = try await BundledInterpreter.run(
      grants: """
        working-directory: work
        descriptors:
          1: !stdout inherit
          2: !stderr inherit
          work: !dir { path: work, rights: all, fd: 5 }
          other: !dir { path: other, fd: 6 }
        argument:
          command: |
            import contextlib, os, pathlib
            with contextlib.chdir("sub"):
                print(os.getcwd(), open("file.txt").read(), pathlib.Path("file.txt").resolve())
                os.mkdir("new")
                os.symlink(os.path.abspath("file.txt"), "new/link")
                print(os.readlink("new/link"), open("new/link").read())
            print(os.getcwd(), os.listdir())
            os.chdir("/dev/fd/6")
            print(os.path.abspath("x"))
            os.chdir("/dev/fd/5/sub")
            os.chdir("..")
            print(os.getcwd())
            for place in "..", "/usr", "nothing", "sub/file.txt", 6:
                try: os.chdir(place)
                except OSError as error: print(error)
        """, in: scratch)
    #expect(
      outcome.text == """
        /dev/fd/5/sub inner /dev/fd/5/sub/file.txt
        ../../sub/file.txt inner
        /dev/fd/5 ['sub']
        /dev/fd/6/x
        /dev/fd/5
        [Errno 134] The working directory moves beneath granted directories; grant this one as !dir: '..'
        [Errno 134] The working directory moves beneath granted directories; grant this one as !dir: '/usr'
        [Errno 2] No such file or directory: 'nothing'
        [Errno 20] Not a directory: 'sub/file.txt'
        [Errno 134] The working directory moves by path, and a descriptor has none: os.chdir('/dev/fd/N'): 6

        """, "\(outcome.tail())")
  }
}
