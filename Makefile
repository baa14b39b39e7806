# Two commands: `make demo` shows it, `make test` proves it.

PORT ?= 8000
PAGES ?= /
FUNADE := .venv/bin/python -m funade

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench screenshots lighthouse clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install everything into .venv, node_modules and build/assets
	@tools/setup.sh

demo: setup ## Serve the site with demo data on 127.0.0.1 (PORT=8000); keeps what is there
	@PORT=$(PORT) tools/demo.sh

test: setup ## Linters, types, contracts, all tests on both databases and in a browser
	@tools/test.sh

lint: setup ## Only the linters, types and contracts
	@tools/test.sh lint

bench: setup ## Measure search, visibility and pages in about 10 minutes: build/bench/report.md
	@tools/bench.sh

screenshots: setup ## Take the pictures of the README anew, in docs/images
	@tools/browser.sh
	@.venv/bin/python tools/screenshots.py

lighthouse: setup ## Lighthouse's mobile scores of PAGES="/ /jobs" on a running server (PORT=8000)
	@tools/browser.sh
	@.venv/bin/python tools/lighthouse.py --base http://127.0.0.1:$(PORT) $(PAGES)

clean: ## Remove everything that set-up and builds made; the data in var/ stays
	rm -rf node_modules build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@if [ -L .venv ]; then echo "clean: .venv is a link to a shared environment, left alone"; \
	else rm -rf .venv; fi
