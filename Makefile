# Everything a person or a machine does with this project. `make help` lists it.
PYTHON ?= python3
export PORT ?= 8000

VENV := .venv
RUN := $(VENV)/bin/python
UV_VERSION := 0.13.9
PYTEST := $(RUN) -m pytest -q -n $(or $(PROCESSES),3) --dist worksteal
#: what of the tests asks most of a database: guards, reads, races, bulk acts, what an administrator does
OF_THE_DATABASE := kinerja/audit $(wildcard $(patsubst %,kinerja/*/tests/test_%.py,\
	guards constraints moves reads race races year decision agreeing starting holding agreements \
	feedback evaluators import_units people_changes slots notes environment health backup preparation))
INSTALL := sh tools/install.sh
.DEFAULT_GOAL := help
.PHONY: help run setup test test-on gate check coverage format bench trace lock soak

help: ## list what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/.runtime ## prepare and serve on http://127.0.0.1:$PORT (default 8000); Ctrl-C ends it
	@exec $(VENV)/bin/kinerja serve

setup: $(VENV)/.runtime ## prepare only: environment, database, tables, static files
	@$(VENV)/bin/kinerja setup

test: $(VENV)/.dev ## run the tests; without a Chromium the journeys are left out and named
	@$(PYTEST)

test-on: $(VENV)/.dev ## the database's part of the tests on other programs: BINDIR=/usr/lib/postgresql/15/bin
	@$(RUN) -m tests.other_server "$(BINDIR)" $(PYTEST) -m "not journey" $(OF_THE_DATABASE)

gate: check ## all that must be green before main: check, then tests with coverage
	@PYTEST_ADDOPTS="--cov --cov-report= $$PYTEST_ADDOPTS" $(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory coverage

check: $(VENV)/.dev ## the gate without the tests: format, lint, types, layers, templates, migrations, law
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy kinerja regulation tests bench conftest.py
	$(VENV)/bin/lint-imports
	timeout 120 $(RUN) -m djlint --lint --quiet -e html kinerja
	KINERJA_LINEAR_MIGRATIONS=true $(VENV)/bin/kinerja makemigrations --check --dry-run
	KINERJA_LINEAR_MIGRATIONS=true $(VENV)/bin/kinerja check --fail-level WARNING
	$(RUN) -m tests.law_trace --check

coverage: $(VENV)/.dev ## judge the coverage of the last run: 95 % overall, 100 % of the law
	@$(RUN) -m coverage report --skip-covered --fail-under=95
	@$(RUN) -m coverage report --skip-covered --include='regulation/*' --fail-under=100

format: $(VENV)/.dev ## format the code and repair what the linter can
	$(RUN) -m ruff format .
	$(RUN) -m ruff check --fix .

bench: $(VENV)/.dev ## measure a city of 10,000 and print the table for docs/bench.md
	@$(RUN) -m bench

soak: $(VENV)/.dev ## the crash and race runs at full size
	@$(RUN) -m bench.soak

trace: $(VENV)/.dev ## write docs/law/trace.md: provision, rule, test
	@$(RUN) -m tests.law_trace

lock: $(VENV)/.dev ## write the exact versions and hashes of all dependencies
	$(RUN) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	$(RUN) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements-dev.txt
	echo 'uv==$(UV_VERSION)' | $(RUN) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate - -o requirements-uv.txt

# Stamps: a second start installs nothing.
$(VENV)/.runtime: requirements.txt requirements-uv.txt tools/install.sh
	@$(INSTALL) "$(PYTHON)" requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements-uv.txt tools/install.sh
	@$(INSTALL) "$(PYTHON)" requirements-dev.txt
	@touch $(VENV)/.runtime $@
