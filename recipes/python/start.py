"""What makes sys that of a program which has descriptors and nothing else.

Runs once, after the interpreter is initialised and before anything of the user's.
"""

import sys

import _fdport
import _fdport_refusals
import posix

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
    null = (1 << 8) | 3
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = getattr(sys, name)
        if stream is not None and posix.fstat(number).st_rdev == null:
            setattr(sys, name, None)
            setattr(sys, f"__{name}__", None)


def _whats_wrong(place):
    """Why nothing can be imported from a granted place, or None. Python would pass over it."""
    try:
        posix.close(posix.open(place, posix.O_RDONLY | posix.O_DIRECTORY))
        return None
    except OSError as error:
        import errno

        if error.errno == errno.ENOENT:
            return "does not exist"
        if error.errno != errno.ENOTDIR:
            return f"cannot be listed ({error.strerror}): grant it with the rights read and list"
    import zipimport

    try:
        zipimport.zipimporter(place)
    except zipimport.ZipImportError:
        return "is neither a directory nor a zip archive"
    return None


def _check_places(places):
    for place in places:
        wrong = _whats_wrong(place)
        if wrong is not None:
            print(f"python: argument.path: {place} {wrong}", file=sys.stderr, flush=True)
            # As of all starts that failed (complaint.h).
            sys.exit(2)


def _name_damaged_files(external):
    """Lets the error of a compiled file that cannot be read name the file."""
    plain = external._compile_bytecode

    def compile_bytecode(data, name=None, bytecode_path=None, source_path=None):
        try:
            return plain(data, name, bytecode_path, source_path)
        except (EOFError, TypeError, ValueError) as error:
            raise ImportError(
                f"{bytecode_path} is damaged ({error}): remove it, or compile its source again",
                name=name,
                path=bytecode_path,
            ) from None

    external._compile_bytecode = compile_bytecode


def _keep_for_last_words():
    """Keeps memory for the traceback of a MemoryError."""
    plain = sys.excepthook
    _fdport.keep_last_words()

    def excepthook(kind, value, traceback):
        if kind is MemoryError:
            _fdport.give_last_words()
        plain(kind, value, traceback)

    sys.excepthook = sys.__excepthook__ = excepthook


def begin(executable, has_argv, args, module, script, first, end):
    """`first` to `end` are the argument's entries of sys.path, behind the one that holds `script`."""
    external = sys.modules["_frozen_importlib_external"]
    _check_places(sys.path[first:end])
    _name_damaged_files(external)
    _keep_for_last_words()
    if script and external.PathFinder._path_importer_cache(script) is not None:
        # An archive or a directory is a place of modules itself, and Python puts it there.
        del sys.path[0]
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
