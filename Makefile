# fdport: `make demo` takes a newcomer from nothing to a verdict, `make test` runs all tests.
# Every target sets up what it needs first; nothing is downloaded twice.

PREFIX ?= /usr/local
SWIFT ?= swift
# A static Swift library makes the front start in a few milliseconds (ARCHITECTURE.md, Programs).
# Without position independence the loader has no 90,000 addresses to fix up at each start; the libraries,
# the stack and every program that fdport runs are still placed at random.
# Nor is anything looked for beside the program that is the system's (rpath).
RELEASE = -c release --static-swift-stdlib --disable-local-rpath \
  -Xswiftc -Xclang-linker -Xswiftc -no-pie
RELEASE_DIR = .build/release
DEBUG_DIR = .build/debug
PROGRAMS = fdport-commands fdport-audit fdport-git fdport-launch fdport-probe

.PHONY: setup build build-debug demo test test-older attack fuzz upstream self-check lint bench format install install-manual install-interpreter clean golden

setup:
	@scripts/setup

build: setup
	@echo "build: compiling fdport (release); the first time takes a few minutes"
	@mkdir -p .build/static && for library in stdc++ yaml; do \
	  ln -sf "$$(g++ -print-file-name=lib$$library.a)" .build/static/ || exit 1; done
	$(SWIFT) build $(RELEASE)
	@$(MAKE) --no-print-directory -C Sources/launch OUT="$(abspath $(RELEASE_DIR))"

build-debug: setup
	@echo "build: compiling fdport and its tests (debug)"
	$(SWIFT) build --build-tests
	@$(MAKE) --no-print-directory -C Sources/launch OUT="$(abspath $(DEBUG_DIR))"

demo: build
	$(RELEASE_DIR)/fdport check lua $(if $(CI),--progress lines)

# The tests of the platform's C and C++ libraries and of the interpreter need them built: fdport does
# that, once, in two minutes and in five.
test: build-debug
	@echo "test: the sealed C library, the C++ library and the interpreter, built once and cached"
	@library=$$($(DEBUG_DIR)/fdport view --library --progress lines) && \
	  plus=$$($(DEBUG_DIR)/fdport view --library --c++ --progress lines) && \
	  interpreter=$$($(DEBUG_DIR)/fdport build python --progress lines) && \
	  FDPORT_SEALED_LIBRARY="$$library" FDPORT_CPLUSPLUS_LIBRARY="$$plus" \
	  FDPORT_INTERPRETER="$$interpreter/install" SWIFT="$(SWIFT)" scripts/suite

# The interpreter's tests with the older of its two releases, which takes some minutes to build the first time.
OLDER = 3.11.2
test-older: build-debug
	@interpreter=$$($(DEBUG_DIR)/fdport build python@$(OLDER) --progress lines) && \
	  FDPORT_INTERPRETER="$$interpreter/install" SWIFT="$(SWIFT)" scripts/suite --filter InterpreterTests
	$(DEBUG_DIR)/fdport validate python@$(OLDER)

# Every attack on the runtime, with each guard left out in turn and the races of renames for a minute,
# then the fuzzers for a minute each.
attack: build
	@echo "attack: launchers without one guard each"
	@$(MAKE) --no-print-directory -C Sources/launch OUT="$(abspath $(RELEASE_DIR))" guards
	@for guard in $(RELEASE_DIR)/guards/*; do ln -f $(RELEASE_DIR)/fdport $(RELEASE_DIR)/fdport-commands $$guard/ || exit 1; done
	$(RELEASE_DIR)/fdport attack --seconds 60 --guards "$(abspath $(RELEASE_DIR))/guards"
	@echo "attack: the same where the broker opens files, as on older kernels"
	$(RELEASE_DIR)/fdport attack --brokered --seconds 10 --guards "$(abspath $(RELEASE_DIR))/guards"
	@echo "attack: the same acts by programs of the strict and of the descending view"
	@for name in strict descending; do \
	  view=$$($(RELEASE_DIR)/fdport view --progress lines $$([ $$name = strict ] || echo --descending)) && \
	  $(MAKE) --no-print-directory -C Sources/launch OUT="$(abspath $(RELEASE_DIR))" VIEW="$$view" NAME=$$name view-probe && \
	  $(RELEASE_DIR)/fdport attack --sums --inside "$(abspath $(RELEASE_DIR))/probes/$$name/fdport-probe" || exit 1; \
	done
	@$(MAKE) --no-print-directory build-debug
	@echo "attack: fuzzing grants files, requests to start programs, the launcher and the broker"
	FDPORT_FUZZ_SECONDS=60 SWIFT="$(SWIFT)" scripts/suite \
	  --filter 'GrantsFuzzTests|SpawnRequestTests|NotificationFuzzTests|PlanFuzzTests|PathGrammarTests|MalformedProgramTests'

# The lexers and the readers of command lines under random texts, a minute each; FDPORT_FUZZ_SEED begins elsewhere.
fuzz: build-debug
	FDPORT_FUZZ_SECONDS=$${FDPORT_FUZZ_SECONDS:-60} SWIFT="$(SWIFT)" scripts/suite \
	  --filter 'LexerFuzzTests|CommandLineFuzzTests'

# What takes long, for one recipe: an upstream's own tests in the runtime, each compared with the same build outside, where
# the recipe says how; else every law, with the upstream's tests on the host (curl, cpython). Half an hour the first time.
# Builds, audits and results are kept by digests of what they rest on: one that was ended goes on.
RECIPE ?= python
upstream: build
	$(RELEASE_DIR)/fdport $(if $(shell grep -s '^upstream:' recipes/$(firstword $(subst @, ,$(RECIPE))).yaml),upstream,check) \
	  $(RECIPE) $(if $(CI),--progress lines)

# The audit of eight trees against their object files: docs/audit-truth.md. Twenty minutes the first time.
self-check: build
	@scripts/self-check $(RELEASE_DIR)

lint: setup
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift
	@scripts/lint
	@SWIFT="$(SWIFT)" scripts/older-libclang

format:
	$(SWIFT) format format --in-place --recursive Sources Tests Package.swift

golden: build-debug
	UPDATE_GOLDEN=1 $(SWIFT) test --skip-build

bench: build
	@scripts/bench $(RELEASE_DIR)
	@scripts/bench-python $(RELEASE_DIR)
	@python3 scripts/bench-audit.py $(RELEASE_DIR)

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/libexec/fdport" "$(DESTDIR)$(PREFIX)/share/fdport"
	install -s $(RELEASE_DIR)/fdport "$(DESTDIR)$(PREFIX)/bin/fdport"
	for program in $(PROGRAMS); do \
	  install $(RELEASE_DIR)/$$program "$(DESTDIR)$(PREFIX)/libexec/fdport/$$program" || exit 1; \
	done
	cp -R recipes patches "$(DESTDIR)$(PREFIX)/share/fdport/"
	@$(MAKE) --no-print-directory install-manual
	@$(MAKE) --no-print-directory install-interpreter

# The manual page and the shells' completions, made by the program itself; where shells and man(1) look.
MANUAL_PROGRAM = $(RELEASE_DIR)/fdport
SHARE = $(DESTDIR)$(PREFIX)/share
install-manual:
	install -d "$(SHARE)/man/man1" "$(SHARE)/bash-completion/completions" \
	  "$(SHARE)/zsh/site-functions" "$(SHARE)/fish/vendor_completions.d"
	scripts/manual $(MANUAL_PROGRAM) >"$(SHARE)/man/man1/fdport.1"
	$(MANUAL_PROGRAM) --generate-completion-script bash >"$(SHARE)/bash-completion/completions/fdport"
	$(MANUAL_PROGRAM) --generate-completion-script zsh >"$(SHARE)/zsh/site-functions/_fdport"
	$(MANUAL_PROGRAM) --generate-completion-script fish >"$(SHARE)/fish/vendor_completions.d/fdport.fish"

# The interpreter with its library; its directory's name is what `fdport python --python` takes.
INTERPRETER = 3.13.5
install-interpreter:
	@echo "install: the interpreter, Python $(INTERPRETER); the first time it is built, in some minutes"
	@tree=$$($(RELEASE_DIR)/fdport build python@$(INTERPRETER) --progress lines) && \
	  place="$(DESTDIR)$(PREFIX)/libexec/fdport/python/$(INTERPRETER)" && \
	  rm -rf "$$place" && install -d "$$place/bin" && \
	  install -s "$$tree/install/bin/python" "$$place/bin/python" && \
	  cp -R "$$tree/install/lib" "$$place/"

clean:
	rm -rf .build
