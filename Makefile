# Everything one does with Factcheck. `make` alone lists it.
PORT ?= 8000
PYTHON ?= python3
TESTS ?= tests

export PYTHON
python := .venv/bin/python
manage := $(python) manage.py

.DEFAULT_GOAL := help
.PHONY: help run test test-services lint bench setup setup-ml lock messages

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# SQLite and no services, whatever the shell or .env is set up for.
run test lint: export DATABASE_URL =
run test lint: export REDIS_URL =
# The suite is the same on every machine: nothing of .env, no e-mail sent.
test test-services: export ENV_FILE = /dev/null
test test-services: export EMAIL_URL =

run: export DEMO = 1
run: export BASE_URL = http://127.0.0.1:$(PORT)
run: .venv/.runtime ## Serve the desk on this machine, with its demo (PORT=8000)
	@exec $(manage) run_desk --port=$(PORT) --with-parent

test: .venv/.dev ## Run the suite on SQLite (TESTS=tests/...)
	@$(manage) compile_messages
	@$(python) -m pytest -n auto $(TESTS)

test-services: export DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/factcheck
test-services: export REDIS_URL ?= redis://127.0.0.1:6379/0
test-services: export REQUIRE_SERVICES = 1
test-services: export STATIC_ROOT = var/static-of-tests
test-services: export SECRET_KEY ?= only-for-tests
test-services: .venv/.dev ## Run the same suite on PostgreSQL, Redis and Chromium
	@$(manage) compile_messages
	@$(manage) collectstatic --noinput --verbosity=0
	@$(python) -m pytest -n auto $(TESTS)

lint: .venv/.dev ## Check style, types, templates, migrations and container files
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy factcheck claims
	.venv/bin/djlint --lint --quiet templates
	.venv/bin/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/ci.yml
	.venv/bin/hadolint Dockerfile
	sh -n .ci/install
	bash -n .ci/run
	$(manage) makemigrations --check --dry-run

bench: .venv/.dev ## Measure the re-checker beside other tools (ARGS=--quick)
	@$(python) benchmarks/recheck.py $(ARGS)

setup: .venv/.dev ## Only make the environment, for development

setup-ml: .venv/.ml ## Add scikit-learn, which train_check_worthiness needs

lock: .venv/.dev ## Resolve the dependencies anew (ARGS=--upgrade)
	$(compile) --output-file requirements.lock
	$(compile) --extra ml --constraints requirements.lock --output-file requirements-ml.lock
	$(compile) --extra ml --group dev --constraints requirements-ml.lock --output-file requirements-dev.lock

messages: .venv/.dev ## Collect the sentences to translate, then compile the translations
	$(manage) collect_messages
	$(manage) compile_messages

compile = .venv/bin/uv pip compile pyproject.toml $(ARGS) --quiet --universal --generate-hashes \
	--no-annotate --custom-compile-command "make lock"

# Stamps: a second run finds them newer than the locks and installs nothing. Each lock
# holds the one before it, so all commands share one environment.
.venv/.runtime: requirements.lock
	@.ci/install requirements.lock
	@rm -f .venv/.ml .venv/.dev
	@touch $@

.venv/.ml: requirements-ml.lock requirements.lock
	@.ci/install requirements-ml.lock
	@rm -f .venv/.dev
	@touch .venv/.runtime $@

.venv/.dev: requirements-dev.lock requirements-ml.lock requirements.lock
	@.ci/install requirements-dev.lock
	@touch .venv/.runtime .venv/.ml $@
