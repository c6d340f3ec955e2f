# What `make demo` does with the sample portfolio: the plan whose results it records, and the results.
DEMO_PLAN ?= marlowe
DEMO_RESULTS ?= --set 2="74.6%"

PYTHON ?= python3
PYTEST_ARGS ?=
BENCH_ARGS ?=
RELIABILITY_ARGS ?=
# Those that take more inputs, and those that go by the clock or need a tracer.
LONG_TESTS = $(shell grep -rlE '^@given|reliability.sizes import|^@pytest.mark.long' tests --include='test_*.py')

VENV := .venv
STAMP := $(VENV)/.installed
BIN := $(CURDIR)/$(VENV)/bin
DEMO := build/demo
DEMO_FILES := $(wildcard docs gaps.md mkdocs.yml plans poc-docs.toml templates)

# No identity, hook, signature or template of the user's has a part in the demo's one commit.
DEMO_GIT := git -c init.defaultBranch=main -c user.name="poc-docs demo" -c user.email=demo@example.com \
	-c commit.gpgSign=false -c core.hooksPath=/dev/null

# Both announce that there will be an MkDocs 2, which pyproject.toml excludes.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

# Set when make is run from a git hook: they would send the demo's git and the tests' to this repository.
unexport GIT_DIR GIT_INDEX_FILE GIT_PREFIX GIT_WORK_TREE

# Without bytecode on the disk each process that a test starts would compile all that it imports.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test test-long reliability lint bench site screenshots clean constraints

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

demo: $(STAMP) ## check the sample portfolio, record a result and build its site, in build/demo
	@rm -rf $(DEMO)
	@mkdir -p $(DEMO)
	@cp -R $(DEMO_FILES) $(DEMO)/
	@cd $(DEMO) && $(DEMO_GIT) init -q --template= && mkdir -p .git/info && echo /site/ >> .git/info/exclude
	@cd $(DEMO) && $(DEMO_GIT) add -A && $(DEMO_GIT) commit -q -m "Sample portfolio"
	cd $(DEMO) && "$(BIN)/poc-docs" check
	cd $(DEMO) && "$(BIN)/poc-docs" results $(DEMO_PLAN) $(DEMO_RESULTS)
	cd $(DEMO) && "$(BIN)/poc-docs" site build --files
	@echo
	@echo "Open     $(DEMO)/site/index.html"
	@echo "or serve it, and see each edit of a plan at once:"
	@echo "         cd $(DEMO) && ../../$(VENV)/bin/poc-docs site serve"
	@echo "What the result changed in the plan:"
	@echo "         git -C $(DEMO) diff"

test: lint ## lint, then run every test (PYTEST_ARGS="..." adds options)
	PATH="$(BIN):$$PATH" "$(BIN)/python" -m pytest -n auto --dist worksteal $(PYTEST_ARGS)

test-long: $(STAMP) ## the tests of properties, at random and with 10,000 inputs or more each: it takes hours
	PATH="$(BIN):$$PATH" HYPOTHESIS_PROFILE=long "$(BIN)/python" -m pytest -n auto $(LONG_TESTS) $(PYTEST_ARGS)

reliability: $(STAMP) ## print the reliability report (RELIABILITY_ARGS="--long --mutants 200 --fuzz 600")
	@PATH="$(BIN):$$PATH" "$(BIN)/python" -m tests.reliability.report $(RELIABILITY_ARGS)

lint: $(STAMP) ## ruff and mypy
	"$(BIN)/ruff" check
	"$(BIN)/ruff" format --check
	"$(BIN)/mypy"

bench: $(STAMP) ## compare speeds with other tools, which it installs (BENCH_ARGS="--sizes 20,100" is quicker)
	"$(BIN)/python" -m pip install -q --disable-pip-version-check --target build/bench --upgrade pint
	PYTHONPATH=build/bench "$(BIN)/python" -m benchmarks.judging
	"$(BIN)/python" -m benchmarks.reading
	"$(BIN)/python" -m benchmarks.site
	"$(BIN)/python" -m benchmarks.speed --work build/speed --out build/speed/report.md $(BENCH_ARGS)

site: $(STAMP) ## build the site into build/site
	"$(BIN)/poc-docs" site build -o build/site

screenshots: $(STAMP) ## pictures of the site, light and dark, desktop and phone, in build/screenshots
	PATH="$(BIN):$$PATH" "$(BIN)/python" -m tests.site.screenshots build/screenshots

clean: ## remove whatever make made, the environment too
	rm -rf build dist site $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find poc_docs tests -name __pycache__ -type d -prune -exec rm -rf {} +

constraints: ## renew constraints.txt with the newest versions that pyproject.toml allows
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
		{ echo "constraints.txt is made on Python 3.11: make constraints PYTHON=python3.11" >&2; exit 1; }
	@rm -rf build/constraints
	@mkdir -p build
	$(PYTHON) -m venv build/constraints
	build/constraints/bin/python -m pip install -q --disable-pip-version-check '.[site,test]'
	@{ grep '^#' constraints.txt; build/constraints/bin/python -m pip freeze --exclude poc-docs; } \
		> build/constraints.txt
	@! grep -vE '^(#.*|[A-Za-z0-9._-]+==[^ /]+)$$' build/constraints.txt
	@mv build/constraints.txt constraints.txt
	@rm -rf build/constraints

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "poc-docs needs Python 3.11 or newer, and $(PYTHON) is" \
			"$$($(PYTHON) -c 'import sys; print(sys.version.split()[0])' 2>/dev/null || echo missing)." \
			"Name another one: make PYTHON=python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	"$(BIN)/python" -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[site,test]'
	@touch $@
