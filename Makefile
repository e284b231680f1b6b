# Every command a person or CI runs. `make` alone lists them.
PYTHON ?= python3
UV := .venv/bin/uv
RUN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo report test test-postgres check bench docs soak proof format

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dueto needs Python 3.11 or later: make PYTHON=/path/to/it")'
	@$(PYTHON) -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check uv

.venv/.demo: uv.lock pyproject.toml | $(UV)
	@echo "Installing what Dueto stands on (once)…"
	@$(UV) sync --quiet --frozen --no-default-groups --inexact
	@touch $@

.venv/.dev: uv.lock pyproject.toml | $(UV)
	@echo "Installing what development needs (once)…"
	@$(UV) sync --quiet --frozen --compile-bytecode
	@touch .venv/.demo $@

setup: .venv/.dev ## Make the environment for development

demo: .venv/.demo ## Run Nevadal, the company of the demo, at http://127.0.0.1:8000 (PORT=… for another port)
	@$(RUN)/dueto up --demo

report: .venv/.demo ## Simulate a company, judge its people, and leave the report on disk
	@$(RUN)/dueto simulate --out demo/nevadal
	@$(RUN)/dueto qualify demo/nevadal/people.csv --activities demo/nevadal/activities.csv \
	  --agreement examples/nevadal/agreement.yaml --out demo
	@echo "file://$(CURDIR)/demo/report.html"

test: .venv/.dev ## Run the tests; what is absent is skipped and listed
	@$(RUN)/pytest -n 4 --dist worksteal -m "not browser"
	@$(RUN)/pytest -n 3 --dist worksteal -m browser

test-postgres: .venv/.dev ## Run the tests that ask the database once more, on a PostgreSQL of their own
	@$(RUN)/python -m tests.on_postgres $(RUN)/pytest -n 4 --dist worksteal -m "not browser" \
	  tests/apps tests/api tests/web/prospects tests/web/care tests/web/find tests/work/test_thread.py \
	  tests/work/test_outbox.py

check: .venv/.dev ## Style, arrows of the house, types, spelling, dependencies, docs
	@$(RUN)/ruff format --check --quiet .
	@$(RUN)/ruff check --quiet .
	@$(RUN)/lint-imports --no-logo
	@$(RUN)/mypy
	@$(RUN)/codespell
	@$(RUN)/deptry src
	@$(MAKE) --no-print-directory docs

format: .venv/.dev ## Write the code in the house style
	@$(RUN)/ruff format --quiet .
	@$(RUN)/ruff check --fix --quiet .

bench: .venv/.dev ## Print one line per budget: figure, limit, ratio, within or over
	@$(RUN)/python -m benchmarks --write docs/proof/bench.txt

docs: .venv/.dev ## Build the documentation
	@$(RUN)/sphinx-build -q -W -b html docs docs/_build/html

proof: .venv/.dev ## Make again what docs/proof/ shows
	@$(RUN)/python -m proofs

soak: .venv/.dev ## The long proofs: more random cases, more rows, every page on PostgreSQL too
	@DUETO_SOAK=1 $(RUN)/pytest -n 4 --dist worksteal
	@$(RUN)/python -m tests.on_postgres $(RUN)/pytest -n 4 --dist worksteal tests/web tests/journeys
