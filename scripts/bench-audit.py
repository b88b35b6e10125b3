#!/usr/bin/env python3
"""Measures `fdport audit` on CPython 3.13.5 against clang over the same units, in one run, as ratios.

    bench-audit.py DIRECTORY-OF-FDPORT

Works on a copy of the recipe's build, with a cache of its own. `clang -fsyntax-only` runs two units at a time; clang-query
is one process with a matcher for references to the catalogue's functions. Times are the least of some rounds, those of the
peers between those of the audit: a machine that is shared may change its speed meanwhile. Memory is the
largest sum of the proportional set sizes (proc(5), smaps_rollup) of all processes at one time, sampled in a
round of its own, which costs time.
"""
import concurrent.futures
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time

RECIPE = "cpython@3.13.5"


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
        while not self.ended.wait(0.02):
            total = sum(proportional_set(each) for each in descendants(own) if each != own)
            self.kilobytes = max(self.kilobytes, total)

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()

    @property
    def mebibytes(self):
        return self.kilobytes // 1024


class Row:
    """One thing that is measured: the least wall time in seconds of its rounds, and the peak in MiB of one."""

    def __init__(self, title, work, before=lambda: None):
        self.title, self.work, self.before = title, work, before
        self.seconds, self.memory = float("inf"), 0

    def time(self, rounds=1):
        for _ in range(rounds):
            self.before()
            start = time.monotonic()
            self.work()
            self.seconds = min(self.seconds, time.monotonic() - start)

    def weigh(self):
        self.before()
        with Peak() as peak:
            self.work()
        self.memory = peak.mebibytes


def processor():
    with open("/proc/cpuinfo") as file:
        names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return names[0] if names else platform.machine()


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

        print(
            f"audit of {RECIPE}, {len(entries)} units, {os.cpu_count()} processors ({processor()}), "
            f"Linux {platform.release()}", flush=True)
        time.sleep(3)
        syntax = Row("clang-19 -fsyntax-only, two at a time", syntax_only)
        search = Row("clang-query-19, one process", query)
        cold = Row("audit, nothing kept", audit, forget)
        whole = Row("audit --exhaustive, nothing kept", lambda: audit("--exhaustive"), forget)
        same = Row("audit, nothing changed", audit, audit)
        one = Row(
            "audit, one .c file changed", audit, lambda: settle("Objects/listobject.c", "\nint bench;\n"))
        header = Row(
            "audit, one widely included header changed", audit,
            lambda: settle("Include/pyport.h", "\n/* */\n"))
        peers = []
        for row, program in (syntax, "clang-19"), (search, "clang-query-19"):
            if shutil.which(program):
                peers.append(row)
            else:
                print(f"{program} is not installed: no row for it, and ratios are to the first row")
        for peer in peers:
            peer.time()
            cold.time(rounds=2)
        if syntax in peers:
            syntax.time()
        cold.time(rounds=2)
        whole.time()
        audit()
        time.sleep(3)
        same.time(rounds=5)
        one.time(rounds=5)
        header.time(rounds=2)
        rows = [*peers, cold, whole, same, one, header]
        for row in rows:
            row.weigh()
        for row in rows:
            print(
                f"{row.title:44} {row.seconds:8.2f} s {rows[0].seconds / row.seconds:7.1f} times "
                f"{row.memory:6} MiB")


main()
