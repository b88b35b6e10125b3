# The interpreter with CPython's own main, for scripts/bench-python; used after fdport/interpreter.make, whose link this
# repeats. Writes BENCH_OUTPUT and BENCH_OUTPUT.o alone.
#
# Ours is in it under another name, and CPython's behind the library: nothing before it moves by a byte.

.PHONY: bench-outside
bench-outside:
	$(or $(OBJCOPY),objcopy) --redefine-sym main=fdport_main $(FDPORT)/main.o $(BENCH_OUTPUT).o
	$(LINKCC) $(PY_CORE_LDFLAGS) $(FDPORT_STACK) -o $(BENCH_OUTPUT) $(BENCH_OUTPUT).o $(filter-out $(FDPORT)/main.o,$(FDPORT_OBJECTS)) \
	  $(LIBRARY) Programs/python.o $(MODLIBS) $(LIBS) $(SYSLIBS) -lfdport
