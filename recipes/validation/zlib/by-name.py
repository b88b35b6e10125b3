# The same library, asked for files by name. One line an act.
import gzip


def attempt(name, act):
    try:
        act()
    except OSError as error:
        print(f"{name} refused {error.strerror}")
    else:
        print(f"{name} succeeded")


attempt("unpack-by-name", lambda: gzip.open("/usr/share/doc/packed.gz", "rb"))
attempt("pack-by-name", lambda: gzip.open("/tmp/packed.gz", "wb"))
attempt("pack-by-relative-name", lambda: gzip.open("packed.gz", "wb"))
attempt("pack-in-the-read-only-grant", lambda: gzip.open("/dev/fd/3/packed.gz", "wb"))
attempt("unpack-above-the-grant", lambda: gzip.open("/dev/fd/3/../secret", "rb").read())
attempt("unpack-through-a-link", lambda: gzip.open("/dev/fd/4/up", "rb").read())
