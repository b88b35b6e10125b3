# The interpreter with CPython's own main, for scripts/bench-python; used after fdport/interpreter.make, whose link this
# repeats, with ours behind it. Writes BENCH_OUTPUT alone.

.PHONY: bench-outside
bench-outside:
	$(LINKCC) $(PY_CORE_LDFLAGS) $(FDPORT_STACK) -o $(BENCH_OUTPUT) Programs/python.o $(filter-out $(FDPORT)/main.o,$(FDPORT_OBJECTS)) \
	  $(LIBRARY) $(MODLIBS) $(LIBS) $(SYSLIBS) -lfdport
