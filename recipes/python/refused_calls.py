"""What of the library's calls is refused beside the network and processes, and what would answer it."""

import errno
import sys

from _fdport_refused_processes import ENOTCAPABLE, PROCESSES

_SIGNALS = "a confined program reaches no other processes"

_ABSENT = {
    **dict.fromkeys(
        "fork forkpty fork1 execv execve execvp execvpe execl execle execlp execlpe posix_spawn "
        "posix_spawnp spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe wait wait3 "
        "wait4 waitid register_at_fork".split(),
        PROCESSES,
    ),
    **dict.fromkeys("killpg pidfd_open setpriority getpgid getsid".split(), _SIGNALS),
    **dict.fromkeys(
        "chroot".split(), "there is no root directory; grant a directory as !dir"
    ),
    **dict.fromkeys(
        "getuid geteuid getgid getegid getlogin getgroups setuid setgid".split(),
        "a confined program has no user; what it may do is what it was granted",
    ),
    **dict.fromkeys(
        "openpty login_tty ttyname ctermid".split(),
        "terminals are not opened by name; grant one as !pty",
    ),
}


def _absent(name):
    reason = _ABSENT.get(name)
    text = f"module 'os' has no attribute {name!r}"
    raise AttributeError(f"{text}: {reason}" if reason else text, name=name)


def _no_system(command):
    raise OSError(ENOTCAPABLE, f"system(): {PROCESSES}")


def _no_children(pid, options):
    raise ChildProcessError(errno.ECHILD, "No child processes")


def _kill(pid, signal):
    """Sends a signal to this process, the only one that it reaches."""
    import _signal
    import posix

    if pid != posix.getpid():
        raise OSError(ENOTCAPABLE, f"kill(): {_SIGNALS}")
    if signal != 0:
        _signal.raise_signal(signal)


def _why_not_there(os, path):
    if os.getcwd() == "/":
        return "There is no working directory; one is granted by `working-directory: NAME` in the grants file"
    if isinstance(path, int):
        return "The working directory moves by path, and a descriptor has none: os.chdir('/dev/fd/N')"
    return "The working directory moves beneath granted directories; grant this one as !dir"


def patch_os(os):
    import posix

    def moving(plain):
        def change(path):
            try:
                plain(path)
            except OSError as error:
                if error.errno != ENOTCAPABLE:
                    raise
                if path == os.getcwd():
                    return  # Whoever wants to stay asks for nothing.
                raise OSError(ENOTCAPABLE, _why_not_there(os, path), path) from None

        change.__name__ = change.__qualname__ = plain.__name__
        change.__doc__ = plain.__doc__
        return change

    os.__getattr__ = _absent
    # posix is what os was made of.
    posix.__getattr__ = _absent
    # subprocess takes it when it is imported, and half of the library imports that. It is the truth.
    os.waitpid = _no_children
    os.kill = _kill
    os.system = _no_system
    os.chdir, os.fchdir = moving(os.chdir), moving(os.fchdir)


def patch_tempfile(tempfile):
    choose = tempfile._get_default_tempdir

    def choose_directory(dirlist=None):
        try:
            return choose() if dirlist is None else choose(dirlist)
        except FileNotFoundError:
            raise FileNotFoundError(
                errno.ENOENT,
                "No directory for temporary files was granted: grant one as !dir { path: DIRECTORY, "
                "rights: all, fd: N } and say `environment: { TMPDIR: /dev/fd/N }`",
            ) from None

    tempfile._get_default_tempdir = choose_directory


def patch_runpy(runpy):
    class ModifiedArgv0(runpy._ModifiedArgv0):
        """Of a sys.argv that need not be there."""

        def __enter__(self):
            if hasattr(sys, "argv"):
                super().__enter__()

        def __exit__(self, *arguments):
            if self._saved_value is not self._sentinel:
                super().__exit__(*arguments)

    def said(plain):
        """Messages begin with the name of the program, sys.executable, which is None here."""

        def call(*arguments):
            try:
                return plain(*arguments)
            except runpy._Error as error:
                sys.exit(f"python: {error}")

        return call

    runpy._ModifiedArgv0 = ModifiedArgv0
    for name in ("_get_module_details", "_get_main_module_details"):
        setattr(runpy, name, said(getattr(runpy, name)))
