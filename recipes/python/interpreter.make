# What is ours in the build of the interpreter, used after CPython's own makefile, as
# make -f Makefile -f fdport/interpreter.make fdport-interpreter

# All is built with -O1, but for where programs in Python spend their time: that halves the build.
Objects/%.o Python/ceval.o Python/gc.o Python/getargs.o Modules/_sre/%.o Modules/_collectionsmodule.o \
  Modules/_json.o Modules/_pickle.o Modules/_decimal/libmpdec/%.o: EXTRA_CFLAGS += -O2

# As in a build for this machine, where the first modules are frozen by a program of this build and not by a
# Python that is there already: build-python calls it, and for 3.11's deepfreeze.py the other.
$(FROZEN_FILES_OUT) Python/frozen_modules/getpath.h: Programs/_freeze_module
Python/deepfreeze/deepfreeze.c: _bootstrap_python
# It has no getpath, of which a module for tests asks.
Programs/_freeze_module: private PY_CORE_LDFLAGS += -Wl,--defsym=_Py_Get_Getpath_CodeObject=0

FDPORT = fdport

# CPython counts calls, and looks at the stack itself only if it is given a function that does.
EXTRA_CFLAGS += -DUSE_STACKCHECK
LIBRARY_OBJS_OMIT_FROZEN += $(FDPORT)/stack.o
Programs/_freeze_module _bootstrap_python $(LIBRARY): $(FDPORT)/stack.o
$(FDPORT)/stack.o: $(FDPORT)/stack.c
	$(CC) -c $(PY_CFLAGS) -std=c11 -Wall -Wextra $(PY_CPPFLAGS) -o $@ $<

# Our own main, and the library.

FDPORT_OBJECTS = $(FDPORT)/main.o $(FDPORT)/settings.o $(FDPORT)/places.o $(FDPORT)/tree.o \
  $(FDPORT)/processes.o $(FDPORT)/programs.o $(FDPORT)/complaint.o $(FDPORT)/last_words.o
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
$(FDPORT)/frozen_%.h: $(FDPORT)/%.py Programs/_freeze_module
	$(FREEZE_MODULE) _fdport_$* $< $@

# The library as it stands in the source, compiled by the interpreter itself. Its compiled files are
# never compared with the time of their source: whoever grants the directory vouches for both.
# Two at a time, as half of it is tests.
FDPORT_COMPILE = ./$(BUILDPYTHON) -S -m compileall -q -f --invalidation-mode unchecked-hash
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
	exec 3<$(FDPORT_ROOT); export PYTHONHOME=/dev/fd/3; library=/dev/fd/3/lib/python$(VERSION); \
	  $(FDPORT_COMPILE) -x 'bad_coding|badsyntax' $$library/test & tests=$$!; \
	  $(FDPORT_COMPILE) -x '^[^ ]*/python$(VERSION)/test/|lib2to3/tests/data' $$library && wait $$tests
