"""run.py in the runtime: tells test.support what it finds out by a call that it does not expect to fail.

Nothing here lets anything succeed that is refused: single tests are skipped or fail, where otherwise their
whole module would not be imported.
"""

import builtins
import contextlib
import importlib.util
import sys
import unittest

import run


def tell_support(module):
    try:
        spec = importlib.util.find_spec(module)
    except unittest.SkipTest:
        # Its package skips itself; run.py tells of that.
        return
    source = (spec.loader.get_source(module) if spec else None) or ""
    if "skip_unless_bind_unix_socket" in source:
        tell_of_unix_sockets()
    if "interpreter_requires_environment()" in source:
        tell_of_processes()


def tell_of_unix_sockets():
    """skip_unless_bind_unix_socket makes a socket before its try, while a module is imported."""
    import socket

    from test.support import socket_helper

    try:
        socket.socket(socket.AF_UNIX).close()
    except OSError as error:
        socket_helper._bind_nix_socket_error = error


def tell_of_processes():
    """interpreter_requires_environment starts one while a module is imported; where there are none, support
    answers False."""
    from test.support import script_helper

    setattr(script_helper, "__cached_interp_requires_environment", False)


@contextlib.contextmanager
def no_release_file():
    """test_ssl looks for the distribution's name while it is imported, and expects that there may be none."""
    plain = builtins.open

    def open(file, *arguments, **keywords):
        if file == "/etc/os-release":
            raise FileNotFoundError(file)
        return plain(file, *arguments, **keywords)

    builtins.open = open
    try:
        yield
    finally:
        builtins.open = plain


def find_zones(module):
    """PYTHONTZPATH by other means: the environment has no say in an isolated interpreter."""
    if module in ("test.test_zoneinfo", "test.test_plistlib") and "zones" in sys.argdata:
        import zoneinfo

        zoneinfo.reset_tzpath([sys.argdata["zones"]])


def open_standard_input():
    """The null device at 0 is what a stream has that was not granted; tests want an empty one."""
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)
    sys.stdin.buffer.raw.name = "<stdin>"


if __name__ == "__main__":
    open_standard_input()
    module = sys.argdata.get("module")
    if module is not None:
        tell_support(module)
        find_zones(module)
    if module == "test.test_ssl":
        with no_release_file():
            importlib.import_module(module)
    run.main()
