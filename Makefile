# Every target does its own set-up first, and does nothing twice: see bin/set-up.
.DEFAULT_GOAL := help
.PHONY: help demo test matrix check test-data bench fix lock clean

PORT ?= 8000
RESET ?=
ARGS ?=
PUNOS_DATA ?= ../shared/data
PYTHON := .venv/bin/python
LOCK := .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.12 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" --quiet

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

demo: ## set up and run the demo town (PORT=8123 another port, RESET=1 begin anew)
	@bin/set-up base
	@exec env DEMO=1 .venv/bin/punos up --port "$(PORT)" --with-parent $(if $(RESET),--reset)

# Python may write bytecode meanwhile: else every process that a test starts compiles the whole project for itself.
test: ## set up and run the tests, in a real browser too (ARGS="punos/core -k postgres" some of them)
	@bin/set-up dev
	@bin/find-chromium
ifneq ($(strip $(ARGS)),)
	@$(PYTHON) -m pytest $(ARGS)
else
	@rm -f var/coverage/data*
	@PYTHONDONTWRITEBYTECODE= PUNOS_BRANCHES=var/coverage/data $(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder
	@$(PYTHON) -m coverage combine --quiet
	@$(PYTHON) -m coverage report
endif

matrix: ## everybody at every door, as reviewed in tests/matrix/expected.txt
	@bin/set-up dev
	@$(PYTHON) -m pytest -n 2 -m matrix $(ARGS)

check: ## format, lint, floors, types, templates, migrations, translations (no tests)
	@bin/set-up dev
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -P -c "from importlinter.cli import lint_imports_command; lint_imports_command()"
	DEMO=1 $(PYTHON) -m mypy .
	$(PYTHON) -m djlint --lint punos town --quiet
	DEMO=1 .venv/bin/punos check --fail-level WARNING
	DEMO=1 .venv/bin/punos makemigrations --check --dry-run
	$(PYTHON) bin/catalogues.py check

test-data: ## the tests that read the real data beside the project (folder in PUNOS_DATA)
	@test -d "$(PUNOS_DATA)" || { echo "There is no folder $(PUNOS_DATA): name the one with the data as PUNOS_DATA=/path/to/data." >&2; exit 1; }
	@bin/set-up dev
	@PUNOS_DATA="$(abspath $(PUNOS_DATA))" $(PYTHON) -m pytest -m data $(ARGS)

bench: ## measure what is promised and print the table
	@bin/set-up dev
	@DEMO=1 $(PYTHON) -m bench $(ARGS)

fix: ## put code into its form, and mend what lint can mend
	@bin/set-up dev
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format --quiet .

lock: ## choose versions anew within pyproject.toml and package.json, and write the locks
	@bin/set-up dev
	@env -u UV_DEFAULT_INDEX $(LOCK) --upgrade --output-file requirements/base.lock
	@env -u UV_DEFAULT_INDEX $(LOCK) --upgrade --group dev --output-file requirements/dev.lock
	@PATH="$(CURDIR)/.venv/bin:$$PATH" .venv/bin/npm install --package-lock-only --ignore-scripts --silent

clean: ## remove what set-up and tools made; the demo town's data in var/ stays
	@rm -rf .venv node_modules static .coverage* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find locale -name '*.mo' -delete 2>/dev/null || true
