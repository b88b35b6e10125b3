# The interpreter's own main, linked with what CPython's makefile has built; used after it, as
# make -f Makefile -f fdport/interpreter.make fdport-interpreter

FDPORT = fdport
FDPORT_OBJECTS = $(FDPORT)/main.o $(FDPORT)/settings.o $(FDPORT)/places.o $(FDPORT)/tree.o \
  $(FDPORT)/processes.o $(FDPORT)/programs.o $(FDPORT)/complaint.o
FDPORT_FROZEN = $(FDPORT)/frozen_start.h $(FDPORT)/frozen_values.h $(FDPORT)/frozen_refusals.h \
  $(FDPORT)/frozen_refused_calls.h $(FDPORT)/frozen_refused_network.h $(FDPORT)/frozen_refused_processes.h \
  $(FDPORT)/frozen_refused_threads.h $(FDPORT)/frozen_programs.h
FDPORT_ROOT = $(prefix)
FDPORT_LIBRARY = $(FDPORT_ROOT)/lib/python$(VERSION)
# musl takes the size of a thread's stack from the program: 128 KiB, without this, are too few for
# the parser and for regular expressions.
FDPORT_STACK = -Wl,-z,stack-size=8388608

.PHONY: fdport-interpreter fdport-library fdport-linked
fdport-interpreter: $(FDPORT_ROOT)/bin/python fdport-library

$(FDPORT_ROOT)/bin/python: $(FDPORT_OBJECTS) $(LIBRARY)
	mkdir -p $(@D)
	$(LINKCC) $(PY_CORE_LDFLAGS) $(FDPORT_STACK) -o $@ $(FDPORT_OBJECTS) $(LIBRARY) $(MODLIBS) $(LIBS) $(SYSLIBS) -lfdport

$(FDPORT_OBJECTS): %.o: %.c $(wildcard $(FDPORT)/*.h) $(FDPORT_FROZEN)
	$(CC) -c $(PY_CFLAGS) -std=c11 -Wall -Wextra -Wno-unused-parameter $(PY_CPPFLAGS) -o $@ $<

# The same interpreter with the archives FDPORT_LINKS in the place of its own libraries, and with the module
# in the C file FDPORT_BINDING, which may include what lies in FDPORT_TREE. Writes FDPORT_OUTPUT alone.
fdport-linked:
	$(if $(FDPORT_BINDING),$(CC) -c $(PY_CFLAGS) $(PY_CPPFLAGS) -I$(FDPORT_TREE) \
	  -o $(FDPORT_OUTPUT).o $(FDPORT_BINDING))
	$(LINKCC) $(PY_CORE_LDFLAGS) $(FDPORT_STACK) -o $(FDPORT_OUTPUT) $(FDPORT_OBJECTS) \
	  $(if $(FDPORT_BINDING),$(FDPORT_OUTPUT).o) $(LIBRARY) $(FDPORT_LINKS) $(MODLIBS) $(LIBS) $(SYSLIBS) -lfdport

# By CPython's own tool, as its own frozen modules.
$(FDPORT)/frozen_%.h: $(FDPORT)/%.py
	$(FREEZE_MODULE) _fdport_$* $< $@

# The library as it stands in the source, compiled by the interpreter itself. Its compiled files are
# never compared with the time of their source: whoever grants the directory vouches for both.
fdport-library: $(BUILDPYTHON) pybuilddir.txt
	rm -rf $(FDPORT_LIBRARY)
	mkdir -p $(FDPORT_LIBRARY)/site-packages
	cp -R $(srcdir)/Lib/. $(FDPORT_LIBRARY)
	cp $(srcdir)/LICENSE $(FDPORT_LIBRARY)/LICENSE.txt
	find $(FDPORT_LIBRARY) -name __pycache__ -prune -exec rm -rf {} +
	# What the build was told, without the places of this machine: the prefix, the source, and whatever
	# lies in the cache, whose directories are named by digests.
	sed -E 's|$(prefix)|/prefix|g; s|$(abs_srcdir)|/build|g; s|(/[[:alnum:]._+-]+)+/[0-9a-f]{64}|/build|g' "$$(cat pybuilddir.txt)"/_sysconfigdata_*.py \
	  >$(FDPORT_LIBRARY)/_sysconfigdata_$(ABIFLAGS)_$(MACHDEP)_$(MULTIARCH).py
	PYTHONHOME=/dev/fd/3 ./$(BUILDPYTHON) -S -m compileall -q -f --invalidation-mode unchecked-hash \
	  -x 'bad_coding|badsyntax|lib2to3/tests/data' /dev/fd/3/lib/python$(VERSION) 3<$(FDPORT_ROOT)
