# Every recipe is one line; what it does is in the program that it calls.
.DEFAULT_GOAL := help
.PHONY: help run up down clean restart status logs env test unit lint format types arch imports schemas train lexicon schemas-check check bench eval faults audit-faults lock

SHELL := /bin/bash
UV := infra/uv.sh
RUN := $(UV) run --frozen --all-packages
name ?=
corpora ?= .emend/corpora
args ?=

##@ Use it
help: ## Print this.
	@awk 'BEGIN {FS = ":.*## "} /^##@ / {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Start everything and send the sample lectures through (args="FILE …": other files).
	@$(RUN) emend-local run $(args)

up: ## Start everything.
	@$(RUN) emend-local up

down: ## Stop everything; the data stays.
	@[ ! -d .emend ] || $(RUN) emend-local down

clean: ## Stop everything and erase .emend/: data, logs, results, downloads.
	@[ ! -d .emend ] || $(RUN) emend-local clean

restart: ## Restart the services, as after a change of code (name=storage: only that one).
	@$(RUN) emend-local restart $(name)

status: ## Say what runs, and where.
	@$(RUN) emend-local status

logs: ## Follow the logs (name=storage: only that one).
	@$(RUN) emend-local logs --follow $(name)

env: ## Print the addresses for a shell: eval $(make -s env).
	@$(RUN) emend-local env

##@ Test it
test: ## Run all tests, on real Kafka, PostgreSQL and Valkey; the unit tests first.
	@$(RUN) emend-local fetch && $(RUN) pytest $(args)

unit: ## Run the tests that need no server.
	@$(RUN) pytest -m "not kafka and not postgres and not valkey and not e2e and not faults" $(args)

bench: ## Measure throughput, latency and memory; prints a table and writes JSON.
	@$(RUN) python -m tests.bench.run $(args)

eval: ## Measure what each stage gets right on our own sentences (args="itn": only that one).
	@$(RUN) python -m tests.eval.run $(args)

faults: ## Kill, freeze, restart and scale while 20,000 parts go through, three times; then audit-faults.
	@$(RUN) python -m tests.faults.run $(args) && $(RUN) python -m tests.faults.audit

audit-faults: ## Kill the audit log's sequencer 50 times and the broker once, under way.
	@$(RUN) python -m tests.faults.audit $(args)

##@ Change it
check: lint types arch imports schemas-check test ## Do everything that CI does.

lint: ## Check the code's style.
	@$(RUN) ruff check . && $(RUN) ruff format --check .

format: ## Bring the code into its style.
	@$(RUN) ruff check --fix . ; $(RUN) ruff format .

types: ## Check the types.
	@$(RUN) pyright

arch: ## Check which package may import which.
	@$(RUN) lint-imports

imports: ## Import every service with nothing but what it declares.
	@for service in audit ingest postprocess storage; do $(UV) run --frozen --isolated --no-dev --package emend-$$service python -c "import emend_$$service.app" && echo "emend-$$service imports alone" || exit 1; done

schemas: ## Generate the schemas, AsyncAPI documents and the like anew from the models.
	@$(RUN) python contracts/generate.py

lexicon: ## Compile the built-in terms anew from libs/engine/lexicon/yoga-vedanta.txt.
	@$(RUN) python libs/engine/lexicon/build.py

schemas-check: ## Check that the generated files are fresh.
	@$(RUN) python contracts/generate.py --check

train: ## Train the punctuation and casing model anew (corpora=DIR; see libs/engine/training/fetch.sh).
	@$(RUN) python libs/engine/training/train.py $(corpora) $(args)

lock: ## Resolve the dependencies anew.
	@$(UV) lock --upgrade
