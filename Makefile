# Evidence Reader: everything a newcomer types. Each target builds .venv itself when needed.
VENV  := .venv
BIN   := $(VENV)/bin
READY := $(VENV)/.ready
LOCK  := requirements/lock.txt
PYTHON ?= python3

.PHONY: demo test setup lint bundle bench lock clean

demo: $(READY)            ## the sample case, translated, opened side by side in the browser
	$(BIN)/reader demo $(ARGS)

test: $(READY)            ## every test; browser tests need Chromium and say so when it is missing
	$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

setup: $(READY)           ## only build .venv

lint: $(READY)            ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bundle: $(READY)          ## a folder for an air-gapped machine, see docs/air-gapped.md
	$(BIN)/python tools/bundle.py $(ARGS)

bench: $(READY)           ## the speed claims of docs/performance.md
	$(BIN)/python -m benchmarks $(ARGS)

lock:                     ## pin today's versions (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --no-header -q -o $(LOCK)

$(READY): pyproject.toml $(LOCK)
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python '>=3.11' $(VENV) && \
	  uv pip install --quiet --python $(BIN)/python -c $(LOCK) -e '.[dev]'; \
	else \
	  $(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.12 …")' && \
	  $(PYTHON) -m venv $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(LOCK) -e '.[dev]'; \
	fi
	@touch $@

clean:                    ## remove what the other targets made
	rm -rf $(VENV) bundle dist build demo-case artifacts
