# Everything needed is installed into .venv from requirements.lock; nothing else is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out
UV ?= uv
NEO4J_VERSION ?= 5.26.16
WORKERS ?= 2

.PHONY: report test proof check bench data docs locale sample gallery neo4j lock clean

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "netintl needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

report: $(VENV)/.installed  ## the main job on the bundled data, in both languages
	$(BIN)/netintl report --lang both --force -o $(OUT)
	@echo "Open $(OUT)/en/report.html or $(OUT)/zh/report.html"

check: $(VENV)/.installed  ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check  ## every test; of long proofs a part
	$(BIN)/python -m pytest -m "not benchmark" -n $(WORKERS) --dist loadfile --no-loadscope-reorder \
	  --cov --cov-report=term:skip-covered

proof: $(VENV)/.installed  ## long proofs in full, and note in tests/proofs.json that they have passed
	$(BIN)/python tools/proof.py --all --workers $(WORKERS)

bench: $(VENV)/.installed  ## ratios against peers, side by side
	$(BIN)/python -m pytest -m benchmark tests/benchmarks -s

data: $(VENV)/.installed  ## rebuild the bundled data from data/sources, byte for byte
	$(BIN)/python tools/build_data.py

docs: $(VENV)/.installed  ## regenerate the pages made from declarations
	$(BIN)/python tools/build_docs.py
	$(BIN)/python tools/build_api.py
	$(BIN)/python tools/build_queries.py

locale: $(VENV)/.installed  ## collect sentences and compile the Chinese catalogue
	$(BIN)/python tools/build_locale.py

sample: $(VENV)/.installed  ## the committed sample report
	$(BIN)/python tools/build_sample.py

gallery: $(VENV)/.installed  ## the pictures of docs/gallery.md, in both languages
	$(BIN)/python tools/build_gallery.py

neo4j: $(VENV)/.installed  ## a Neo4j server to try, until Ctrl-C; NEO4J_VERSION chooses the release
	@$(BIN)/python -m tests.servers.kept_server $(NEO4J_VERSION)

# pip refuses a hashed lock that pins coverage where pytest-cov asks for coverage[toml]: extras stay.
lock:  ## pin what pyproject.toml asks for, keeping the pins there are (needs uv)
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras \
	  --group dev --all-extras pyproject.toml -o requirements.lock

clean:  ## remove what make and the tools have made
	rm -rf $(VENV) out build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
