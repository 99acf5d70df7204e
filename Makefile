# Every command of the project; each works from nothing but Python 3.11+ and make.
# `make help` lists them.

PYTHON ?= python3
PORT ?= 8501
WORKERS ?= 3

VENV := .venv
PY := $(VENV)/bin/python
RUN := $(VENV)/run.stamp
DEV := $(VENV)/dev.stamp
PIP := $(PY) -m pip --disable-pip-version-check --no-input
BABEL := $(PY) -m babel.messages.frontend
LOCALES := dashboard/locales
TEXTS := -k message -k texts -k plural:1,2
CATALOGUES := $(wildcard $(LOCALES)/*/LC_MESSAGES/messages.po)

# WORKERS run the tests: one more than the two cores, because a test in a browser waits half of its time.

ifdef CHROMIUM
export CHROMIUM
endif

.DEFAULT_GOAL := help
.PHONY: help run serve test test-long check bench screenshots format messages packages clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F '\t' '{printf "  make %-12s %s\n", $$1, $$2}'

run: $(RUN) ## open the app on http://localhost:8501 (PORT=... for another port)
	@FACE_FUSION_PORT=$(PORT) FACE_FUSION_LOG_LEVEL=$${FACE_FUSION_LOG_LEVEL:-warning} $(PY) serve.py --watch

serve: $(RUN) ## serve the app and its HTTP interface (settings: FACE_FUSION_... variables, see README)
	@exec $(PY) serve.py

test: $(DEV) packages ## run every test, the browser's included (ARGS=... goes to pytest)
	$(PY) -m pytest --numprocesses $(WORKERS) $(ARGS)

test-long: $(DEV) packages ## run every test, with some thirty times as many random examples as `make test`
	$(PY) -m pytest --numprocesses $(WORKERS) --hypothesis-profile long --timeout 3600 $(ARGS)

check: $(DEV) ## lint, format, types and layout
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m pytest --quiet tests/test_layout.py

bench: $(DEV) packages ## measure pricing, pages and load, and write benchmarks/RESULTS.md
	$(PY) -m benchmarks $(ARGS)

screenshots: $(DEV) packages ## take the pictures of all pages anew (docs/screenshots)
	$(PY) -m tests.browser.screenshots $(ARGS)

format: $(DEV) ## rewrite the code in the common format
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .

messages: $(DEV) ## collect the texts of the code into the catalogues, and count what is translated
	@$(BABEL) --quiet extract --no-default-keywords $(TEXTS) --no-location --sort-output --omit-header \
		--output-file $(LOCALES)/messages.pot app.py pages dashboard pricing
	@for po in $(CATALOGUES); do \
		locale=$$(basename "$$(dirname "$$(dirname "$$po")")"); \
		sed '/^$$/q' "$$po" > "$$po.new"; \
		$(BABEL) --quiet update --omit-header --no-fuzzy-matching --ignore-obsolete --locale "$$locale" \
			--input-file $(LOCALES)/messages.pot --output-file "$$po" && \
		cat "$$po" >> "$$po.new" && mv "$$po.new" "$$po" && \
		$(BABEL) compile --statistics --locale "$$locale" --input-file "$$po" --output-file /dev/null \
			|| exit 1; \
	done

packages: ## install what the tests need beside Python, where it is absent
	@.ci/packages

clean: ## remove the environment and everything that was built
	rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: made once, and brought up to date when a requirements file changes.

ifneq ($(shell test -x $(PY) && echo there),there) # it was moved, or its Python is gone: make it anew
.PHONY: $(VENV)/pyvenv.cfg
endif

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c '' || { echo "Python 3.11 or newer is needed, and '$(PYTHON)' does not run. Name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || \
		{ rm -rf $(VENV); echo "'$(PYTHON) -m venv' failed. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(RUN): requirements.txt $(VENV)/pyvenv.cfg
	@echo "Installing what the app needs into $(VENV) ..."
	@$(PIP) install --quiet --only-binary :all: -r $<
	@touch $@

$(DEV): requirements-dev.txt requirements.txt $(VENV)/pyvenv.cfg
	@echo "Installing what the app and its tests need into $(VENV) ..."
	@$(PIP) install --quiet --only-binary :all: -r $<
	@touch $(RUN) $@
