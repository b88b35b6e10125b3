# Imports every module and package of the library, and says which are not there and why.
import os
import sys
import warnings

TK = "its library is no part of the build (_tkinter)"
TERMINAL = "draws on a terminal by curses, or by calls that _ctypes makes"
WINDOWS = "of Windows"
SEMAPHORES = "semaphores and memory are shared by name (_multiprocessing)"
STARTS = "starts sys.executable, which is None"
WHY = {
    "ctypes": "calls what it loads by name (_ctypes)",
    "curses": "its library is no part of the build (_curses)",
    "dbm.gnu": "its library is no part of the build (_gdbm)",
    "dbm.ndbm": "its library is no part of the build (_dbm)",
    "tkinter": TK,
    "turtle": TK,
    "turtledemo": TK,
    "idlelib": TK,
    "_pyrepl": TERMINAL,
    "asyncio.windows_events": WINDOWS,
    "asyncio.windows_utils": WINDOWS,
    "encodings.mbcs": WINDOWS,
    "encodings.oem": WINDOWS,
    "multiprocessing.popen_spawn_win32": WINDOWS,
    "multiprocessing.forkserver": SEMAPHORES,
    "multiprocessing.popen_forkserver": SEMAPHORES,
    "multiprocessing.resource_tracker": SEMAPHORES,
    "multiprocessing.shared_memory": SEMAPHORES,
    "multiprocessing.sharedctypes": SEMAPHORES,
    "multiprocessing.synchronize": SEMAPHORES,
}
if sys.version_info < (3, 12):
    WHY |= {
        "concurrent.futures.process": SEMAPHORES,
        "distutils._msvccompiler": WINDOWS,
        "distutils.msvc9compiler": WINDOWS,
        "lib2to3.pgen2.conv": "imports its neighbours as Python 2 did",
        "msilib": WINDOWS,
        "multiprocessing.popen_spawn_posix": STARTS,
        "multiprocessing.queues": SEMAPHORES,
        "multiprocessing.spawn": STARTS,
        "smtpd": "takes a name from sys.argv, which was not granted",
    }
SKIPPED = {"test", "tests", "__pycache__", "site-packages", "__main__", "antigravity", "this"}


def names(directory, prefix=""):
    for entry in sorted(os.listdir(directory)):
        path = f"{directory}/{entry}"
        stem, dot, suffix = entry.partition(".")
        if stem in SKIPPED:
            continue
        if suffix == "py" and stem != "__init__":
            yield prefix + stem
        elif not dot and os.path.exists(f"{path}/__init__.py"):
            yield prefix + stem
            yield from names(path, f"{prefix}{stem}.")


def excuse(name):
    while name:
        if name in WHY:
            return WHY[name]
        name = name.rpartition(".")[0]
    return None


warnings.simplefilter("ignore", DeprecationWarning)
library = os.path.dirname(os.__file__)
imported, absent, broken = 0, [], []
for name in names(library):
    if name.partition(".")[0] in ("idlelib", "turtledemo"):
        # They ask for tkinter by ending the process, or by a window.
        absent.append(name)
        continue
    try:
        __import__(name)
        imported += 1
    except BaseException as error:
        why = excuse(name)
        (absent if why else broken).append(f"{name}: {why or repr(error)}")

print(f"{imported} modules imported, {len(absent)} are not there")
for line in broken:
    print(line)
sys.exit(1 if broken or imported < 480 else 0)
