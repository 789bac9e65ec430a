# Needs make and Python 3.11 or newer; everything else goes into .venv, once.
# PORT and DATA are handed on from the environment or the command line: make run PORT=9000 DATA=

python := .venv/bin/python
unexport PYTHONPATH PYTHONHOME
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check trials bench fuzz soak storm screenshots package deploy format lock clean

run:
	$(call install,local)
	@$(python) -m local.web
	@exec $(python) -m local

# All that proves the product: format, lint, types, layers, every test.
test:
	$(call install,dev)
	@$(python) -m tests

# The part of it that is quick enough to be run after each change.
check:
	$(call install,dev)
	@$(python) -m tests check

# All tests five times: as they are, in another zone, late in the evening, in another order, on a busy machine.
trials:
	$(call install,dev)
	@$(python) -m local.web
	@$(python) -m tests.trials

# Fails when something is slower than it promises; write the result into the docstring of what you changed.
bench:
	$(call install,dev)
	$(python) -m benchmarks.relay_batch
	@$(python) -m local.web
	$(python) -m benchmarks.tap_on_screen
	$(python) -m benchmarks.schedule_on_screen

# Ten minutes of requests drawn from the contract, random each time; MINUTES and SEED decide otherwise.
fuzz:
	$(call install,dev)
	$(python) -m tests.fuzz $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED))

# Every screen of the web clients into screenshots/; needs Chromium.
screenshots:
	$(call install,dev)
	@$(python) -m local.web
	BROWSER_TESTS=required $(python) -m pytest -q tests/browser/screenshots.py

# Thousands of visits at once, with faults, deaths and a clock that jumps: a few minutes. SEED=7 plays the same people and
# faults again (threads still take turns as they like), APPOINTMENTS=200 a smaller one.
soak:
	$(call install,dev)
	@$(python) -m tests.soak

# Field's queue in a real browser, in 200 storms: lost requests and answers, killed tabs, an office that goes on. About half an
# hour; needs Chromium. SEED=7 plays that one and those after it, SEEDS=1 only that one.
storm:
	$(call install,dev)
	@$(python) -m local.web
	@$(python) -m tests.storm

# What is deployed, into dist/prod: one template, one zip. ARCH=arm64 for the other processors.
package:
	$(call install,local)
	@$(python) -m local.web
	@$(python) -m infrastructure.package $(if $(ARCH),--arch $(ARCH))

# Into the account and region of the environment's credentials. with='OperatorEmail=... DomainName=...' sets parameters.
deploy: package
	@test "$(STAGE)" || { echo 'Which one? make deploy STAGE=prod' >&2; exit 1; }
	@$(python) -m infrastructure.deploy $(STAGE) $(with)

format:
	$(call install,dev)
	$(python) -m ruff format
	$(python) -m ruff check --fix

# Keeps what is locked where it can; `make lock upgrade=--upgrade` moves whatever the .in files do not pin.
compile = $(python) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--annotation-style line --custom-compile-command 'make lock' $(upgrade)
lock:
	$(call install,dev)
	$(compile) requirements-dev.in -o requirements-dev.txt
	$(compile) requirements-local.in -c requirements-dev.txt -o requirements-local.txt
	$(compile) requirements.in -c requirements-dev.txt -o requirements.txt

# Only what can be made again; never anybody's DATA.
clean:
	rm -rf web/node_modules web/dist web/generated screenshots dist
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# $(call install,local) or $(call install,dev). The mark is the Python version and the requirements themselves:
# while it fits, the price is one comparison. dev holds all of local, so it leaves both marks.
define install
@mark() { $(python) -ISc 'import sys; print(*sys.version_info[:2])' 2>/dev/null && cat requirements-$$1.txt; }; \
mark $(1) | cmp -s - .venv/installed-$(1) || { set -e; \
	$(python) -m pip --version >/dev/null 2>&1 || { $(create); }; \
	echo 'Installing requirements-$(1).txt into .venv: once, about half a minute.'; \
	rm -f .venv/installed-*; \
	$(python) -m pip install --quiet --require-hashes -r requirements-$(1).txt; \
	for name in local $(1); do mark $$name > .venv/installed-$$name; done; }
endef

# python3 unless that is too old: then the newest that is not. PYTHON=... decides otherwise.
define create
for name in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; name=; done; \
test "$$name" || { echo 'On My Way needs Python 3.11 or newer, and found none on the PATH.' >&2; exit 1; }; \
$$name -c 'import ensurepip, venv' 2>/dev/null || { \
	echo "$$name lacks its venv module. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; \
$$name -m venv --clear .venv
endef
