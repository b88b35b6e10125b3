# What an application of a parser tries next: documents by name, external entities, processes.
# One line an act, as the break-outs of the other recipes print them.
import sys
from xml.parsers import expat


def attempt(name, act):
    try:
        act()
    except OSError as error:
        print(f"{name} refused {error.strerror}")
    else:
        print(f"{name} succeeded")


def external_entity():
    """The parser asks for the file that a document names; the application opens it."""
    failures = []

    def open_entity(context, base, system, public):
        try:
            with open(system, "rb") as entity:
                entity.read()
        except OSError as error:
            failures.append(error)
        return 1

    parser = expat.ParserCreate()
    parser.ExternalEntityRefHandler = open_entity
    parser.Parse(b'<!DOCTYPE a [<!ENTITY x SYSTEM "/etc/passwd">]><a>&x;</a>', True)
    if failures:
        raise failures[0]


def parse(path):
    with open(path, "rb") as document:
        expat.ParserCreate().ParseFile(document)


def run():
    import subprocess

    subprocess.run(["/bin/cat", "/etc/passwd"])


attempt("document-by-name", lambda: parse("/etc/passwd"))
attempt("document-by-relative-name", lambda: parse("good.xml"))
attempt("document-above-the-grant", lambda: parse("/dev/fd/3/../secret"))
attempt("document-through-a-link", lambda: parse("/dev/fd/4/up"))
attempt("new-name-in-the-read-only-grant", lambda: open("/dev/fd/3/new.xml", "w"))
attempt("external-entity", external_entity)
attempt("process", run)
