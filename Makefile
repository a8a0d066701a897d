# Everything needed is installed into .venv from requirements.lock; nothing else is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: report test check bench data docs locale sample clean

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "netintl needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

report: $(VENV)/.installed  ## the main job on the bundled data, in both languages
	$(BIN)/netintl --lang en report --force -o $(OUT)/en
	$(BIN)/netintl --lang zh report --force -o $(OUT)/zh
	@echo "Open $(OUT)/en/report.html or $(OUT)/zh/report.html"

check: $(VENV)/.installed  ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check  ## everything that CI runs
	$(BIN)/python -m pytest -m "not benchmark" --cov --cov-report=term:skip-covered

bench: $(VENV)/.installed  ## ratios against peers, side by side
	$(BIN)/python -m pytest -m benchmark tests/benchmarks -s

data: $(VENV)/.installed  ## rebuild the bundled data from data/sources, byte for byte
	$(BIN)/python tools/build_data.py

docs: $(VENV)/.installed  ## regenerate the pages made from declarations
	$(BIN)/python tools/build_docs.py

locale: $(VENV)/.installed  ## collect sentences and compile the Chinese catalogue
	$(BIN)/python tools/build_locale.py

sample: $(VENV)/.installed  ## the committed sample report
	$(BIN)/netintl -q --lang en report --force -o reports/sample/en
	$(BIN)/netintl -q --lang zh report --force -o reports/sample/zh

clean:  ## remove what make and the tools have made
	rm -rf $(VENV) out build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
