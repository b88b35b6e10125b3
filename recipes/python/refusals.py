"""Refusals that say what would have to be granted.

What a view does not have is not there (hasattr tells the truth), and what the runtime refuses fails
with ENOTCAPABLE. Here both learn to name the grant. Nothing in this file enforces anything.
"""

import errno
import sys

import posix

ENOTCAPABLE = 134

_PROCESSES = (
    "a confined program starts no processes; grant a program as !program and start it by its descriptor"
)
_SIGNALS = "a confined program reaches no other processes"

_ABSENT = {
    **dict.fromkeys(
        "fork forkpty fork1 execv execve execvp execvpe execl execle execlp execlpe posix_spawn "
        "posix_spawnp spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe wait wait3 "
        "wait4 waitid register_at_fork".split(),
        _PROCESSES,
    ),
    **dict.fromkeys("kill killpg pidfd_open setpriority getpgid getsid".split(), _SIGNALS),
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
    raise OSError(ENOTCAPABLE, f"system(): {_PROCESSES}")


def _no_chdir(path):
    raise OSError(
        ENOTCAPABLE,
        "The working directory does not move; one is granted by `working-directory: NAME` in the "
        "grants file",
        path,
    )


def _no_children(pid, options):
    raise ChildProcessError(errno.ECHILD, "No child processes")


def _patch_os(os):
    os.__getattr__ = _absent
    # subprocess takes it when it is imported, and half of the library imports that. It is the truth.
    os.waitpid = _no_children
    for name, function in (("system", _no_system), ("chdir", _no_chdir), ("fchdir", _no_chdir)):
        if hasattr(os, name):
            setattr(os, name, function)


def _patch_socket(socket):
    plain = socket.socket.__init__

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        try:
            plain(self, family, type, proto, fileno)
        except OSError as error:
            if fileno is None and error.errno == ENOTCAPABLE:
                raise OSError(
                    ENOTCAPABLE,
                    "No socket can be made: grant one as !socket { listen: ADDRESS } or "
                    "!socket { connect: ADDRESS } and use socket.socket(fileno=N)",
                ) from None
            raise

    __init__.__wrapped__ = plain
    socket.socket.__init__ = __init__
    look_up = socket.getaddrinfo

    def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
        try:
            return look_up(host, port, family, type, proto, flags)
        except socket.gaierror as error:
            if error.errno == socket.EAI_SYSTEM:
                raise socket.gaierror(
                    socket.EAI_NONAME,
                    f"No names are looked up, and {host!r} is no address: grant the connection as "
                    "!socket { connect: ADDRESS }",
                ) from None
            raise

    getaddrinfo.__doc__ = look_up.__doc__
    socket.getaddrinfo = getaddrinfo


_PATCHES = {"os": _patch_os, "socket": _patch_socket}


class RefusalFinder:
    """Patches the modules above when they are imported, so that nobody pays who does not import them."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in _PATCHES:
            return None
        from importlib.machinery import PathFinder

        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            _patch_after(spec.loader, _PATCHES[name])
        return spec


def _patch_after(loader, patch):
    execute = loader.exec_module

    def exec_module(module):
        execute(module)
        patch(module)

    loader.exec_module = exec_module


def begin():
    sys.meta_path.insert(0, RefusalFinder)
    for name in _PATCHES:
        if name in sys.modules:
            _PATCHES[name](sys.modules[name])
    # posix is what os was made of.
    posix.__getattr__ = _absent
