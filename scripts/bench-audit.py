#!/usr/bin/env python3
"""Measures `fdport audit` on CPython 3.13.5 against clang over the same units, in one run, as ratios.

    bench-audit.py DIRECTORY-OF-FDPORT

Works on a copy of the recipe's build, with a cache of its own. `clang -fsyntax-only` runs two units at a time; clang-query
is one process with a matcher for references to the catalogue's functions. Memory is the largest sum of
the proportional set sizes (proc(5), smaps_rollup) of all processes at one time, sampled.
"""
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

RECIPE = "cpython@3.13.5"
ROUNDS = 3


def descendants(root):
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                parents[int(name)] = int(file.read().rsplit(")", 1)[1].split()[1])
        except OSError:
            pass
    found, pending = [], [root]
    while pending:
        process = pending.pop()
        found.append(process)
        pending += [child for child, parent in parents.items() if parent == process]
    return found


def proportional_set(process):
    try:
        with open(f"/proc/{process}/smaps_rollup") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


class Peak:
    """The largest memory of this program's children, in MiB."""

    def __enter__(self):
        self.kilobytes, self.ended = 0, threading.Event()
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()
        return self

    def watch(self):
        own = os.getpid()
        while not self.ended.wait(0.1):
            total = sum(proportional_set(each) for each in descendants(own) if each != own)
            self.kilobytes = max(self.kilobytes, total)

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()

    @property
    def mebibytes(self):
        return self.kilobytes // 1024


def measured(work, before=lambda: None, rounds=ROUNDS):
    """The median of the wall times in seconds, and the peak of all rounds in MiB."""
    times = []
    with Peak() as peak:
        for _ in range(rounds):
            before()
            start = time.monotonic()
            work()
            times.append(time.monotonic() - start)
    return sorted(times)[len(times) // 2], peak.mebibytes


def syntax_arguments(entry):
    kept, words = [], iter(entry["arguments"][1:])
    for word in words:
        if word in ("-o", "-MF", "-MT", "-MQ"):
            next(words)
        elif word not in ("-c", "-MD", "-MMD", "-MP"):
            kept.append(word)
    return ["clang-19", "-fsyntax-only", "-w"] + kept


def main():
    fdport = os.path.join(os.path.abspath(sys.argv[1]), "fdport")
    built = subprocess.run(
        [fdport, "build", "--host", RECIPE], check=True, capture_output=True, text=True).stdout.strip()
    with tempfile.TemporaryDirectory() as work:
        work = os.path.realpath(work)
        tree = work + "/tree"
        shutil.copytree(built, tree, symlinks=True)
        with open(os.path.dirname(built) + "/compile_commands.json") as file:
            entries = json.loads(file.read().replace(built, tree))
        entries = [entry for entry in entries if entry["file"].endswith(".c")]
        with open(tree + "/compile_commands.json", "w") as file:
            json.dump(entries, file)
        environment = dict(os.environ, XDG_CACHE_HOME=work + "/cache")

        def audit(*options):
            done = subprocess.run(
                [fdport, "audit", tree, "--format", "json", *options], env=environment,
                stdout=subprocess.DEVNULL)
            assert done.returncode <= 1, done.returncode

        def forget():
            shutil.rmtree(work + "/cache", ignore_errors=True)

        def append(path, text):
            # Signatures that are too young to be trusted are read anew: that is not what is measured.
            with open(f"{tree}/{path}", "a") as file:
                file.write(text)

        def settle(path, text):
            audit()
            append(path, text)

        def syntax_only():
            with concurrent.futures.ThreadPoolExecutor(2) as two:
                list(two.map(
                    lambda entry: subprocess.run(
                        syntax_arguments(entry), cwd=entry["directory"], stderr=subprocess.DEVNULL),
                    entries))

        names = sorted({finding["function"] for finding in json.loads(subprocess.run(
            [fdport, "audit", tree, "--format", "json"], env=environment, capture_output=True,
            text=True).stdout)["findings"]})

        def query():
            quoted = ", ".join(f'"{name}"' for name in names)
            matcher = f"match declRefExpr(to(namedDecl(hasAnyName({quoted}))))"
            subprocess.run(
                ["clang-query-19", "-p", tree, "-c", "set output diag", "-c", matcher,
                 *[entry["file"] for entry in entries]],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        print(f"audit of {RECIPE}, {len(entries)} units, {os.cpu_count()} processors", flush=True)
        time.sleep(3)
        rows = []
        if shutil.which("clang-19"):
            rows.append(("clang-19 -fsyntax-only, two at a time", *measured(syntax_only, rounds=1)))
        else:
            print("clang-19 is not installed: no row for it, and ratios are to the first row")
        if shutil.which("clang-query-19"):
            rows.append(("clang-query-19, one process", *measured(query, rounds=1)))
        else:
            print("clang-query-19 is not installed: no row for it")
        rows.append(("audit, nothing kept", *measured(audit, forget, rounds=2)))
        rows.append(("audit --exhaustive, nothing kept", *measured(lambda: audit("--exhaustive"), forget, rounds=1)))
        audit()
        time.sleep(3)
        rows.append(("audit, nothing changed", *measured(audit, rounds=5)))
        rows.append(("audit, one .c file changed", *measured(
            audit, lambda: settle("Objects/listobject.c", "\nint bench;\n"))))
        rows.append(("audit, one widely included header changed", *measured(
            audit, lambda: settle("Include/pyport.h", "\n/* */\n"), rounds=1)))
        base = rows[0][1]
        for title, seconds, memory in rows:
            print(f"{title:44} {seconds:8.2f} s {base / seconds:7.1f} times {memory:6} MiB")


main()
