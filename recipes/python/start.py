"""What makes sys that of a program which has descriptors and nothing else.

Runs once, after the interpreter is initialised and before anything of the user's.
"""

import sys

import _fdport
import _fdport_refusals

# Their __main__ takes sys.executable for a text.
_WANT_TEXT = {"unittest", "pip"}


class NumberFinder:
    """Lets sys.path hold the numbers of descriptors: turns them into the paths that others read.

    Finders and libraries take entries for texts (PathFinder passes over all else), so that a
    number cannot stay one.
    """

    @staticmethod
    def find_spec(name, path=None, target=None):
        for index, entry in enumerate(sys.path):
            if type(entry) is int:
                sys.path[index] = f"/dev/fd/{entry}"
        return None


def _drop_null_streams():
    """A stream that was not granted is the null device (docs/grants.md); here it is None."""
    import posix

    null = (1 << 8) | 3
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = getattr(sys, name)
        if stream is not None and posix.fstat(number).st_rdev == null:
            setattr(sys, name, None)
            setattr(sys, f"__{name}__", None)


def begin(executable, has_argv, args, module):
    if executable is None and module in _WANT_TEXT:
        executable = ""
    sys.executable = sys._base_executable = executable
    sys.orig_argv = []
    if module is None and not has_argv:
        del sys.argv
    sys.grants = _fdport.grants() or {}
    sys.argdata = args
    if args is not None:
        import atexit

        import _fdport_values

        atexit.register(_fdport_values.flush, args)
    sys.meta_path.insert(0, NumberFinder)
    _drop_null_streams()
    _fdport_refusals.begin()
