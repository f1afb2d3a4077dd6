# Thin aliases; the work is in start.py and manage.py.
PYTHON := .venv/bin/python

.PHONY: run test lint bench simulate torture doctor lock

run:
	python3 start.py

test:
	python3 start.py test

lint:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djlint templates --check --lint --quiet
	.venv/bin/mypy .
	.venv/bin/lint-imports

simulate:
	SIMULATION_SEEDS=10000 $(PYTHON) -m pytest -q -n auto --dist worksteal tests/simulation

torture:
	FAULTS_KILLS=1000 $(PYTHON) -m pytest -q -n0 -rP tests/faults

bench: var/peers
	$(PYTHON) -m tests.benchmarks.render
	$(PYTHON) -m tests.benchmarks.peers
	$(PYTHON) -m tests.benchmarks.memory
	$(PYTHON) -m tests.benchmarks.previews
	$(PYTHON) -m tests.benchmarks.cache
	$(PYTHON) -m tests.benchmarks.backlog
	$(PYTHON) -m tests.benchmarks.storage
	for database in postgresql sqlite; do for what in queue ledger audit; do \
		$(PYTHON) -m tests.benchmarks.$$what --database $$database || exit 1; done; done

# moviepy, to compare with: it wants an older Pillow than ours.
var/peers: tests/benchmarks/peers.txt
	$(PYTHON) -m venv $@
	$@/bin/python -m pip install --quiet --requirement $<
	touch $@

doctor:
	$(PYTHON) manage.py doctor

lock:
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url \
		--python-version 3.11 --quiet --custom-compile-command "make lock" -o requirements.txt
	uv pip compile --group test --universal --generate-hashes --no-emit-index-url \
		--python-version 3.11 --quiet --custom-compile-command "make lock" \
		-c requirements.txt -o tests/requirements.txt
