"""A module two packages down."""


def fail():
    raise LookupError("raised in the leaf")
