"""Programs whose time scripts/bench-python compares inside and outside the runtime.

Prints one line a program: its name and its best time of several rounds in microseconds. They are of the kinds that
pyperformance has: numbers, objects, texts, a library in C, and calls to the kernel.
"""

import json
import os
import random
import re
import time

ROUNDS = 40
# Blocks that are kept, of which each round some make place for others. musl's malloc gives a group of blocks back to
# the kernel once it is empty, so that a program may ask for one again in every round or in none, by how full the
# groups happen to be: a fifth of its time, either side. So both sides shall meet every state.
KEPT = 200


def floats():
    """Two bodies around each other."""
    x, y, vx, vy = 1.0, 0.0, 0.0, 1.0
    for _ in range(60000):
        distance = (x * x + y * y) ** 1.5
        vx -= 0.001 * x / distance
        vy -= 0.001 * y / distance
        x += 0.001 * vx
        y += 0.001 * vy


def integers():
    """Digits of e, by long division."""
    digits, total = 10**600, 10**600
    for n in range(1, 400):
        digits //= n
        total += digits
    str(total)


class Node:
    def __init__(self, value):
        self.value, self.left, self.right = value, None, None


def objects():
    """A tree of objects."""
    numbers = random.Random(7)
    root = Node(0.5)
    for _ in range(4000):
        value, node = numbers.random(), root
        while True:
            side = "left" if value < node.value else "right"
            following = getattr(node, side)
            if following is None:
                setattr(node, side, Node(value))
                break
            node = following


def texts():
    """Words of a text, by a regular expression."""
    text = "the quick brown fox jumps over the lazy dog, " * 400
    counts = {}
    for word in re.findall(r"\b[a-z]+\b", text):
        counts[word] = counts.get(word, 0) + 1


def documents():
    """JSON there and back."""
    document = {str(i): [i, i / 3, str(i) * 3] for i in range(3000)}
    json.loads(json.dumps(document))


def openings():
    """Opens and closes a file beneath descriptor 4."""
    for _ in range(3000):
        os.close(os.open("file", os.O_RDONLY, dir_fd=4))


def paths():
    """The same by its path."""
    for _ in range(3000):
        os.close(os.open("/dev/fd/4/file", os.O_RDONLY))


for program in (floats, integers, objects, texts, documents, openings, paths):
    blocks = [b""] * KEPT
    times = []
    for turn in range(ROUNDS):
        chance = random.Random(turn)
        for place in chance.sample(range(KEPT), KEPT // 3):
            blocks[place] = bytes(chance.randrange(500, 40000))
        begin = time.perf_counter_ns()
        program()
        times.append(time.perf_counter_ns() - begin)
    print(program.__name__, min(times) // 1000)
