"""Refusals that say what would have to be granted.

What a view does not have is not there (hasattr tells the truth), and what the runtime refuses fails
with ENOTCAPABLE. Here both learn to name the grant. Nothing in this file enforces anything.
"""

import sys

# Module: the frozen module that patches it, by a function patch_MODULE (dots are underscores).
_PATCHES = {
    "concurrent.futures.process": "_fdport_refused_processes",
    "multiprocessing.pool": "_fdport_refused_threads",
    "os": "_fdport_refused_calls",
    "runpy": "_fdport_refused_calls",
    "subprocess": "_fdport_refused_processes",
    "tempfile": "_fdport_refused_calls",
    "threading": "_fdport_refused_threads",
    "venv": "_fdport_refused_processes",
    "socket": "_fdport_refused_network",
    "socketserver": "_fdport_refused_network",
    "asyncio.base_events": "_fdport_refused_network",
}

# Modules that this interpreter does not have, and why.
_ABSENT = {
    **dict.fromkeys(
        ("_multiprocessing", "_posixshmem"),
        "a confined program starts no processes; use threads (concurrent.futures.ThreadPoolExecutor), "
        "or grant a program as !program",
    ),
    "_ctypes": "it loads libraries and calls them by name, and a confined program loads none",
    **dict.fromkeys(
        ("_curses", "readline", "_tkinter", "_dbm", "_gdbm"),
        "this interpreter is built without that library",
    ),
}


class PatchingLoader:
    """Loads a module as its own loader does, patches it, and is gone."""

    def __init__(self, loader, name):
        self._loader = loader
        self._name = name

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        _patch(self._name, module)


class RefusalFinder:
    """Patches the modules above when they are imported, so that nobody pays who does not import them."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in _PATCHES:
            return None
        for finder in sys.meta_path:
            spec = None if finder is RefusalFinder else finder.find_spec(name, path, target)
            if spec is not None:
                if spec.loader is not None:
                    spec.loader = PatchingLoader(spec.loader, name)
                return spec
        return None


class AbsenceFinder:
    """Behind all other finders: a module of that name that was granted is not absent."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in _ABSENT:
            raise ModuleNotFoundError(f"No module named {name!r}: {_ABSENT[name]}", name=name)
        return None


def _patch(name, module):
    patches = __import__(_PATCHES[name])
    getattr(patches, "patch_" + name.replace(".", "_"))(module)


def begin():
    if RefusalFinder in sys.meta_path:
        return
    sys.meta_path.insert(0, RefusalFinder)
    sys.meta_path.append(AbsenceFinder)
    for name in _PATCHES:
        module = sys.modules.get(name)
        # One whose import led here is not whole yet.
        if module is not None and not getattr(module.__spec__, "_initializing", False):
            _patch(name, module)
